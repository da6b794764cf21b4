"""Production refuses to start with what belongs to the demo."""

import zlib
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import DatabaseError, connection

from machimado.core.keys import api as keys

DEMO_SECRET = "demo-only-secret-key-refused-in-production"  # noqa: S105 (this is the one we refuse)
STAMP = "machimado_demo_stamp"
REPEATED = 44  # bytes: below this, fifty characters were packed so well that they repeat each other


_rooms: dict[str, Callable[[], list[str]]] = {}


def refuse_when(room: str, faults_of: Callable[[], list[str]]) -> None:
    """Let a room name what of its own stands in the way of production (in AppConfig.ready)."""
    _rooms[room] = faults_of


def faults() -> list[str]:
    """What stands in the way of serving in this mode, each a sentence that says what to do."""
    if settings.MODE == "production":
        own = [*_secrets(), *_network(), *_mail(), *_files(), *_database()]
        return own + [fault for faults_of in _rooms.values() for fault in faults_of()]
    if settings.MODE == "demo" and _mark().exists():
        return [
            f"The folder {settings.VAR} belongs to production, where nobody may be anyone: "
            "set MACHIMADO_MODE=production, or MACHIMADO_VAR to another folder."
        ]
    return []


def is_loopback(bind: str) -> bool:
    """Whether only this machine can reach what listens there. A name may resolve to anything, save localhost."""
    try:
        return ip_address(bind).is_loopback
    except ValueError:
        return bind == "localhost"


def mark() -> None:
    """Remember in the folder that production was served from it: a forgotten MACHIMADO_MODE must not open it to all."""
    if settings.MODE == "production":
        _mark().touch(mode=0o600)


def _mark() -> Path:
    return Path(settings.VAR) / ".production"


def _secrets() -> list[str]:
    found = []
    if settings.SECRET_KEY == DEMO_SECRET:
        found.append(
            "MACHIMADO_SECRET_KEY is the demo's: set one of your own (50 random characters or more)."
        )
    elif _is_weak(settings.SECRET_KEY):
        found.append("MACHIMADO_SECRET_KEY is weak: set one of 50 random characters or more.")
    return found


def _is_weak(secret: str) -> bool:
    """Too short, of few characters, or the same again and again: what is random does not shrink by packing."""
    repeated = len(zlib.compress(secret.encode(), 9)) < REPEATED
    return len(secret) < 50 or len(set(secret)) < 10 or repeated or secret.startswith("django-insecure-")


def _network() -> list[str]:
    found = []
    if not settings.BASE_URL.startswith("https://"):
        found.append("MACHIMADO_BASE_URL must begin with https://.")
    if "*" in settings.ALLOWED_HOSTS or not set(settings.ALLOWED_HOSTS) - {"127.0.0.1", "localhost", "[::1]"}:
        found.append("MACHIMADO_ALLOWED_HOSTS must name the hosts that people use, without *.")
    if settings.DEBUG:
        found.append("DEBUG must be off.")
    return found


def _mail() -> list[str]:
    found = []
    if settings.MACHIMADO_SMTP_URL and settings.DEFAULT_FROM_EMAIL.endswith(".example"):
        found.append("MACHIMADO_MAIL_FROM is the demo's: set the address that the city's mail comes from.")
    if any(origin.startswith("http://") for origin in settings.MACHIMADO_PUSH_ORIGINS):
        found.append("MACHIMADO_PUSH_ORIGINS must begin with https://.")
    return found


def _files() -> list[str]:
    return [*_keyring(), *_places()]


def _keyring() -> list[str]:
    keyring = settings.MACHIMADO_KEYRING
    if not keyring.exists():
        return [
            f"The keyring {keyring} is missing: make one with `machimado keys create`, and keep it apart from backups."
        ]
    try:
        keys.encrypt(b"ready", purpose="production")
    except (keys.KeyringError, OSError) as error:
        return [str(error)]
    return []


def _places() -> list[str]:
    """What must outlive the code may not lie in its folder, which an upgrade replaces."""
    named = {
        "MACHIMADO_VAR": settings.VAR,
        "MACHIMADO_KEYRING": settings.MACHIMADO_KEYRING,
        "MACHIMADO_FILES": settings.MACHIMADO_FILES,
    }
    if connection.vendor == "sqlite" and not str(connection.settings_dict["NAME"]).startswith("file:"):
        named["DATABASE_URL"] = connection.settings_dict["NAME"]
    inside = [name for name, path in named.items() if Path(path).resolve().is_relative_to(settings.ROOT)]
    return [f"{' and '.join(inside)}: name a place outside the code in {settings.ROOT}."] if inside else []


def _database() -> list[str]:
    try:
        if STAMP in connection.introspection.table_names() and _stamped():
            return ["This database was made by the demo: use another."]
    except DatabaseError:
        return ["The database cannot be reached: check DATABASE_URL."]
    return []


def _stamped() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {STAMP} LIMIT 1")  # noqa: S608 (a constant)
        return cursor.fetchone() is not None


@register("production", deploy=True)
def check_production(**kwargs: Any) -> list[CheckMessage]:
    return [Error(fault, id="machimado.production") for fault in faults()]
