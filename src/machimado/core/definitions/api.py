"""The door of definitions: editions in force, and loading packs.

definitions.register_kind("rule", model=RuleDefinition, folder="rules")     # in AppConfig.ready()
edition = definitions.current("rule", "児童手当", on=date(2026, 4, 1))
edition.definition                                                          # the immutable pydantic model
"""

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from machimado.core.definitions import pack, shelf
from machimado.core.definitions.definitions import Body, Definition, Part
from machimado.core.definitions.kinds import kind, register_kind
from machimado.core.definitions.models.edition import RANK
from machimado.core.definitions.pack import LoadReport
from machimado.core.definitions.shelf import Edition
from machimado.core.definitions.source import DefinitionError
from machimado.kernel.ref import Actor

__all__ = [
    "Definition",
    "DefinitionError",
    "Edition",
    "LoadReport",
    "Part",
    "all_current",
    "current",
    "edition",
    "find",
    "forget",
    "history",
    "load_pack",
    "load_text",
    "publish",
    "register_kind",
]


def load_pack(path: Path, *, by: Actor, at: datetime) -> LoadReport:
    """Load a pack's folder: one new edition for each definition whose bytes changed, all or nothing.

    Raises DefinitionError: every fault of the pack, one line each, naming file, place and what to do.
    """
    return pack.load(path, by=by, at=at)


def load_text(kind_name: str, key: str, text: str) -> Definition:
    """The first definition in a YAML text, validated and not stored. Raises DefinitionError."""
    return kind(kind_name).parse(key, pack.check_text(kind_name, key, text)[0])


def publish(kind_name: str, key: str, text: str, *, by: Actor, at: datetime) -> Edition:
    """Publish an edition from the builder; it outranks every pack. Raises DefinitionError."""
    body: Body = pack.check_text(kind_name, key, text)[0]
    record = pack.add(kind_name, key, body, origin="builder", rank=RANK["builder"], by=by, at=at)
    shelf.SHELF.forget()
    return edition(record.id)


def current(kind_name: str, key: str, *, on: date) -> Edition:
    """The edition in force on a day (JST). Raises DefinitionError where none is."""
    return shelf.required(kind_name, key, on)


def find(kind_name: str, key: str, *, on: date) -> Edition | None:
    """The edition in force on a day, or None."""
    return shelf.in_force(kind_name, key, on)


def all_current(kind_name: str, *, on: date) -> list[Edition]:
    """Each definition of a kind that is in force on a day, by key."""
    found = (shelf.in_force(kind_name, key, on) for key in sorted(shelf.SHELF.keys(kind_name)))
    return [edition for edition in found if edition is not None]


def history(kind_name: str, key: str) -> list[Edition]:
    """Every edition of a definition, the one that outranks the others first."""
    return list(shelf.SHELF.editions(kind_name, key))


def edition(edition_id: UUID) -> Edition:
    """The edition that a case began with, in force or not. Raises DefinitionError where there is none."""
    return shelf.by_id(edition_id)


def forget() -> None:
    """Drop what is kept in memory (between tests, after a restore)."""
    shelf.SHELF.forget()
    shelf.parsed.cache_clear()
