"""Many rows at once: executemany on SQLite, COPY on PostgreSQL. Values are those that the driver takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert into the model's table; `columns` are database columns."""
    if not rows:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def update(model: type[models.Model], statement: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run `UPDATE table SET …` for each row of values; `statement` is what follows the table's name."""
    if not rows:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} {statement}", rows)  # noqa: S608


def count_anew(models_: Sequence[type[models.Model]]) -> None:
    """Tell PostgreSQL how much its tables hold now. By itself it notices minutes later, and until then reads a whole table
    for one person. SQLite plans by its indexes alone.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models_)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")
