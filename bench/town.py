"""Every rule over the whole town, cold: from the tables of the register to the list of outcomes.

Judged by processor time, since the machine may have other things to do. Floor: fetching the same rule columns bare.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from bench import _table as table
from bench._ground import FULL, ROOT, fresh_database, on_both
from bench.register_import import TOWN, write_town

AT = date(2026, 11, 24)
ROUNDS = 5
FLOOR = """SELECT m.household, v.person_id, v.birth_date, v.sex, m.relationship, v.father, v.mother
FROM residents_personversion v JOIN residents_membership m ON m.person_id = v.person_id
WHERE v.replaced_at IS NULL AND v.valid_until IS NULL AND m.replaced_at IS NULL AND m.valid_until IS NULL
ORDER BY 1, 2"""


def main() -> int:
    if "BENCH_ONE" not in os.environ:
        table.head("persons", "outcomes", "elapsed s")
    return on_both("town", lambda: sum(measured(size) for size in sizes()[:1]))


def sizes() -> list[int]:
    return [int(size) for size in sys.argv[1:]] or ([10 * TOWN] if FULL else [TOWN])


def measured(size: int) -> int:
    with fresh_database("machimado.config.settings_test") as vendor, tempfile.TemporaryDirectory() as folder:
        from machimado.core.definitions import api as definitions
        from machimado.core.residents import api as residents
        from machimado.engines.rules import api as rules
        from machimado.kernel import clock
        from machimado.kernel.ref import system

        source = Path(folder) / "register.csv"
        write_town(source, size)
        by, at = system("bench"), clock.now()
        for pack in ("japan", "shiroishi"):
            definitions.load_pack(ROOT / "packs" / pack, by=by, at=at)
        assert residents.import_register(source, mode="full", by=by, at=at).accepted
        rules.keys(at=AT)
        times = [(spent(bare), spent(lambda: rules.evaluate_town(at=AT))) for _ in range(ROUNDS)]
        floor, ours = (median(each[side][0] for each in times) for side in (0, 1))
        elapsed = median(each[1][1] for each in times)
        more = (f"{size:,}", f"{times[0][1][2]:,}", f"{elapsed:.2f}")
        holds = ours <= 1.0 if size == TOWN else None
        return table.row(
            "the town evaluates, s of processor",
            vendor,
            *more,
            ours=ours,
            floor=floor,
            limit="1 s",
            holds=holds,
        )


def bare() -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(FLOOR)
        return list(cursor.fetchall())


def spent(work: Callable[[], list[Any]]) -> tuple[float, float, int]:
    """Processor seconds, elapsed seconds, and how much came of it."""
    processor, elapsed = time.process_time(), time.perf_counter()
    found = work()
    return time.process_time() - processor, time.perf_counter() - elapsed, len(found)


if __name__ == "__main__":
    sys.exit(main())
