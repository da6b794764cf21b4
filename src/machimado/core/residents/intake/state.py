"""What the register says now of the persons in a chunk: one question a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.db.models import Q

from machimado.core.residents.intake.row import Row
from machimado.core.residents.models import Event, Membership, Person, PersonVersion, Protection, Residence

_Row = TypeVar("_Row", PersonVersion, Membership, Residence)


@dataclass(slots=True)
class State:
    """One registered person, with the last row of each kind. Departed persons have neither household nor address."""

    digest: bytes
    last_change: str
    version: PersonVersion | None = None
    membership: Membership | None = None
    residence: Residence | None = None
    protection: Protection | None = None
    past: Past | None = None


@dataclass(slots=True)
class Past:
    """All that the register says of one person, day by day; and which events it has told."""

    versions: Sequence[PersonVersion]
    memberships: Sequence[Membership]
    residences: Sequence[Residence]
    told: frozenset[tuple[str, date]]


def known(numbers: Collection[str]) -> dict[str, State]:
    """Those of the numbers that are registered, with digest and last 異動 only."""
    rows = Person.objects.filter(number__in=numbers).values_list("number", "row_digest", "last_change")
    return {number: State(bytes(digest), last) for number, digest, last in rows}


def complete(states: dict[str, State], numbers: Collection[str], *, at: date) -> None:
    """Add the last rows of those whose row in the file differs: what holds on the day or will, also until a planned departure."""
    if not numbers:
        return
    current = {"person__in": numbers, "replaced_at": None}
    open_ = Q(valid_until=None) | Q(valid_until__gt=at)
    for version in PersonVersion.objects.filter(**current).order_by("valid_from"):
        states[version.person_id].version = version
    for membership in Membership.objects.filter(open_, **current).order_by("valid_from"):
        states[membership.person_id].membership = membership
    for residence in Residence.objects.filter(open_, **current).order_by("valid_from"):
        states[residence.person_id].residence = residence
    for protection in Protection.objects.filter(person__in=numbers, valid_until=None):
        states[protection.person_id].protection = protection


def remember(states: dict[str, State], numbers: Collection[str]) -> None:
    """Add the past of those few whose row tells a change that is older than the last one known."""
    if not numbers:
        return
    versions = _rows(PersonVersion, numbers)
    memberships, residences = _rows(Membership, numbers), _rows(Residence, numbers)
    told: dict[str, set[tuple[str, date]]] = defaultdict(set)
    events = Event.objects.filter(person__in=numbers)
    for person, kind, on in events.values_list("person", "kind", "occurred_on"):
        told[person].add((kind, on))
    for number in numbers:
        states[number].past = Past(
            versions[number], memberships[number], residences[number], frozenset(told[number])
        )


def _rows(model: type[_Row], numbers: Collection[str]) -> dict[str, list[_Row]]:
    """The rows of a kind that hold or held, by person, the earliest first."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in model._default_manager.filter(person__in=numbers, replaced_at=None).order_by("valid_from"):
        found[row.person_id].append(row)
    return found


def as_it_stood(state: State, on: date) -> State | None:
    """The rows that held on a day; None where the person was not yet, or no longer, a resident."""
    past = state.past
    if past is None:
        return None
    version = _holding(past.versions, on)
    membership, residence = _holding(past.memberships, on), _holding(past.residences, on)
    if not (version and membership and residence):
        return None
    return replace(state, version=version, membership=membership, residence=residence)


def _holding(rows: Sequence[_Row], on: date) -> _Row | None:
    held = (row for row in rows if row.valid_from <= on and (row.valid_until is None or on < row.valid_until))
    return next(held, None)


def settled(rows: Collection[Row]) -> set[str]:
    """Those newborns of a file whose family lives here already: a recorded parent, or where none is, somebody of the household."""
    if not rows:
        return set()
    parents = {number for row in rows for number in (row.father, row.mother) if number}
    homes = {row.household for row in rows}
    members = Membership.objects.filter(
        Q(person__in=parents) | Q(household__in=homes), replaced_at=None, valid_until=None
    )
    people, households = set(), set()
    for person, household in members.values_list("person_id", "household"):
        people.add(person)
        households.add(household)
    return {
        row.number
        for row in rows
        if (people & {row.father, row.mother} if row.father or row.mother else row.household in households)
    }
