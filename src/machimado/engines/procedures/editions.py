"""From keys and ids to procedures."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from machimado.core.definitions import api as definitions
from machimado.engines.procedures.definitions import Procedure

KIND = Procedure.kind


class Pinned(NamedTuple):
    """A procedure together with the edition that a draft or case keeps."""

    key: str
    edition: UUID
    procedure: Procedure


def current(key: str, *, on: date) -> Pinned:
    """The procedure in force. Raises LookupError where there is none."""
    edition = definitions.find(KIND, key, on=on)
    if edition is None:
        raise LookupError(key)
    return _pinned(edition)


def all_current(*, on: date) -> list[Pinned]:
    return [_pinned(edition) for edition in definitions.all_current(KIND, on=on)]


def pinned(edition_id: UUID) -> Pinned:
    """The procedure as it was when the draft or case began."""
    return _pinned(definitions.edition(edition_id))


def standing(begun: UUID, *, on: date) -> Pinned:
    """The edition under which a draft is filed on a day: the one that it began with, until a later 施行 replaces it.

    A claim arrives when it is submitted, and then the law of that day applies to it. An edition of the same 施行 (a
    wording put right) leaves drafts alone.
    """
    first = definitions.edition(begun)
    now = definitions.find(KIND, first.key, on=on)
    return _pinned(now if now is not None and now.effective > first.effective else first)


def _pinned(edition: definitions.Edition) -> Pinned:
    definition = edition.definition
    if not isinstance(definition, Procedure):
        raise LookupError(edition.id)
    return Pinned(edition.key, edition.id, definition)
