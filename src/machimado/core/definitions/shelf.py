"""The editions in force, kept parsed in memory; other processes' loads are seen within a second."""

import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

import yaml

from machimado.core.definitions.definitions import Body, Definition
from machimado.core.definitions.kinds import kind
from machimado.core.definitions.models import EditionRecord
from machimado.core.definitions.source import DefinitionError, load_stored

COLUMNS = ("id", "kind", "key", "number", "effective", "origin", "rank", "digest")
LOOK_AGAIN_AFTER = 1.0  # seconds until another process's load is looked for


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a definition. `digest` is the SHA-256 (hex) of its stored bytes."""

    id: UUID
    kind: str
    key: str
    number: int
    effective: date
    origin: str
    rank: int
    digest: str

    @property
    def definition(self) -> Definition:
        """The parsed definition; the same object for the same edition."""
        return parsed(self.id, self.kind, self.key)


def dump(body: Body) -> str:
    """The bytes that stand for a body: what is stored, hashed and compared."""
    return yaml.safe_dump(body, allow_unicode=True, sort_keys=True, width=4096)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=4096)
def parsed(edition_id: UUID, kind_name: str, key: str) -> Definition:
    text = EditionRecord.objects.values_list("body", flat=True).get(id=edition_id)
    return kind(kind_name).parse(key, load_stored(text))


class _Shelf:
    def __init__(self) -> None:
        self._editions: dict[str, dict[str, list[Edition]]] = {}
        self._read_at = float("-inf")

    def forget(self) -> None:
        """Read again at the next question (after a load in this process; between tests)."""
        self._read_at = float("-inf")

    def keys(self, kind_name: str) -> Iterable[str]:
        return self._fresh().get(kind_name, {}).keys()

    def editions(self, kind_name: str, key: str) -> list[Edition]:
        """All editions of a definition, the one that outranks the others first."""
        return self._fresh().get(kind_name, {}).get(key, [])

    def _fresh(self) -> dict[str, dict[str, list[Edition]]]:
        if time.monotonic() - self._read_at > LOOK_AGAIN_AFTER:
            self._editions = _read_all()
            self._read_at = time.monotonic()
        return self._editions


def _read_all() -> dict[str, dict[str, list[Edition]]]:
    rows = EditionRecord.objects.order_by("-rank", "-effective", "-number").values_list(*COLUMNS)
    result: dict[str, dict[str, list[Edition]]] = {}
    for row in rows:
        edition = Edition(*row)
        result.setdefault(edition.kind, {}).setdefault(edition.key, []).append(edition)
    return result


SHELF = _Shelf()


def in_force(kind_name: str, key: str, on: date) -> Edition | None:
    """The edition that holds on a day: the highest rank that has one, its latest 施行, its newest number."""
    for edition in SHELF.editions(kind_name, key):
        if edition.effective > on:
            continue
        expires = edition.definition.expires
        return edition if expires is None or on < expires else None
    return None


@lru_cache(maxsize=4096)
def by_id(edition_id: UUID) -> Edition:
    """An edition, in force or not; editions never change, so it is asked for once."""
    row = EditionRecord.objects.filter(id=edition_id).values_list(*COLUMNS).first()
    if row is None:
        raise DefinitionError(f"版「{edition_id}」がありません。")
    return Edition(*row)


def required(kind_name: str, key: str, on: date) -> Edition:
    edition = in_force(kind_name, key, on)
    if edition is None:
        raise DefinitionError(f"{on}に有効な{kind_name}「{key}」がありません。")
    return edition
