"""Every rule over the whole town, cold: from the tables of the register to the list of outcomes.

The register is the town of the city's recipe, as the demo has it, with its list of recipients of 児童手当; a multiple of it
is that many towns of other seeds beside each other. Judged by processor time, since the machine may have other things to
do, and by the fastest of nine rounds, as it is the others that slow the rest. Floor: fetching the same rule columns bare.
"""

import csv
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bench import _table as table
from bench._ground import FULL, ROOT, fresh_database, on_both

AT = date(2026, 11, 24)
TOWN = 32_758
APART = 1_000_000
NUMBERS = ("宛名番号", "世帯番号", "父宛名番号", "母宛名番号")
ROUNDS = 9
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
        from machimado.demo import allowances
        from machimado.engines.rules import api as rules
        from machimado.kernel import clock
        from machimado.kernel.ref import system

        source = Path(folder) / "register.csv"
        keys = draw_towns(source, size)
        by, at = system("bench"), clock.now()
        for pack in ("japan", "shiroishi"):
            definitions.load_pack(ROOT / "packs" / pack, by=by, at=at)
        assert residents.import_register(source, mode="full", by=by, at=at).accepted
        allowances.hand_over(keys, as_of=AT, at=at)
        rules.keys(at=AT)
        times = [(spent(bare), spent(lambda: rules.evaluate_town(at=AT))) for _ in range(ROUNDS)]
        floor, ours = (min(each[side][0] for each in times) for side in (0, 1))
        elapsed = min(each[1][1] for each in times)
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


def draw_towns(path: Path, size: int) -> dict[str, str]:
    """Towns of the recipe until there are `size` residents, each with numbers of its own; the keys of the first."""
    from machimado.demo.town.generate import generate
    from machimado.demo.town.recipe import read
    from machimado.demo.town.register import HEADERS, rows

    plan, keys = read(ROOT / "packs/shiroishi/town.yaml"), {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADERS)
        writer.writeheader()
        for number in range(-(-size // TOWN)):
            town = generate(plan, seed=f"{plan.seed}{number or ''}", as_of=AT)
            keys = keys or town.keys
            for row in rows(town, plan):
                apart = {name: row[name] and str(int(row[name]) + number * APART) for name in NUMBERS}
                writer.writerow({**row, **apart})
    return keys


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
