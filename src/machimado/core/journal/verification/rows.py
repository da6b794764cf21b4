"""Rows as they lie in the database: no converter may stumble over, or smooth out, an altered byte."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from machimado.core.journal.models import Entry


@dataclass(frozen=True)
class Row:
    """One row by column, each value as stored: on SQLite the bytes of its cell, on PostgreSQL the typed value."""

    model: type[models.Model]
    cells: dict[str, Any]

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

    @property
    def leaf(self) -> bytes:
        return self.raw("leaf") or b""


def _same(cell: Any, stored: Any) -> bool:
    if isinstance(stored, memoryview):
        stored = bytes(stored)
    if isinstance(cell, memoryview):
        cell = bytes(cell)
    if connection.vendor == "sqlite" and stored is not None and not isinstance(stored, bytes):
        stored = str(stored).encode()
    return bool(cell == stored)


def rows(model: type[models.Model], where: str, params: Sequence[Any], limit: int) -> list[Row]:
    """Rows by a condition in SQL (ours, never a user's)."""
    names = [field.attname for field in model._meta.concrete_fields]
    quoted = [connection.ops.quote_name(str(field.column)) for field in model._meta.concrete_fields]
    if connection.vendor == "sqlite":
        quoted = [f"CAST({name} AS BLOB)" for name in quoted]
    sql = f"SELECT {', '.join(quoted)} FROM {model._meta.db_table} WHERE {where} LIMIT {limit}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [Row(model, dict(zip(names, cells, strict=True))) for cells in cursor.fetchall()]


def sealed_entries(start: int, end: int) -> list[Row]:
    """The entries with numbers from `start` up to, not including, `end`."""
    return rows(Entry, "seq >= %s AND seq < %s", [start, end], end - start)


def unsealed_entries(chunk: int) -> Iterator[list[Row]]:
    """Entries that wait for their number."""
    place = 0
    while found := rows(Entry, "seq IS NULL ORDER BY id", [], chunk * (place + 1))[chunk * place :]:
        yield found
        place += 1
