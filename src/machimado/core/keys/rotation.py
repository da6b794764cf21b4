"""Closing everything anew under a fresh key: all encrypted fields of all models, then what other rooms hold in files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.expressions import ExpressionWrapper, F

from machimado.core.keys import cipher, keyring, store
from machimado.core.keys.fields import EncryptedBinaryField

CHUNK = 500

Hook = Callable[[], int]
_hooks: dict[str, Hook] = {}


@dataclass(frozen=True)
class Progress:
    """How many values of one field (or of one hook's files) were closed anew."""

    place: str
    rewritten: int


def on_rotation(name: str, hook: Hook) -> None:
    """Let a room that holds ciphertext outside model fields rewrite it; `hook()` returns how many it rewrote.

    It must skip what `is_current` already, so that an interrupted rotation can go on where it stopped.
    """
    _hooks[name] = hook


def rotate(*, at: datetime) -> Iterator[Progress]:
    """Make a new active key, then `reencrypt`. The old keys stay in the ring: backups still need them."""
    store.ring()  # outside production the first use makes one
    with keyring.changing(store.path()):
        keyring.save(store.ring().rotated(at=at), store.path())
    return reencrypt()


def reencrypt() -> Iterator[Progress]:
    """Close everything that is not yet under the active key. Each chunk is a transaction; run again after a crash.

    Others write meanwhile. Who took the old key just before it was replaced may commit after his table was read, so
    each table is first waited for and then read until nothing more is found.
    """
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedBinaryField) and field.model is model:
                rewritten = 0
                while found := _rewrite(model, field):
                    rewritten += found
                yield Progress(f"{model._meta.db_table}.{field.column}", rewritten)
    for name, hook in _hooks.items():
        yield Progress(name, hook())


def _rewrite(model: type[models.Model], field: EncryptedBinaryField) -> int:
    _await_writers(model)
    rewritten, after = 0, None
    while True:
        with transaction.atomic():
            rows = _chunk(model, field, after)
            for pk, token in rows:
                if cipher.key_id(bytes(token)) != store.ring().active:
                    plain = cipher.unseal(store.ring(), bytes(token), purpose=field.purpose)
                    model._base_manager.filter(pk=pk).update(**{field.attname: field.decode(plain)})
                    rewritten += 1
        if len(rows) < CHUNK:
            return rewritten
        after = rows[-1][0]


def _await_writers(model: type[models.Model]) -> None:
    """Let those who now write to the table end, so that the next query sees what they wrote. On SQLite a transaction
    that writes begins when the others have ended.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(model._meta.db_table)} IN SHARE MODE")


def _chunk(model: type[models.Model], field: EncryptedBinaryField, after: Any) -> list[tuple[Any, bytes]]:
    """The next rows as (primary key, token): wrapped, the column comes as it lies, not decrypted."""
    token = ExpressionWrapper(F(field.attname), output_field=models.BinaryField())
    rows = model._base_manager.filter(**{f"{field.name}__isnull": False}).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.select_for_update().annotate(_token=token).values_list("pk", "_token")[:CHUNK])
