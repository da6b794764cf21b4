"""The rule columns: what rules may know of everyone, in one pass and one order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from machimado.core.residents import kinship
from machimado.core.residents.kinship import Kin
from machimado.core.residents.models import Membership, PersonVersion, Protection
from machimado.core.residents.outward import ParentalLink, RuleRow
from machimado.core.residents.register import member_of, residing

_COLUMNS = (
    "person__memberships__household",
    "person_id",
    "birth_date",
    "sex",
    "person__memberships__relationship",
    "father",
    "mother",
    "resident_from",
    "departed_on",
    "birth_written",
)
_DAYS = frozenset({"birth_date", "resident_from", "departed_on"})


def rule_columns(*, at: date, households: Collection[str] | None = None) -> Iterator[RuleRow]:
    """Every resident on a day (of some households), household by household; constant memory."""
    among = {} if households is None else {"person__memberships__household__in": households}
    # In one filter: a second would join memberships again, ended ones included.
    versions = PersonVersion.on(at).filter(residing(at), member_of(at), **among)
    protections = Protection.hiding(at).filter(**among)
    rows = versions.order_by("person__memberships__household", "person_id").values_list(*_columns())
    hidden = set(protections.values_list("person_id", flat=True))
    day = _day if connection.vendor == "sqlite" else _same
    for household, group in groupby(rows.iterator(chunk_size=5_000), key=itemgetter(0)):
        members = list(group)
        derived = _derived(members, day) if _says_more(members) else {}
        for _, number, birth, sex, relationship, father, mother, since, until, vague in members:
            certain, perhaps = bool(father or mother), ()
            if derived and not certain and number in derived:
                father, mother, certain, perhaps = derived[number]
            yield RuleRow(
                number, None if vague else day(birth), sex, household, relationship, father or None, mother or None,
                certain, since and day(since), until and day(until), perhaps, number in hidden,
            )  # fmt: skip


def _columns() -> list[Any]:
    """SQLite keeps days as text: taken as such, and turned into days once each, the town is read in half the time."""
    text = connection.vendor == "sqlite"
    return [Cast(name, TextField()) if text and name in _DAYS else name for name in _COLUMNS]


@lru_cache(maxsize=65_536)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _same(day: date | None) -> date | None:
    return day


def households_around(numbers: Collection[str], *, at: date) -> set[str]:
    """The households of some people, of their parents and children, and of those people's own once more."""
    people = set(numbers)
    for _ in range(2):
        people |= _housemates(people, at)
        versions = PersonVersion.on(at)
        for parents in versions.filter(person__in=people).values_list("father", "mother"):
            people.update(parent for parent in parents if parent)
        children = versions.filter(Q(father__in=people) | Q(mother__in=people))
        people.update(children.values_list("person_id", flat=True))
    return set(Membership.on(at).filter(person__in=people).values_list("household", flat=True))


def _housemates(people: Collection[str], at: date) -> set[str]:
    households = Membership.on(at).filter(person__in=people).values("household")
    return set(Membership.on(at).filter(household__in=households).values_list("person_id", flat=True))


Parents = tuple[str | None, str | None, bool, tuple[str, ...]]  # father, mother, certain, perhaps


def _says_more(rows: list[tuple[Any, ...]]) -> bool:
    """Whether 続柄 names a parent of somebody whose parents are not recorded."""
    if len(rows) == 1:
        return False
    named = kinship.parents_in_words(tuple([row[4] for row in rows]))
    return any(named) and any(
        parents and not row[5] and not row[6] for row, parents in zip(rows, named, strict=True)
    )


def _derived(rows: list[tuple[Any, ...]], day: Callable[[Any], date | None]) -> dict[str, Parents]:
    """Who 続柄 says the parents are, of those for whom it says anything."""
    links: dict[str, list[ParentalLink]] = {}
    for link in kinship.links([Kin(row[1], day(row[2]), *row[3:7]) for row in rows]):  # type: ignore[arg-type]
        links.setdefault(link.child, []).append(link)
    sexes = {row[1]: row[3] for row in rows}
    found: dict[str, Parents] = {}
    for child, theirs in links.items():
        sure = [link.parent for link in theirs if link.certain]
        father = next((parent for parent in sure if sexes.get(parent) == "男"), None)
        mother = next((parent for parent in sure if sexes.get(parent) == "女"), None)
        perhaps = tuple(link.parent for link in theirs if link.parent not in (father, mother))
        found[child] = (father, mother, len(sure) == len(theirs), perhaps)
    return found
