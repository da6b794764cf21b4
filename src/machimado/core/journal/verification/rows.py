"""Rows as they lie in the database: no converter may stumble over, or smooth out, an altered byte."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from typing import Any

from django.db import connection, models

from machimado.core.journal.attested import content
from machimado.core.journal.models import Entry, Root
from machimado.core.keys import api as keys
from machimado.core.keys.fields import EncryptedBinaryField


@dataclass(frozen=True)
class Row:
    """One row by column, each value as stored: on SQLite the bytes of its cell, on PostgreSQL the typed value."""

    model: type[models.Model]
    cells: dict[str, Any]
    classes: dict[str, str]

    def strange(self) -> list[str]:
        """The columns whose value is of another storage class than what was written: SQLite would take a number's cell
        for text or bytes, show it alike, and no longer find it. PostgreSQL knows one class a column.
        """
        written = _written(self.model)
        return [name for name, kind in self.classes.items() if kind not in {"null", written[name]}]

    def holds(self, name: str, value: Any) -> bool:
        """Whether the cell is exactly what storing this value would have made."""
        field: Any = self.model._meta.get_field(name)
        stored = field.get_db_prep_value(value, connection) if value is not None else None
        return _same(self.cells[name], stored)

    def raw(self, name: str) -> bytes | None:
        """The bytes of a text or binary cell."""
        cell = self.cells[name]
        if cell is None or isinstance(cell, bytes):
            return cell
        return cell.encode() if isinstance(cell, str) else bytes(cell)

    def text(self, name: str) -> str:
        cell = self.cells[name]
        return cell.decode(errors="replace") if isinstance(cell, bytes) else str(cell)

    def number(self, name: str) -> int | None:
        """A whole number, None where the cell holds something else."""
        return None if name in self.strange() else int(self.cells[name])

    def value(self, name: str) -> Any:
        """What the cell holds, as `record(rows=…)` saw it. Raises (ValueError and others) where it is no such value."""
        field: Any = self.model._meta.get_field(name)
        cell = self.cells[name]
        if cell is None:
            return None
        if isinstance(field, EncryptedBinaryField):
            return content(keys.decrypt(bytes(cell), purpose=field.purpose))
        if isinstance(field, models.BinaryField):
            return content(bytes(cell))
        return _read(field.target_field if field.is_relation else field, cell)

    def stands_for(self, name: str, value: Any) -> bool:
        """Whether storing the value makes this very cell. A text that is read alike (the digits of a UUID in capitals) is
        no longer found by look-ups. Bytes and ciphertext stand for themselves, as does PostgreSQL's JSON.
        """
        field = self.model._meta.get_field(name)
        itself = isinstance(field, models.BinaryField) or (
            isinstance(field, models.JSONField) and connection.vendor != "sqlite"
        )
        return itself or self.holds(name, value)

    @property
    def leaf(self) -> bytes:
        return self.raw("leaf") or b""


def _read(field: Any, cell: Any) -> Any:
    """A value from its cell: on SQLite from the bytes of its text."""
    text = cell.decode() if isinstance(cell, bytes) else cell
    if isinstance(field, models.JSONField):
        return json.loads(text)
    if isinstance(field, models.DateTimeField) and isinstance(text, str):
        found = field.to_python(text)
        return found.replace(tzinfo=UTC)
    return field.to_python(text)


def _same(cell: Any, stored: Any) -> bool:
    if isinstance(stored, memoryview):
        stored = bytes(stored)
    if isinstance(cell, memoryview):
        cell = bytes(cell)
    if connection.vendor == "sqlite" and stored is not None and not isinstance(stored, bytes):
        stored = str(int(stored) if isinstance(stored, bool) else stored).encode()
    return bool(cell == stored)


@cache
def _written(model: type[models.Model]) -> dict[str, str]:
    """By column, the storage class in which SQLite keeps what was written."""
    kinds = {field.attname: str(field.db_type(connection)) for field in model._meta.concrete_fields}
    return {
        name: "blob" if kind == "BLOB" else "integer" if "int" in kind or kind == "bool" else "text"
        for name, kind in kinds.items()
    }


def rows(model: type[models.Model], where: str, params: Sequence[Any]) -> list[Row]:
    """Rows by a condition in SQL (ours, never a user's)."""
    return [row for _, row in _placed(model, where, params)]


def every(model: type[models.Model], chunk: int) -> Iterator[list[Row]]:
    """All rows of a table, in chunks: whatever became of a key on SQLite, its row keeps its place."""
    place = _place(model)
    where, params = "1 = 1", list[Any]()
    while found := _placed(model, f"{where} ORDER BY {place} LIMIT {chunk}", params):
        yield [row for _, row in found]
        where, params = f"{place} > %s", [found[-1][0]]


def _place(model: type[models.Model]) -> str:
    if connection.vendor == "sqlite":
        return "rowid"
    if isinstance(model._meta.pk, models.CompositePrimaryKey):
        return "ctid"
    return connection.ops.quote_name(str(model._meta.pk.column))


def _placed(model: type[models.Model], where: str, params: Sequence[Any]) -> list[tuple[Any, Row]]:
    """Rows with the place that each has among all of its table."""
    names = [field.attname for field in model._meta.concrete_fields]
    columns = [connection.ops.quote_name(str(field.column)) for field in model._meta.concrete_fields]
    selected, classes = columns, []
    if connection.vendor == "sqlite":
        selected = [f"CAST({name} AS BLOB)" for name in columns]
        classes = [f"typeof({name})" for name in columns]
    listed = ", ".join([_place(model), *selected, *classes])
    sql = f"SELECT {listed} FROM {model._meta.db_table} WHERE {where}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        width = len(names) + 1
        return [
            (
                cells[0],
                Row(
                    model,
                    dict(zip(names, cells[1:width], strict=True)),
                    dict(zip(names, cells[width:], strict=False)),
                ),
            )
            for cells in cursor.fetchall()
        ]


def newest_size() -> int:
    """How many entries the newest root says that it covers; 0 without a root."""
    return _largest("size", Root, "size >= 0")


def last_below(size: int) -> int:
    """How many entries there may be below `size`: one more than the largest number. A root whose size was altered may
    claim more than can ever be visited.
    """
    return _largest("seq + 1", Entry, f"seq >= 0 AND seq < {size}")


def _largest(expression: str, model: type[models.Model], where: str) -> int:
    name = expression.split()[0]
    whole = f" AND typeof({name}) = 'integer'" if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX({expression}) FROM {model._meta.db_table} WHERE {where}{whole}")  # noqa: S608
        return cursor.fetchone()[0] or 0


def sealed_entries(start: int, end: int) -> list[Row]:
    """The entries with numbers from `start` up to, not including, `end`."""
    return rows(Entry, "seq >= %s AND seq < %s", [start, end])


def misplaced_entries() -> list[Row]:
    """Entries whose number no root covers, a hundred at most: below none, between two, or beyond the newest."""
    places = ["seq < 0", "seq >= COALESCE((SELECT MAX(size) FROM journal_root), 0)"]
    if connection.vendor == "sqlite":
        places.append("typeof(seq) NOT IN ('integer', 'null')")
    return rows(Entry, f"({' OR '.join(places)}) ORDER BY id LIMIT 100", [])


def unsealed_entries(chunk: int) -> Iterator[list[Row]]:
    """Entries that wait for their number."""
    place = 0
    while found := rows(Entry, "seq IS NULL ORDER BY id LIMIT %s OFFSET %s", [chunk, chunk * place]):
        yield found
        place += 1
