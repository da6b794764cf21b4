"""Each cell of each table, and what it is with one bit flipped."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from machimado.core.journal.models import Entry, Root, Subtree

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def cells():
    """(model, primary key as stored, column, kind of value) of each cell that is not null."""
    for model in (Entry, Subtree, Root):
        for field in model._meta.concrete_fields:
            yield pytest.param(model, field, id=f"{model.__name__}.{field.name}")


def keys_of(model, field):
    """Which rows to try: of the entries one that has a value in the column."""
    if model is not Entry:
        return list(model.objects.order_by("pk").values_list("pk", flat=True))
    rows = Entry.objects.filter(**{f"{field.name}__isnull": False}).order_by("id")
    return list(rows.values_list("pk", flat=True)[1:2])


def where(model, key):
    if model is Subtree:
        return 'level = %s AND "index" = %s', list(key)
    pk = model._meta.pk
    return f"{pk.column} = %s", [pk.get_db_prep_value(key, connection)]


def read(model, key, field):
    """The stored value: bytes, or an integer."""
    condition, params = where(model, key)
    column = f'"{field.column}"'
    if connection.vendor == "sqlite" and "int" not in field.db_type(connection):
        column = f"CAST({column} AS BLOB)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} WHERE {condition}", params)
        return cursor.fetchone()[0]


def flips(field, stored):
    """The value with one bit flipped, for each of its bytes."""
    if isinstance(stored, int):
        return [stored ^ 1 << bit for bit in (*range(16), 30, 31, 45, 62)]
    if isinstance(stored, datetime):
        micro = (stored - EPOCH) // timedelta(microseconds=1)
        return [EPOCH + timedelta(microseconds=micro ^ 1 << bit) for bit in range(0, 52, 3)]
    if isinstance(stored, UUID):
        return [UUID(int=stored.int ^ 1 << bit) for bit in range(0, 128, 5)]
    content = stored.encode() if isinstance(stored, str) else bytes(stored)
    found = []
    for place in range(len(content)):
        for bit in {place % 8, 5} if len(content) < 40 else {place % 8}:  # bit 5 makes a of A
            altered = bytearray(content)
            altered[place] ^= 1 << bit
            found.append(bytes(altered))
    return [one for altered in found if (one := text_of(altered, stored)) is not None]


def text_of(altered, stored):
    if not isinstance(stored, str):
        return altered
    try:
        text = altered.decode()
    except UnicodeDecodeError:
        return None  # PostgreSQL refuses it
    return None if "\x00" in text else text


def write(model, key, field, value):
    """Whether the database took the altered value."""
    condition, params = where(model, key)
    placeholder = "%s"
    if connection.vendor == "sqlite" and isinstance(value, bytes) and "BLOB" not in field.db_type(connection):
        placeholder = "CAST(%s AS TEXT)"
    sql = f'UPDATE {model._meta.db_table} SET "{field.column}" = {placeholder} WHERE {condition}'
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [value, *params])
            return cursor.rowcount == 1
    except (IntegrityError, DataError):  # the database itself refuses the value
        return False
