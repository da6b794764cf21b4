"""Rules over the whole register against a hand-written DuckDB query that is just as three-valued.

Both run on the same in-memory snapshot, SQL ready, answers fetched as Arrow; the answers must be identical. The rules are
児童手当 (認定請求, 額改定, 額: lists, order among brothers and sisters, unknown facts) and one vaccination. Also: every rule of
the nation's pack over the town. Claim: at most 1.5 times the hand-written query; the town in at most 1 s.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bench import _table as table
from bench._ground import FULL

ROOT = Path(__file__).resolve().parents[1]
TOWN = 32_758
SIZES = (TOWN, 100 * TOWN)
AT = date(2026, 11, 24)
MOST = 1.5
ROUNDS = {TOWN: 30}  # small ones are over so soon that noise would decide

RULES = ("児童手当認定請求", "児童手当額改定認定請求", "児童手当の額", "五種混合の予防接種")

PAIRS = """
FROM links l JOIN people c ON c.id = l.child JOIN people p ON p.id = l.parent
"""
CERTAIN = "CASE WHEN l.certain THEN TRUE END"
UNDER_CARE = """((c.household = p.household) OR (p."別居監護" AND c."別居監護の対象"))"""
BY_HAND = {
    "児童手当認定請求": f"""
WITH receiving AS (
  SELECT m.child,
    count(*) FILTER (m.certain AND m.bars) AS low, count(*) FILTER (m.bars IS NOT FALSE) AS high
  FROM (SELECT k.child, k.certain, p."児童手当受給" AND {UNDER_CARE} AS bars
    FROM links k JOIN people c ON c.id = k.child JOIN people p ON p.id = k.parent) m GROUP BY m.child),
answers AS (
  SELECT l.child, l.parent, c.birth > $fiscal_year_end_19 AND {UNDER_CARE} AND NOT c."児童手当の支給対象"
    AND (CASE WHEN coalesce(r.low, 0) >= 1 THEN FALSE WHEN coalesce(r.high, 0) < 1 THEN TRUE END)
    AND NOT p."児童手当受給" AND NOT p."公務員" AND {CERTAIN} AS answer
  {PAIRS} LEFT JOIN receiving r ON r.child = l.child
  WHERE (c.birth > $fiscal_year_end_19) IS NOT FALSE)
SELECT child, parent, answer, 0::BIGINT, 0::BIGINT FROM answers WHERE answer IS NOT FALSE""",
    "児童手当額改定認定請求": f"""
WITH answers AS (
  SELECT l.child, l.parent, c.birth > $fiscal_year_end_19 AND {UNDER_CARE} AND p."児童手当受給"
    AND NOT c."児童手当の支給対象" AND {CERTAIN} AS answer
  {PAIRS} WHERE (c.birth > $fiscal_year_end_19) IS NOT FALSE)
SELECT child, parent, answer, 0::BIGINT, 0::BIGINT FROM answers WHERE answer IS NOT FALSE""",
    "児童手当の額": f"""
WITH pairs AS (
  SELECT l.row, l.child, l.parent, c.birth, c.birth > $fiscal_year_end_19 AND {UNDER_CARE} AND {CERTAIN} AS answer
  {PAIRS} WHERE (c.birth > $fiscal_year_end_19) IS NOT FALSE AND {UNDER_CARE} IS NOT FALSE),
members AS (
  SELECT m.parent, m.certain, e.id, e.birth,
    e.birth > $fiscal_year_end_23 AND (
      (e.birth > $fiscal_year_end_19
        AND ((e.household = p.household) OR (p."別居監護" AND e."別居監護の対象")))
      OR (e.birth <= $fiscal_year_end_19 AND e."監護相当・生計費負担")) AS counted
  FROM links m JOIN people e ON e.id = m.child JOIN people p ON p.id = m.parent),
elder AS (
  SELECT row, count(*) FILTER (belongs) AS low, count(*) FILTER (belongs IS NOT FALSE) AS high
  FROM (SELECT s.row, (CASE WHEN m.certain THEN TRUE END) AND m.counted AND m.id <> s.child
      AND (m.birth < s.birth OR (m.birth = s.birth AND m.id < s.child)) AS belongs
    FROM pairs s JOIN members m ON m.parent = s.parent) GROUP BY row),
ranked AS (
  SELECT s.*, coalesce(low, 0) + 1 >= 3 AS surely, coalesce(high, 0) + 1 >= 3 AS perhaps,
    CASE WHEN birth > $calendar_months_37 THEN 15000 WHEN birth IS NULL THEN 10000 ELSE 10000 END AS base_low,
    CASE WHEN birth > $calendar_months_37 OR birth IS NULL THEN 15000 ELSE 10000 END AS base_high
  FROM pairs s LEFT JOIN elder USING (row))
SELECT child, parent, answer, (CASE WHEN surely THEN 30000 ELSE base_low END)::BIGINT,
  (CASE WHEN perhaps THEN 30000 ELSE base_high END)::BIGINT
FROM ranked WHERE answer IS NOT FALSE""",
    "五種混合の予防接種": """
SELECT id, NULL::INTEGER, birth <= $months_2 AND NOT birth <= $months_past_90 AS answer, 0::BIGINT, 0::BIGINT
FROM people WHERE (birth <= $months_2 AND NOT birth <= $months_past_90) IS NOT FALSE""",
}


def tables(size: int, terms: tuple[str, ...]) -> tuple[Any, Any]:
    """People in households of two adults and up to four children, not in the order of households; unknowns included."""
    import numpy as np
    import pyarrow as pa

    random = np.random.default_rng(20261124)
    today = AT.toordinal() - date(1970, 1, 1).toordinal()
    household = random.integers(0, size // 3 + 1, size)
    young = random.random(size) < 0.2
    birth = today - np.where(
        young, random.integers(0, 25 * 365, size), random.integers(25 * 365, 90 * 365, size)
    )
    people = {
        "id": pa.array(np.arange(size, dtype=np.int32)),
        "birth": pa.array(birth.astype(np.int32), mask=random.random(size) < 0.001),
        "sex": pa.array(np.where(random.random(size) < 0.5, "男", "女")),
        "household": pa.array(household.astype(np.int32)),
    }
    for term in terms:
        people[term] = pa.array(random.random(size) < 0.1, mask=random.random(size) < 0.3)
    adults = np.flatnonzero(~young)
    of_household = dict(zip(household[adults].tolist(), adults.tolist(), strict=True))
    children = np.flatnonzero(young)
    parent = np.array([of_household.get(home, -1) for home in household[children].tolist()])
    other = random.choice(adults, children.size)
    child = np.concatenate([children[parent >= 0], children])
    parents = np.concatenate([parent[parent >= 0], other])
    links = {
        "row": pa.array(np.arange(child.size, dtype=np.int32)),
        "child": pa.array(child.astype(np.int32)),
        "parent": pa.array(parents.astype(np.int32)),
        "certain": pa.array(random.random(child.size) < 0.97),
    }
    return pa.table(people), pa.table(links)


def run(connection: Any, sql: str, values: dict[str, int]) -> Any:
    """Execute and fetch as Arrow."""
    return connection.execute(sql, values).to_arrow_table()


def best(work: Callable[[], object], size: int) -> float:
    times = []
    for _ in range(ROUNDS.get(size, 5)):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def alternating(ours: Callable[[], object], floor: Callable[[], object], size: int) -> tuple[float, float]:
    """Both in turns, so that load hits both alike: the medians."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS.get(size, 5)):
        for seen, work in zip(times, (ours, floor), strict=True):
            began = time.perf_counter()
            work()
            seen.append(time.perf_counter() - began)
    return median(times[0]), median(times[1])


def measure(size: int, rules: dict[str, Any]) -> int:
    import duckdb

    from machimado.engines.rules.population import compile_rule

    terms = tuple(sorted({term for rule in rules.values() for term in rule.facts}))
    connection = duckdb.connect(":memory:")
    people, links = tables(size, terms)
    connection.execute("CREATE TABLE people AS FROM people")
    connection.execute("CREATE TABLE links AS FROM links")
    compiled = {key: compile_rule(rule) for key, rule in rules.items()}
    total_ours = total_hand = 0.0
    more = (f"{size:,}",)
    for key in RULES:
        values = compiled[key].values(AT)
        used = {name: value for name, value in values.items() if f"${name}" in BY_HAND[key]}
        ready, hand_written = (
            partial(run, connection, compiled[key].sql, values),
            partial(run, connection, BY_HAND[key], used),
        )
        assert _same(ready(), hand_written()), key
        ours, hand = alternating(ready, hand_written, size)
        total_ours, total_hand = total_ours + ours, total_hand + hand
        table.row(f"{key}, ms", "DuckDB", *more, ours=ours * 1000, floor=hand * 1000)
    broken = table.row(
        "these four rules, ms, beside SQL by hand", "DuckDB", *more,
        ours=total_ours * 1000, floor=total_hand * 1000, limit=MOST,
    )  # fmt: skip
    whole = best(lambda: [run(connection, c.sql, c.values(AT)) for c in compiled.values()], size)
    holds = whole <= 1.0 if size == TOWN else None
    return broken + table.row(
        f"all {len(compiled)} rules of the pack, s", "DuckDB", *more, ours=whole, limit="1 s", holds=holds
    )


def _same(one: Any, other: Any) -> bool:
    def rows(table: Any) -> list[tuple[Any, ...]]:
        return sorted(zip(*(column.to_pylist() for column in table.columns), strict=True), key=repr)

    return one.num_rows == other.num_rows and (one.num_rows > 200_000 or rows(one) == rows(other))


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machimado.config.settings_test")
    sys.path.insert(0, str(ROOT / "src"))
    import django

    import machimado.config  # noqa: F401 (brings the bundled SQLite)

    django.setup()
    from machimado.core.definitions.source import read
    from machimado.engines.rules.definitions import RuleDefinition

    files = sorted((ROOT / "packs/japan/rules").glob("*.yaml"))
    rules = {f.stem: RuleDefinition.model_validate(read(f.read_text(encoding="utf-8"))[-1]) for f in files}
    table.head("persons")
    sizes = [int(size) for size in os.environ.get("BENCH_SIZES", "").split(",") if size]
    sizes = sizes or list(SIZES if FULL else SIZES[:1])
    return 1 if sum(measure(size, rules) for size in sizes) else 0


if __name__ == "__main__":
    sys.exit(main())
