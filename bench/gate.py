"""The write gate against the same engine without it: ten threads that each write three rows in a transaction.

`python -m bench.gate [TRANSACTIONS]`
"""

import sys
import threading
import time
from statistics import quantiles

from bench._ground import fresh_database

THREADS = 10


class Open:
    """A gate that lets everybody pass: SQLite's own lock and its polling remain."""

    def enter(self, *, timeout: float) -> bool:
        return True

    def leave(self) -> None: ...


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with fresh_database() as vendor:
        if vendor != "sqlite":
            print("The gate is SQLite's alone.")
            return
        from machimado.core.database.sqlite import base, gate

        print("| write gate | transactions/s | p50 ms | p99 ms | longest ms |\n|---|---|---|---|---|")
        found = {}
        for name, chosen in (("with", gate.Gate()), ("without", Open())):
            base.gate_for = lambda _, chosen=chosen: chosen
            found[name] = measure(name, count)
        print(f"\np99 without the gate / with it: {found['without'] / found['with']:.1f}")


def measure(name: str, count: int) -> float:
    waits: list[float] = []
    start = time.perf_counter()
    threads = [threading.Thread(target=write, args=(count // THREADS, waits)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - start
    cuts = quantiles(waits, n=100)
    print(f"| {name} | {len(waits) / whole:.0f} | {cuts[49]:.1f} | {cuts[98]:.1f} | {max(waits):.0f} |")
    return cuts[98]


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
    main()
