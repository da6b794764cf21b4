"""The journal against floors: record() against a bare INSERT of the same row, sealing and receipts at 1x and 10x the length.

`python -m bench.journal [ENTRIES]`; with DATABASE_URL on PostgreSQL.
"""

import sys
import time
from collections.abc import Callable
from statistics import median

from bench._ground import fresh_database


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with fresh_database() as vendor:
        print(
            f"{vendor}, {count} and {count * 10} entries\n\n| measure | floor | ours | ratio |\n|---|---|---|---|"
        )
        compare_recording(count)
        compare_lengths(count)


def compare_recording(count: int) -> None:
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
    report("record(), beside a bare INSERT of the row, ms", median(times["bare"]), median(times["record"]))
    Entry.objects.all().delete()


def compare_lengths(count: int) -> None:
    """What one more entry costs in a journal, and in one ten times as long."""
    short = measure(count)
    long = measure(count * 9)
    for name in short:
        report(f"{name}, at {count} and {count * 10} entries, ms", short[name], long[name])


def measure(more: int) -> dict[str, float]:
    from machimado.core.journal import api as journal
    from machimado.kernel import clock

    fill(more)
    length = journal.seal(at=clock.now()).size
    found: dict[str, list[float]] = {"seal one entry": [], "receipt": []}
    for _ in range(30):
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


def print_faults(faults: list[object]) -> None:
    for fault in faults:
        print(fault)


def clocked(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def report(name: str, floor: float, ours: float) -> None:
    print(f"| {name} | {floor * 1000:.2f} | {ours * 1000:.2f} | {ours / floor:.2f} |", flush=True)


if __name__ == "__main__":
    main()
