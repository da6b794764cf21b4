"""Who may see whose address, and who may know of whom (支援措置).

The policy, stricter than 住民基本台帳事務処理要領 第5-10 (which restricts 閲覧 and copies); docs/adr/0021:

| who looks | sees |
|---|---|
| system | every address; what it makes of it goes through this table again |
| an official, whatever the role | addresses, but 非公開 for a person under 支援措置 and all who live with them, in every list, search and page |
| a resident | their own; their household's members', unless 支援措置 stands between them (see `Shield`) |
| anybody else | none |
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from machimado.core.residents.kinship import HEAD, SPOUSES, UNREGISTERED_SPOUSES, plain
from machimado.core.residents.models import Membership, Protection, Residence
from machimado.core.residents.outward import Viewer
from machimado.kernel.address import Address, Withheld


def protected_among(numbers: Collection[str], *, at: date) -> set[str]:
    """Those of the given persons whom 支援措置 hides on a day."""
    return set(Protection.hiding(at).filter(person__in=numbers).values_list("person_id", flat=True))


def hidden_among(numbers: Collection[str], *, at: date) -> set[str]:
    """Those whose address hides a protected person: themselves, or somebody in their household (a newborn tells too)."""
    shield = Shield.over(numbers, at=at)
    return {n for n in numbers if (shield.households.get(n, set()) | {n}) & shield.protected}


def any_hidden(numbers: Collection[str], *, at: date) -> bool:
    """Whether `hidden_among` would find anybody, in one query."""
    theirs = Membership.on(at).filter(person__in=numbers).values("household")
    together = Membership.on(at).filter(household__in=theirs).values("person")
    return Protection.hiding(at).filter(Q(person__in=numbers) | Q(person__in=together)).exists()


def addresses(
    numbers: Collection[str], *, viewer: Viewer, at: date, shield: Shield | None = None
) -> dict[str, Address | Withheld]:
    """The address of each person as this viewer may see it; `shield` is the one over them, where it is known already."""
    if viewer.kind == "public":
        return dict.fromkeys(numbers, Withheld())
    rows = {row.person_id: row.address for row in Residence.on(at).filter(person__in=numbers)}
    if viewer.kind == "system":
        visible: Collection[str] = numbers
    elif viewer.kind == "official":
        visible = set(numbers) - hidden_among(numbers, at=at)
    else:
        shield = shield or Shield.over({viewer.person or "", *numbers}, at=at)
        visible = _seen_by_resident(numbers, viewer.person, shield)
    return {number: rows.get(number, Address()) if number in visible else Withheld() for number in numbers}


def _seen_by_resident(numbers: Collection[str], me: str | None, shield: Shield) -> set[str]:
    """Their own, and members' of their household unless 支援措置 stands between the two."""
    if me is None:
        return set()
    together = set(numbers) & shield.households.get(me, set())
    return {number for number in together if not shield.stands_between(number, me)} | ({me} & set(numbers))


def housemates(number: str, *, at: date) -> set[str]:
    """Everyone in a person's household on a day, the person included."""
    household = Membership.on(at).filter(person=number).values("household")
    return set(Membership.on(at).filter(household__in=household).values_list("person_id", flat=True))


@dataclass(frozen=True, slots=True)
class Shield:
    """Between whom 支援措置 stands: who must not be led to a protected person, also not through a child of theirs."""

    households: dict[str, set[str]]
    protected: set[str]
    partners: set[str]

    @classmethod
    def over(cls, numbers: Iterable[str], *, at: date) -> Shield:
        """What is needed to judge about some persons: two queries, however many they are."""
        wanted = set(numbers)
        theirs = Membership.on(at).filter(person__in=wanted).values("household")
        return cls.among(Membership.on(at).filter(household__in=theirs), wanted, at=at)

    @classmethod
    def among(cls, memberships: Iterable[Membership], numbers: Collection[str], *, at: date) -> Shield:
        """The same over persons whose whole households have been read: one query."""
        wanted = set(numbers)
        members: dict[str, set[str]] = {}
        partners = set()
        for row in memberships:
            members.setdefault(row.household, set()).add(row.person_id)
            if plain(row.relationship) in (HEAD, *SPOUSES, *UNREGISTERED_SPOUSES):
                partners.add(row.person_id)
        households = {person: group for group in members.values() for person in group}
        return cls(households, protected_among(wanted.union(*members.values()), at=at), partners)

    def stands_between(self, person: str, other: str) -> bool:
        """Whether `other` must learn nothing through `person`.

        So it is where `person`, or somebody who lives with them, is protected; unless `other` is the protected one
        who lives there (they fled together). Two protected partners in one household are protected from each other.
        """
        if person == other:
            return False
        group = self.households.get(person, set()) | {person}
        hidden = group & self.protected
        fled_together = other in hidden and len(hidden & self.partners) <= 1
        return bool(hidden) and not fled_together
