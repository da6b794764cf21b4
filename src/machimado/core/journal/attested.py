"""Rows that entries attest: every column, under a digest that tells nothing to whoever lacks the keyring."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from machimado.core.journal import canonical
from machimado.core.journal.types import Digest
from machimado.core.keys import api as keys
from machimado.core.keys.fields import EncryptedBinaryField

PURPOSE = "journal.row"

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """A model whose rows entries attest."""

    model: type[models.Model]
    version: Callable[[Values], int]
    official: Callable[[Values], bool]

    @property
    def kind(self) -> str:
        """How digests and faults name the table: "procedures.submission"."""
        return self.model._meta.label_lower

    def digest(self, values: Values) -> Digest:
        """The digest of a row by the values of its columns, named by its key and version."""
        key = values[self.model._meta.pk.attname]
        text = canonical.encode([self.kind, values])
        return Digest(
            self.kind, f"{key}/{self.version(values)}", keys.blind_index(text, purpose=PURPOSE).hex()
        )


_tables: dict[str, Table] = {}


def attest_rows(
    model: type[models.Model],
    *,
    version: Callable[[Values], int] = lambda _: 1,
    official: Callable[[Values], bool] = lambda _: True,
) -> None:
    """Let verification check each column of this model's rows against the entries that carry their digests
    (`record(rows=…)`); in `AppConfig.ready`. No row may stand without an entry, nor be gone.

    A row that changes officially counts its versions, from the values of its columns: the highest that an entry names
    is how the row must be. `official` says which rows must have an entry.
    """
    table = Table(model, version, official)
    _tables[table.kind] = table


def tables() -> Iterable[Table]:
    return _tables.values()


def is_row(kind: str) -> bool:
    """Whether a digest of this kind is that of a row."""
    return kind in _tables


def digest_of(row: models.Model) -> Digest:
    """The digest of a row as it is being written. Raises LookupError where its model is not attested."""
    table = _tables[row._meta.label_lower]
    fields: Iterable[Any] = row._meta.concrete_fields
    return table.digest({field.attname: _plain(field, getattr(row, field.attname)) for field in fields})


def _plain(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, EncryptedBinaryField):
        return content(field.encode(value))
    if isinstance(field, models.BinaryField):
        return content(bytes(value))
    return field.to_python(value)


def content(data: bytes) -> str:
    """What stands for bytes, or for what an encrypted column holds, among a row's values."""
    return hashlib.sha256(data).hexdigest()
