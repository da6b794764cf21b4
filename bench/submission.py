"""Submitting with 10 and 50 users at once, against a bare view with the same middleware that writes the same rows.

`python -m bench.submission [SUBMISSIONS]`; on PostgreSQL with DATABASE_URL set, and by itself where scripts/postgres runs.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from typing import Any
from uuid import UUID

USERS = (10, 50)
MOST = 3.0
HERE = Path(__file__).resolve().parents[1]


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    if "BENCH_ONE" in os.environ:
        return measure(count)
    print(
        "| database | users | view | submissions/s | p50 ms | p99 ms |\n|---|---|---|---|---|---|", flush=True
    )
    command = [sys.executable, "-m", "bench.submission", str(count)]
    failed = subprocess.run(command, cwd=HERE, env={**os.environ, "BENCH_ONE": "1"}, check=False).returncode
    if "DATABASE_URL" not in os.environ:
        postgres = ["scripts/postgres", "run", *command]
        failed |= subprocess.run(
            postgres, cwd=HERE, env={**os.environ, "BENCH_ONE": "1"}, check=False
        ).returncode
    return failed


def measure(count: int) -> int:
    with tempfile.TemporaryDirectory(prefix="machimado-bench-") as folder:
        os.environ["MACHIMADO_VAR"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        os.environ["DJANGO_SETTINGS_MODULE"] = "machimado.config.settings_test"
        import django

        import machimado.config  # noqa: F401 (the bundled SQLite)

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        settings.ROOT_URLCONF = "bench._submission"
        call_command("migrate", verbosity=0)
        try:
            return compare(connection.vendor, count)
        finally:
            call_command("flush", verbosity=0, interactive=False)
            connection.close()


def compare(vendor: str, count: int) -> int:
    from bench import _submission as peer

    users = sign_in(max(USERS))
    before, (first,) = peer.rows(), drafts(users[:1], 1)
    submit(users[0][0], first)
    peer.remember(before)
    worst = 0.0
    for number in USERS:
        found = {}
        for name, verb in (("bare", bare), ("ours", submit)):
            speed, p50, p99 = run(users[:number], count, verb)
            found[name] = speed
            print(f"| {vendor} | {number} | {name} | {speed:.0f} | {p50:.1f} | {p99:.1f} |", flush=True)
        worst = max(worst, found["bare"] / found["ours"])
        print(
            f"| {vendor} | {number} | **bare / ours** | **{found['bare'] / found['ours']:.2f}** | | |",
            flush=True,
        )
    return int(worst > MOST)


User = tuple[Any, Any, str]  # client, actor, person


def sign_in(number: int) -> list[User]:
    """One family's packs, and as many residents, each with a login of their own."""
    from django.test import Client

    from machimado.core.accounts import testing
    from machimado.core.definitions import api as definitions
    from machimado.kernel import clock
    from machimado.kernel.ref import Ref, system
    from tests.architecture import people

    for pack in ("japan", "shiroishi"):
        definitions.load_pack(HERE / "packs" / pack, by=system("bench"), at=clock.now())
    people.register(at=clock.now())
    found = []
    for index in range(number):
        person = people.ME if index == 0 else f"7{index:07}"
        account = testing.make_resident(f"r{index}@example.jp", person=person)
        found.append((testing.sign_in(Client(), account), Ref("resident", str(account.pk)), person))
    return found


def drafts(users: list[User], count: int) -> list[UUID]:
    """Filled drafts, in turn for each user: copies of one that was filled in through the door."""
    from machimado.core.residents.api import Viewer
    from machimado.engines.procedures import api as procedures
    from machimado.engines.procedures.models import Draft
    from machimado.engines.procedures.tests.conftest import CLAIM, fill_as
    from machimado.kernel import clock
    from machimado.kernel.ids import new_id

    _client, actor, person = users[0]
    made = procedures.start(
        CLAIM, person=person, viewer=Viewer("self", person=person, actor=actor), by=actor, at=clock.now()
    )
    fill_as(made, by=actor, person=person, at=clock.now())
    row = Draft.objects.get(id=made.id)
    found = []
    for index in range(count):
        _client, actor, person = users[index % len(users)]
        row.id, row.account, row.person = new_id(), actor.id, person
        row.save(force_insert=True)
        found.append(row.id)
    return found


def submit(client: Any, draft: UUID) -> None:
    response = client.post(f"/drafts/{draft}/submission/", {"consent": ["公簿の確認", "事実の申告"]})
    assert response.status_code == 302, response.status_code
    assert "/receipt/" in response["Location"], response["Location"]


def bare(client: Any, draft: UUID) -> None:
    assert client.post(f"/bare/{draft}/").status_code == 302


def run(users: list[User], count: int, verb: Callable[[Any, UUID], None]) -> tuple[float, float, float]:
    """Every user submits their share at once: submissions a second, p50 and p99 in milliseconds."""
    ready = drafts(users, count)
    waits: list[float] = []
    shares = [(user[0], ready[index :: len(users)]) for index, user in enumerate(users)]
    threads = [threading.Thread(target=share, args=(client, mine, verb, waits)) for client, mine in shares]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - start
    assert len(waits) == count, f"{count - len(waits)} submissions failed"
    cuts = quantiles(waits, n=100)
    return count / whole, cuts[49], cuts[98]


def share(client: Any, mine: list[UUID], verb: Callable[[Any, UUID], None], waits: list[float]) -> None:
    from django.db import connections

    for draft in mine:
        start = time.perf_counter()
        verb(client, draft)
        waits.append((time.perf_counter() - start) * 1000)
    connections.close_all()


if __name__ == "__main__":
    sys.exit(main())
