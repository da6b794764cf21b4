"""Making the demo ready: migrate, load the packs, build the town, hand out the logins. Each step only where missing."""

import hashlib
import time
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from machimado.core.jobs import api as jobs
from machimado.demo import logins, town_life
from machimado.demo.models import Stamp
from machimado.kernel import clock

Tell = Callable[[str], object]


def prepare(*, tell: Tell) -> None:
    """Idempotent. A second start sees by the files' dates that nothing is new, and does nothing at all."""
    note, now = settings.VAR / "prepared", _fingerprint()
    if note.exists() and note.read_text() == now and _stamped():
        return
    call_command("migrate", verbosity=0, interactive=False)
    call_command("packs", "load", stdout=StringIO())
    if not _stamped():
        build_town(seed="", as_of=None, tell=tell)
    logins.ensure()
    note.write_text(now)


def _stamped() -> bool:
    """Whether this database holds a finished town, and its folder is still there."""
    try:
        return Stamp.objects.exists() and town_life.townhall().founded
    except DatabaseError:
        return False


def _fingerprint() -> str:
    """Name, size and date of whatever is migrated and loaded: packs, migrations, and the demo's own cast."""
    code = Path(__file__).resolve().parents[1]
    files = [file for pack in settings.PACKS for file in pack.rglob("*.yaml")]
    files += [*code.glob("*/*/migrations/*.py"), *code.glob("demo/**/*.py")]
    seen = [f"{file}|{file.stat().st_size}|{file.stat().st_mtime_ns}" for file in sorted(files)]
    return hashlib.sha256("\n".join([settings.DATABASE_URL, *seen]).encode()).hexdigest()


def build_town(*, seed: str, as_of: date | None, tell: Tell) -> None:
    """Build, stamp, and let the days until today pass, so that there is history to look at."""
    began = time.monotonic()
    tell("町をつくっています（住民 32,758 人）…")
    state = town_life.build(seed=seed, as_of=as_of)
    days = max((clock.today() - state.day).days, 0)
    tell(f"{state.as_of} の町ができました。きょうまでの {days} 日を進めています…")
    town_life.tick(days)
    first = state.keys.get("初めての子.母")
    if first:
        town_life.birth(first, at=clock.now())
    Stamp.objects.create(seed=state.seed, as_of=state.as_of, built_at=clock.now())
    jobs.drain(at=clock.now(), limit=100_000)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
    tell(f"できました（{time.monotonic() - began:.0f} 秒）。")
