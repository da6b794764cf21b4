"""Making the demo ready: migrate, load the packs, build the town, hand out the logins. Each step only where missing."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from machimado.core.jobs import api as jobs
from machimado.core.residents import api as residents
from machimado.demo import allowances, logins, past_claims, town_life
from machimado.demo.models import Stamp
from machimado.demo.townhall import State
from machimado.kernel import clock

Tell = Callable[[str], object]


class Spoilt(Exception):
    """Something is there that a new town would destroy; the message says what to do."""


def prepare(*, tell: Tell) -> None:
    """Idempotent. A second start sees by the files' dates that nothing is new, and does nothing at all."""
    note, now = settings.VAR / "prepared", _fingerprint()
    if note.exists() and note.read_text() == now and _stamped():
        return
    os.umask(0o077)  # keys and database are for this user's eyes only, in the demo too
    _hurry()
    if not connection.introspection.table_names():
        forget_old_files()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("packs", "load", stdout=StringIO())
    if not _stamped():
        build_town(seed="", as_of=None, tell=tell)
    logins.ensure()
    note.write_text(now)


def forget_old_files() -> None:
    """What belonged to a database that is gone: its published roots, its shred list, its files. Only inside of VAR."""
    if not settings.DEMO:
        return
    for place in (settings.MACHIMADO_ROOTS, settings.MACHIMADO_SHREDS, settings.MACHIMADO_FILES):
        if settings.VAR.resolve() not in Path(place).resolve().parents:
            continue
        if Path(place).is_dir():
            shutil.rmtree(place)
        else:
            Path(place).unlink(missing_ok=True)


def _hurry() -> None:
    """SQLite need not wait for the disk after each commit of a town that can be built again."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")


def _stamped() -> bool:
    """Whether this database holds a finished town."""
    try:
        return Stamp.objects.exists()
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
    """Build, let the days until today pass so that there is history to look at, stamp. Goes on where it was broken off.

    Raises Spoilt where there is already something that it would have to destroy.
    """
    began = time.monotonic()
    state = _begin(seed, as_of, tell)
    allowances.hand_over(state.keys, as_of=state.day, at=clock.now())
    jobs.drain(at=clock.now(), limit=100_000)  # what already holds is no news; what the days bring is
    days = max((clock.today() - state.day).days, 0)
    tell(f"{state.as_of} の町ができました。きょうまでの {days} 日を進めています…")
    town_life.tick(days)
    first = state.keys.get("初めての子.母")
    if first and not state.births:
        town_life.birth(first, at=clock.now())
    logins.ensure()
    past_claims.record(at=clock.now())
    Stamp.objects.create(seed=state.seed, as_of=state.as_of, built_at=clock.now())
    jobs.drain(at=clock.now(), limit=100_000)
    tell(f"きょうの住民は {sum(1 for _ in residents.rule_columns(at=clock.today())):,} 人です。")
    tell(f"できました（{time.monotonic() - began:.0f} 秒）。")


def _begin(seed: str, as_of: date | None, tell: Tell) -> State:
    hall = town_life.townhall()
    if Stamp.objects.exists():
        raise Spoilt("この町はもうできています。作り直すときは、先に make clean でデータを消してください。")
    if town_life.register_is_empty():
        tell(f"町をつくっています（住民 {sum(town_life.recipe().population.values()):,} 人）…")
        return town_life.build(seed=seed, as_of=as_of)
    if not hall.founded:
        raise Spoilt(
            f"住民のデータはありますが、町の台帳 {hall.folder} がありません。make clean で消してから、もう一度どうぞ。"
        )
    tell("途中まで作った町の続きをつくっています…")
    return town_life.load()
