"""Production refuses to start with what belongs to the demo."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import DatabaseError, connection

DEMO_SECRET = "demo-only-secret-key-refused-in-production"  # noqa: S105 (this is the one we refuse)
STAMP = "machimado_demo_stamp"


def faults() -> list[str]:
    """What stands in the way of serving in production, each a sentence that says what to do."""
    if settings.MODE != "production":
        return []
    return [*_secrets(), *_network(), *_files(), *_database()]


def _secrets() -> list[str]:
    found = []
    if settings.SECRET_KEY == DEMO_SECRET:
        found.append(
            "MACHIMADO_SECRET_KEY is the demo's: set one of your own (50 random characters or more)."
        )
    elif len(settings.SECRET_KEY) < 50 or len(set(settings.SECRET_KEY)) < 10:
        found.append("MACHIMADO_SECRET_KEY is weak: set one of 50 random characters or more.")
    return found


def _network() -> list[str]:
    found = []
    if not settings.BASE_URL.startswith("https://"):
        found.append("MACHIMADO_BASE_URL must begin with https://.")
    if "*" in settings.ALLOWED_HOSTS or not set(settings.ALLOWED_HOSTS) - {"127.0.0.1", "localhost", "[::1]"}:
        found.append("MACHIMADO_ALLOWED_HOSTS must name the hosts that people use, without *.")
    if settings.DEBUG:
        found.append("DEBUG must be off.")
    return found


def _files() -> list[str]:
    keyring = settings.MACHIMADO_KEYRING
    if not keyring.exists():
        return [
            f"The keyring {keyring} is missing: make one with `machimado keys create`, and keep it apart from backups."
        ]
    if keyring.stat().st_mode & 0o077:
        return [f"The keyring {keyring} can be read by others: chmod 600 it."]
    return []


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


@register("production")
def check_production(**kwargs: Any) -> list[CheckMessage]:
    return [Error(fault, id="machimado.production") for fault in faults()]
