"""The write gate against the same engine without it: ten threads that each write three rows in a transaction.

`python -m bench.gate [TRANSACTIONS]`
"""

import sys
import threading
import time
from statistics import quantiles

from bench import _table as table
from bench._ground import fresh_database

THREADS = 10


class Open:
    """A gate that lets everybody pass: SQLite's own lock and its polling remain."""

    def enter(self, *, timeout: float) -> bool:
        return True

    def leave(self) -> None: ...


ROUNDS = 3


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    table.head("transactions", "with p50 ms", "without p50 ms", "with longest ms", "without longest ms")
    with fresh_database() as vendor:
        if vendor != "sqlite":
            return 0  # the gate is SQLite's alone
        from machimado.core.database.sqlite import base, gate

        waits: dict[str, list[float]] = {"with": [], "without": []}
        for _ in range(ROUNDS):
            for name, chosen in (("with", gate.Gate()), ("without", Open())):
                base.gate_for = lambda _, chosen=chosen: chosen
                waits[name] += measure(count)
        cuts = {name: quantiles(found, n=100) for name, found in waits.items()}
        p50 = [f"{each[49]:.1f}" for each in cuts.values()]
        longest = [f"{max(found):,.0f}" for found in waits.values()]
        return table.row(
            "ten writers: p99 wait, ms, beside no gate", vendor, str(ROUNDS * count), *p50, *longest,
            ours=cuts["with"][98], floor=cuts["without"][98], limit=1.0,
        )  # fmt: skip


def measure(count: int) -> list[float]:
    """How long each of the transactions took, written by ten threads."""
    waits: list[float] = []
    threads = [threading.Thread(target=write, args=(count // THREADS, waits)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits


def write(count: int, waits: list[float]) -> None:
    from django.db import connections, transaction

    from machimado.core.jobs.models import Job
    from machimado.kernel import clock

    for _ in range(count):
        start, at = time.perf_counter(), clock.now()
        with transaction.atomic():
            for _ in range(3):
                Job.objects.create(name="bench", enqueued_at=at, run_after=at)
        waits.append((time.perf_counter() - start) * 1000)
    connections.close_all()


if __name__ == "__main__":
    sys.exit(main())
