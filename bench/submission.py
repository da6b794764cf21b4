"""Submitting with 10 and 50 users at once, against a bare view with the same middleware that writes the same rows.

Then once more over a database with ten times as many cases. `python -m bench.submission [SUBMISSIONS]`. Limit: 3 times.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import Any
from uuid import UUID

from bench import _table as table
from bench._ground import ROOT, fresh_database, on_both

USERS = (10, 50)
MOST = 3.0
ROUNDS = 3
User = tuple[Any, Any, str]  # client, actor, person


def main() -> int:
    if "BENCH_ONE" not in os.environ:
        table.head("users", "cases before", "ours p50 ms", "p99 ms", "bare p50 ms", "p99 ms")
    return on_both("submission", measure)


def measure() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with fresh_database("machimado.config.settings_test") as vendor:
        from django.conf import settings

        settings.ROOT_URLCONF = "bench._submission"
        users = sign_in(max(USERS))
        failed = compare(vendor, users, count)
        bare_cases(users, 9 * cases())
        return int(failed + compare(vendor, users, count) > 0)


def compare(vendor: str, users: list[User], count: int) -> int:
    """In turns, three rounds of a third each, so that both meet the same machine; the median of the rounds."""
    remember(users)
    failed = 0
    for number in USERS:
        before = cases()
        rounds: dict[str, list[tuple[float, float, float]]] = {"bare": [], "ours": []}
        for _ in range(ROUNDS):
            for name, verb in (("bare", bare), ("ours", submit)):
                rounds[name].append(run(users[:number], max(number, count // ROUNDS), verb))
        (floor, *peer), (ours, *mine) = (
            [median(values) for values in zip(*rounds[name], strict=True)] for name in ("bare", "ours")
        )
        more = (str(number), f"{before:,}", *(f"{ms:.1f}" for ms in (*mine, *peer)))
        failed += table.row(
            "submission, ms each, beside a bare view", vendor, *more,
            ours=1000 / ours, floor=1000 / floor, limit=MOST,
        )  # fmt: skip
    return failed


def remember(users: list[User]) -> None:
    """What one real submission writes is what the bare view writes."""
    from bench import _submission as peer

    (first,) = drafts(users[:1], 1)
    before = peer.rows()
    submit(users[0][0], first)
    peer.remember(before)


def bare_cases(users: list[User], count: int) -> None:
    """More cases of the last of the users, with all that belongs to each, written in bulk."""
    from itertools import groupby

    from bench import _submission as peer
    from machimado.engines.procedures.models import Case

    if not peer.TEMPLATE:
        remember(users)
    rows = [row for _ in range(count) for row in peer.copies()]
    _client, actor, person = users[-1]
    for row in rows:
        if isinstance(row, Case):
            row.account, row.person = actor.id, person
    rank = {type(row): index for index, row in reversed(list(enumerate(peer.TEMPLATE)))}
    for model, same in groupby(sorted(rows, key=lambda row: rank[type(row)]), key=type):
        model._default_manager.bulk_create(list(same), batch_size=500)


def cases() -> int:
    from machimado.engines.procedures.models import Case

    return Case.objects.count()


def sign_in(number: int) -> list[User]:
    """One family's packs, and as many residents, each with a login of their own."""
    from django.test import Client

    from machimado.core.accounts import testing
    from machimado.core.definitions import api as definitions
    from machimado.kernel import clock
    from machimado.kernel.ref import Ref, system
    from tests.architecture import people

    for pack in ("japan", "shiroishi"):
        definitions.load_pack(ROOT / "packs" / pack, by=system("bench"), at=clock.now())
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
