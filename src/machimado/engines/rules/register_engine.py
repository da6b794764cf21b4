"""The whole register at once: DuckDB in memory over a snapshot, with the SQL that each edition compiled to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from machimado.engines.rules.definitions import RuleDefinition, Subject
from machimado.engines.rules.language.kleene import Bounds, Truth
from machimado.engines.rules.language.town import Town

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Compiled:
    """SQL for DuckDB; its rows are (child or person id, parent id or NULL, answer, low, high), the no left out.

    Each parameter is (name, measure, n): the latest birth date with which `n` has been reached.
    """

    sql: str
    parameters: tuple[tuple[str, str, int], ...]

    def values(self, on: date) -> dict[str, int]:
        from machimado.engines.rules.language.ages import Measure, latest_birth

        return {name: latest_birth(Measure(m), n, on).toordinal() - EPOCH for name, m, n in self.parameters}


class Row(NamedTuple):
    """A subject for whom the answer is yes (True) or unknown (None), and the bounds of the amount."""

    one: str
    other: str | None
    answer: Truth
    amount: Bounds


class Register:
    """A town loaded into DuckDB, ready to answer rules."""

    def __init__(self, town: Town, terms: tuple[str, ...]) -> None:
        import duckdb

        self.numbers = sorted(town.people)  # the order of ids is that of 宛名番号
        self.connection = duckdb.connect(":memory:")
        people, links = _tables(town, self.numbers, terms)
        for name, table in (("people", people), ("links", links)):
            self.connection.register(f"{name}_source", table)
            self.connection.execute(f"CREATE TABLE {name} AS FROM {name}_source")  # noqa: S608 (names of our own)
            self.connection.unregister(f"{name}_source")

    def rows(self, compiled: Compiled, at: date) -> Iterator[Row]:
        """What a compiled rule says of everyone, except those to whom it says no."""
        found = self.connection.execute(compiled.sql, compiled.values(at)).fetchall()
        numbers, bounds = self.numbers, lru_cache(Bounds)
        for one, other, answer, low, high in found:
            yield Row(numbers[one], None if other is None else numbers[other], answer, bounds(low, high))

    def __enter__(self) -> "Register":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def _tables(town: Town, numbers: list[str], terms: tuple[str, ...]) -> tuple[Any, Any]:
    """The town as two Arrow tables, in the columns that the compiler reads."""
    import pyarrow as pa

    ids = {number: index for index, number in enumerate(numbers)}
    rows = [town.people[number] for number in numbers]
    _, births, sexes, households, facts, *_ = zip(*rows, strict=True) if rows else [()] * 5
    people = {
        "id": pa.array(range(len(rows)), pa.int32()),
        "birth": pa.array(births, pa.date32()).cast(pa.int32()),
        "sex": pa.array(sexes, pa.string()),
        "household": pa.array(households, pa.string()).dictionary_encode().indices,
    }
    told = [(index, known) for index, known in enumerate(facts) if known]
    for term in terms:
        column = [False if term in town.closed else None] * len(rows)
        for index, known in told:
            column[index] = known.get(term, column[index])
        people[term] = pa.array(column, pa.bool_())
    children, parents, certain = zip(*town.links, strict=True) if town.links else [()] * 3
    links = {
        "row": pa.array(range(len(certain)), pa.int32()),
        "child": pa.array([ids[child] for child in children], pa.int32()),
        "parent": pa.array([ids[parent] for parent in parents], pa.int32()),
        "certain": pa.array(certain, pa.bool_()),
    }
    return pa.table(people), pa.table(links)


def pronouns(rule: RuleDefinition, row: Row) -> dict[str, str]:
    """The subject of a row as pronouns to numbers."""
    if rule.subject is Subject.PARENTAGE:
        assert row.other is not None
        return {"児童": row.one, "請求者": row.other}
    return {rule.subject.value: row.one}
