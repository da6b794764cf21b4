"""Comparing rows with the entries that attest them, both ways."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection

from machimado.core.journal.attested import Table, is_row, tables
from machimado.core.journal.verification.faults import Fault, Kind
from machimado.core.journal.verification.rows import Row, every, rows
from machimado.core.keys import api as keys

CHUNK = 200
LOOKS = 3
WHOLE = "row"
UNREADABLE = (ValueError, TypeError, OverflowError, RecursionError, ValidationError, keys.Unreadable)


class RowCheck:
    """Knows the newest version of each attested row (some 300 bytes each), and finds the rows that are not as it says."""

    def __init__(self) -> None:
        self._newest: defaultdict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
        self._may_be_gone: set[tuple[str, str]] = set()

    def note(self, digests: Iterable[tuple[str, str, str]], *, gone_is_fine: bool) -> None:
        """Take in what one entry says of rows. What was shredded with its entry may be gone."""
        for kind, name, digest in digests:
            if not is_row(kind):
                continue
            key, _, number = name.rpartition("/")
            version = int(number) if number.isdecimal() else 0
            if version >= self._newest[kind].get(key, (0, ""))[0]:
                self._newest[kind][key] = version, digest
            if gone_is_fine:
                self._may_be_gone.add((kind, key))

    def faults(self, *, late: Callable[[], None]) -> list[Fault]:
        """Rows that are altered, gone, or that no entry knows.

        Others write meanwhile: a row that differs is read again after `late` has noted the newest entries.
        """
        found = [(table, fault) for table in tables() for fault in self._faults(table)]
        for _ in range(LOOKS):
            if any(fault.part == WHOLE for _, fault in found):
                late()
                found = [(table, same) for table, fault in found for same in self._again(table, fault)]
        return [fault for _, fault in found]

    def _faults(self, table: Table) -> Iterator[Fault]:
        seen = set()
        for chunk in every(table.model, CHUNK):
            for row in chunk:
                seen.add(_key(row))
                yield from self._compare(table, row)
        for key in self._newest[table.kind].keys() - seen:
            yield from self._gone(table, key)

    def _again(self, table: Table, fault: Fault) -> list[Fault]:
        """A cell that holds no value of its column is no matter of time; all else is looked at once more."""
        pk: Any = table.model._meta.pk
        if fault.part != WHOLE:
            return [fault]
        try:
            key = pk.get_db_prep_value(pk.to_python(fault.id), connection)
        except UNREADABLE:
            return [fault]
        found = rows(table.model, f"{connection.ops.quote_name(pk.column)} = %s", [key])
        if not found:
            return list(self._gone(table, fault.id))
        return [same for row in found for same in self._compare(table, row)]

    def _compare(self, table: Table, row: Row) -> Iterator[Fault]:
        key = _key(row)
        values, broken = _values(row)
        if broken:
            yield from (Fault(table.kind, key, name, Kind.ALTERED) for name in broken)
            return
        attested = self._newest[table.kind].get(key)
        if attested is None:
            if table.official(values):
                yield Fault(table.kind, key, WHOLE, Kind.SURPLUS)
            return
        try:
            digest = table.digest(values)
            same = attested == (int(digest.id.rpartition("/")[2]), digest.sha256)
        except UNREADABLE:
            same = False
        if not same:
            yield Fault(table.kind, key, WHOLE, Kind.ALTERED)

    def _gone(self, table: Table, key: str) -> Iterator[Fault]:
        if key in self._newest[table.kind] and (table.kind, key) not in self._may_be_gone:
            yield Fault(table.kind, key, WHOLE, Kind.MISSING)


def _key(row: Row) -> str:
    """The key as entries write it; one that is none as it lies."""
    name = row.model._meta.pk.attname
    try:
        return str(row.value(name))
    except UNREADABLE:
        return row.text(name)


def _values(row: Row) -> tuple[dict[str, Any], list[str]]:
    """The values of a row, and the columns whose cells are not what storing a value makes."""
    values: dict[str, Any] = {}
    broken = row.strange()
    for name in row.cells:
        try:
            values[name] = row.value(name)
            if not row.stands_for(name, values[name]):
                broken.append(name)
        except UNREADABLE:
            broken.append(name)
    return values, list(dict.fromkeys(broken))
