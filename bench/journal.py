"""The journal against floors: record() against a bare INSERT of the same row, sealing and receipts at 1x and 10x the length.

`python -m bench.journal [ENTRIES]`. Limits: 3 times the bare INSERT; ten times the length at most twice the time.
"""

import os
import sys
import time
from collections.abc import Callable
from statistics import median

from bench import _table as table
from bench._ground import fresh_database, on_both

CONTROL = "a bare INSERT"
MOST = {"record()": 3.0, "longer": 2.0}
"""Over a bare INSERT; and at ten times the length, where the work may grow by the logarithm alone."""


def main() -> int:
    if "BENCH_ONE" not in os.environ:
        table.head("entries")
    return on_both("journal", measured)


def measured() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with fresh_database() as vendor:
        return int(compare_recording(vendor, count) + compare_lengths(vendor, count) > 0)


def compare_recording(vendor: str, count: int) -> int:
    """One transaction each, alternating, so that both meet the same machine."""
    from django.db import transaction

    from machimado.core.journal.models import Entry
    from machimado.kernel.ids import new_id

    submit()
    row = Entry.objects.get()

    def bare() -> None:
        row.pk = new_id()
        row.save(force_insert=True)

    times: dict[str, list[float]] = {"bare": [], "record": []}
    for _ in range(count):
        for name, work in (("bare", bare), ("record", submit)):
            start = time.perf_counter()
            with transaction.atomic():
                work()
            times[name].append(time.perf_counter() - start)
    Entry.objects.all().delete()
    return table.row(
        "record(), ms, beside a bare INSERT of the row", vendor, f"{count:,}",
        ours=median(times["record"]) * 1000, floor=median(times["bare"]) * 1000, limit=MOST["record()"],
    )  # fmt: skip


def compare_lengths(vendor: str, count: int) -> int:
    """What one more entry costs in a journal, and in one ten times as long.

    The two stand minutes apart: what the machine has slowed down by meanwhile, a bare INSERT says, and the floor is raised by it.
    """
    short = measure(count)
    long = measure(count * 9)
    slower = long.pop(CONTROL) / short.pop(CONTROL)
    return sum(
        table.row(
            f"{name}, ms, beside a tenth of the length", vendor, f"{count * 10:,}",
            ours=long[name] * 1000, floor=short[name] * 1000 * slower, limit=MOST["longer"],
        )
        for name in short
    )  # fmt: skip


def measure(more: int) -> dict[str, float]:
    from machimado.core.journal import api as journal
    from machimado.kernel import clock

    fill(more)
    length = journal.seal(at=clock.now()).size
    found: dict[str, list[float]] = {CONTROL: [], "seal one entry": [], "receipt": []}
    for _ in range(30):
        found[CONTROL].append(clocked(control))
        entry = submit()
        found["seal one entry"].append(clocked(lambda: journal.seal(at=clock.now())))
        found["receipt"].append(clocked(lambda entry=entry: journal.receipt(entry)))
    verified = clocked(lambda: print_faults(journal.verify()))
    medians = {name: median(values) for name, values in found.items()}
    return {**medians, "verify, per entry": verified / length}


def fill(count: int) -> None:
    from django.db import transaction

    for start in range(0, count, 500):
        with transaction.atomic():
            for _ in range(min(500, count - start)):
                submit()


def submit() -> object:
    from machimado.core.journal import api as journal
    from machimado.kernel import clock
    from machimado.kernel.ref import Ref
    from machimado.kernel.text import Text

    public, personal = ("procedure", "channel"), ("name",)
    journal.register(
        journal.EntryType(name="bench", public=public, personal=personal, sentence=Text(ja="bench"))
    )
    return journal.record(
        "bench",
        by=Ref("resident", "1"),
        subject=Ref("case", "1"),
        at=clock.now(),
        public={"procedure": "児童手当認定請求", "channel": "オンライン"},
        personal={"name": "髙橋"},
    )


def control() -> None:
    """A row that has nothing to do with the journal."""
    from machimado.core.jobs.models import Job
    from machimado.kernel import clock

    at = clock.now()
    Job.objects.create(name="bench", enqueued_at=at, run_after=at)


def print_faults(faults: list[object]) -> None:
    for fault in faults:
        print(fault)


def clocked(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
