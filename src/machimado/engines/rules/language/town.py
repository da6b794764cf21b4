"""The people that a rule is evaluated over: only the columns that rules read, at one day."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from machimado.engines.rules.language.kleene import Truth

NOTHING_KNOWN: Mapping[str, bool] = MappingProxyType({})


class PersonRow(NamedTuple):
    """One resident on the day. `facts` holds what is known beyond the register; a missing term is unknown."""

    number: str
    birth: date | None
    sex: str | None = None
    household: str | None = None
    facts: Mapping[str, bool] = NOTHING_KNOWN
    since: date | None = None  # resident of this city since
    freed: date | None = None  # the day on which a departed adult's receipt for this child ended


class LinkRow(NamedTuple):
    """A child and a parent; not `certain` where 続柄 leaves it open."""

    child: str
    parent: str
    certain: bool = True


class Town:
    """Residents and parental links. `closed` names the terms of which the city keeps the whole list: absent means no."""

    def __init__(
        self, people: Iterable[PersonRow], links: Iterable[LinkRow] = (), closed: frozenset[str] = frozenset()
    ) -> None:
        self.people = {person.number: person for person in people}
        here = self.people
        self.links = [link for link in links if link.child in here and link.parent in here]
        self.closed = closed

    def links_of(self, number: str, relation: str) -> list[tuple[str, bool]]:
        """The 子 or 父母 of a person: (number, certain)."""
        return (self._children if relation == "子" else self._parents).get(number, [])

    @cached_property
    def _children(self) -> dict[str, list[tuple[str, bool]]]:
        found: dict[str, list[tuple[str, bool]]] = {}
        for child, parent, certain in self.links:
            found.setdefault(parent, []).append((child, certain))
        return found

    @cached_property
    def _parents(self) -> dict[str, list[tuple[str, bool]]]:
        found: dict[str, list[tuple[str, bool]]] = {}
        for child, parent, certain in self.links:
            found.setdefault(child, []).append((parent, certain))
        return found

    def fact(self, number: str, term: str) -> Truth:
        return self.people[number].facts.get(term, False if term in self.closed else None)
