"""Each cell of each table, and what it is with one bit flipped."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DataError, IntegrityError, connection, models, transaction

from machimado.core.journal import api as journal
from machimado.core.journal.models import Entry, Root, Subtree

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def cells():
    """(model, primary key as stored, column, kind of value) of each cell that is not null."""
    for model in (Entry, Subtree, Root):
        for field in model._meta.concrete_fields:
            yield pytest.param(model, field, id=f"{model.__name__}.{field.name}")


def columns(*tables):
    """(model, column) of each column of these models."""
    for model in tables:
        for field in model._meta.concrete_fields:
            yield pytest.param(model, field, id=f"{model.__name__}.{field.name}")


def unseen(model, field, *, most=None):
    """How often a cell of the column could be altered, in each row of the table, and what verification did not report
    as that very row. At most so many flips of a cell, spread over its bytes.
    """
    tried, missed = 0, []
    for key in model.objects.values_list("pk", flat=True):
        stored = read(model, key, field)
        for altered in spread([filled(field)] if stored is None else flips(field, stored), most):
            with transaction.atomic():
                if altered != stored and write(model, key, field, altered):
                    tried += 1
                    if (model._meta.label_lower, str(key)) not in places():
                        missed.append((key, stored, altered))
                transaction.set_rollback(True)
    return tried, missed


def places():
    """(place, id) of all faults."""
    return {(fault.place, fault.id) for fault in journal.verify()}


def spread(altered, most):
    """The first, the last, and others between them."""
    if most is None or len(altered) <= most:
        return altered
    return [altered[round(n * (len(altered) - 1) / (most - 1))] for n in range(most)]


def filled(field):
    """Something for a cell that holds nothing."""
    field = field.target_field if field.is_relation else field
    values = {
        models.DateTimeField: datetime(2026, 4, 1, tzinfo=UTC),
        models.DateField: date(2026, 4, 1),
        models.UUIDField: UUID(int=7),
        models.IntegerField: 7,
    }
    value = next((values[kind] for kind in values if isinstance(field, kind)), "7")
    return field.get_db_prep_value(value, connection)


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
    if isinstance(stored, bool):
        return [not stored]
    if isinstance(stored, date) and not isinstance(stored, datetime):
        return [date.fromordinal(stored.toordinal() ^ 1 << bit) for bit in range(16)]
    if stored in (b"", ""):
        return [text_of(b"7", stored)]
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
