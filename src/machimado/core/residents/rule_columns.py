"""The rule columns: what rules may know of everyone, in one pass and one order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import Q

from machimado.core.residents import kinship
from machimado.core.residents.kinship import Kin
from machimado.core.residents.models import Membership, PersonVersion, Protection
from machimado.core.residents.outward import RuleRow
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
)


def rule_columns(*, at: date, households: Collection[str] | None = None) -> Iterator[RuleRow]:
    """Every resident on a day (of some households), household by household; constant memory."""
    versions = PersonVersion.on(at).filter(residing(at), member_of(at))
    if households is not None:
        versions = versions.filter(person__memberships__household__in=households)
    rows = versions.order_by("person__memberships__household", "person_id").values_list(*_COLUMNS)
    hidden = set(Protection.hiding(at).values_list("person_id", flat=True))
    for _, household in groupby(rows.iterator(chunk_size=5_000), key=itemgetter(0)):
        yield from _household(list(household), hidden)


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


def _household(rows: list[tuple], hidden: set[str]) -> Iterator[RuleRow]:  # type: ignore[type-arg]
    derive = any(not row[5] and not row[6] for row in rows) and len(rows) > 1
    found = kinship.links([Kin(*row[1:7]) for row in rows]) if derive else []
    sexes = {row[1]: row[3] for row in rows}
    for household, number, birth, sex, relationship, father, mother, since, until in rows:
        certain = bool(father or mother)
        perhaps: tuple[str, ...] = ()
        if not certain:
            links = [link for link in found if link.child == number]
            certain = bool(links) and all(link.certain for link in links)
            sure = [link.parent for link in links if link.certain]
            father = next((parent for parent in sure if sexes[parent] == "男"), None)
            mother = next((parent for parent in sure if sexes[parent] == "女"), None)
            perhaps = tuple(link.parent for link in links if link.parent not in (father, mother))
        yield RuleRow(
            number, birth, sex, household, relationship, father or None, mother or None, certain, since, until,
            perhaps, number in hidden,
        )  # fmt: skip
