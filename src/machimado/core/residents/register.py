"""Reading the register: one person, one household, parents and children, each for the eyes that look."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from machimado.core.residents import disclosure, kinship
from machimado.core.residents.kinship import Kin
from machimado.core.residents.models import Event, Membership, PersonVersion
from machimado.core.residents.outward import (
    EventView,
    HouseholdView,
    NotFound,
    ParentalLink,
    PersonView,
    Viewer,
)
from machimado.kernel.age import age

ADULT = 18


def person(number: str, *, viewer: Viewer, at: date) -> PersonView:
    if not may_see(number, viewer=viewer, at=at):
        raise NotFound
    found = people([number], viewer=viewer, at=at)
    if not found:
        raise NotFound
    return found[0]


def household(number: str, *, viewer: Viewer, at: date) -> HouseholdView:
    members = list(Membership.on(at).filter(household=number).values_list("person_id", flat=True))
    if viewer.kind == "public" or (viewer.kind == "self" and viewer.person not in members):
        raise NotFound
    views = [view for view in people(members, viewer=viewer, at=at) if view.resident]
    if not views:
        raise NotFound
    return _household(number, views)


def _household(number: str, views: list[PersonView]) -> HouseholdView:
    views.sort(key=lambda view: (view.relationship != kinship.HEAD, view.birth_date, view.number))
    return HouseholdView(number, tuple(views))


@dataclass(frozen=True, slots=True)
class _Home:
    """A resident's own household as they see it."""

    me: PersonView
    members: list[PersonView]
    shield: disclosure.Shield


def _home(*, viewer: Viewer, at: date) -> _Home:
    me = viewer.person
    if viewer.kind != "self" or me is None:
        raise NotFound
    household = Membership.on(at).filter(person=me).values("household")
    memberships = {row.person_id: row for row in Membership.on(at).filter(household__in=household)}
    shield = disclosure.Shield.among(memberships.values(), {*memberships, me}, at=at)
    views = people({*memberships, me}, viewer=viewer, at=at, memberships=memberships, shield=shield)
    mine = next((view for view in views if view.number == me), None)
    if mine is None:
        raise NotFound
    members = [v for v in views if v.resident and v.household_number == mine.household_number]
    return _Home(mine, members, shield)


def at_home(*, viewer: Viewer, at: date) -> tuple[PersonView, HouseholdView]:
    """What `person` and `household` would say to a resident about themselves, with one look at the register."""
    home = _home(viewer=viewer, at=at)
    return home.me, _household(home.me.household_number, home.members)


def children_at_home(*, viewer: Viewer, at: date) -> list[PersonView]:
    """The children of the resident who looks that live with them, whom no 支援措置 hides from them."""
    home = _home(viewer=viewer, at=at)
    me, household = home.me.number, home.me.household_number
    kin = kin_of_households([household], at=at).get(household, [])
    children = {link.child for link in kinship.links(kin) if link.parent == me}
    return [
        view
        for view in home.members
        if view.number in children and not home.shield.stands_between(view.number, me)
    ]


def may_see(number: str, *, viewer: Viewer, at: date) -> bool:
    """Officials and the system see everyone; residents themselves, their household, and whom they may act for."""
    if viewer.kind in ("official", "system"):
        return True
    if viewer.kind == "public" or viewer.person is None:
        return False
    return (
        number == viewer.person
        or number in disclosure.housemates(viewer.person, at=at)
        or may_act_for(viewer.person, number, at=at)
    )


def people(
    numbers: Collection[str],
    *,
    viewer: Viewer,
    at: date,
    memberships: dict[str, Membership] | None = None,
    shield: disclosure.Shield | None = None,
) -> list[PersonView]:
    """Views of many persons in a few queries, whoever looks; unknown numbers are left out. Says nothing of *whether*."""
    versions = PersonVersion.on(at).filter(person__in=numbers)
    if memberships is None:
        memberships = {row.person_id: row for row in Membership.on(at).filter(person__in=numbers)}
    addresses = disclosure.addresses(numbers, viewer=viewer, at=at, shield=shield)
    official = viewer.kind in ("official", "system")
    protected = disclosure.hidden_among(numbers, at=at) if official else None
    return [
        _view(
            version,
            memberships.get(version.person_id),
            at=at,
            address=addresses[version.person_id],
            protected=None if protected is None else version.person_id in protected,
        )
        for version in versions
    ]


def _view(version: PersonVersion, membership: Membership | None, *, at: date, **shown: object) -> PersonView:
    gone = version.departed_on if version.departed_on is not None and version.departed_on <= at else None
    died = version.departure == "死亡"
    return PersonView(
        number=version.person_id,
        name=version.name,
        birth_date=version.birth,
        sex=version.sex,
        household_number=membership.household if membership else "",
        relationship=membership.relationship if membership else "",
        nationality=version.nationality,
        moved_in_on=version.resident_from,
        moved_out_on=None if died else gone,
        died_on=gone if died else None,
        **shown,  # type: ignore[arg-type]
    )


def kin_of_households(households: Iterable[str], *, at: date) -> dict[str, list[Kin]]:
    """The living, resident members of households as kinship wants them."""
    rows = (
        PersonVersion.on(at)
        .filter(residing(at), member_of(at), person__memberships__household__in=households)
        .values_list(
            "person__memberships__household",
            "person_id",
            "birth_date",
            "sex",
            "person__memberships__relationship",
            "father",
            "mother",
        )
    )
    groups: dict[str, list[Kin]] = {}
    for group, *rest in rows:
        groups.setdefault(group, []).append(Kin(*rest))
    return groups


def residing(at: date) -> Q:
    """The condition that a version is of a resident on a day."""
    return Q(Q(resident_from=None) | Q(resident_from__lte=at)) & Q(
        Q(departed_on=None) | Q(departed_on__gt=at)
    )


def member_of(at: date) -> Q:
    from machimado.core.residents.models.dated import holds_on

    return holds_on(at, prefix="person__memberships__")


def events_of(number: str, *, viewer: Viewer) -> list[EventView]:
    if viewer.kind not in ("official", "system"):
        return []
    rows = (
        Event.objects.filter(person=number)
        .exclude(kind__startswith="支援措置")
        .order_by("-occurred_on", "-id")
    )
    return [EventView(row.kind, row.occurred_on, row.reason, row.changed) for row in rows]


def parents_of(number: str, *, viewer: Viewer, at: date) -> list[ParentalLink]:
    found = [link for link in _links_around(number, at=at) if link.child == number]
    return _for_eyes(found, viewer=viewer, at=at)


def children_of(number: str, *, viewer: Viewer, at: date) -> list[ParentalLink]:
    recorded = (
        PersonVersion.on(at)
        .filter(Q(father=number) | Q(mother=number))
        .filter(residing(at))
        .values_list("person_id", flat=True)
    )
    found = [ParentalLink(number, child, certain=True) for child in recorded]
    known = {link.child for link in found}
    found += [
        link for link in _links_around(number, at=at) if link.parent == number and link.child not in known
    ]
    return _for_eyes(found, viewer=viewer, at=at)


def _links_around(number: str, *, at: date) -> list[ParentalLink]:
    households = list(Membership.on(at).filter(person=number).values_list("household", flat=True))
    groups = kin_of_households(households, at=at)
    return [link for members in groups.values() for link in kinship.links(members)]


def _for_eyes(links: list[ParentalLink], *, viewer: Viewer, at: date) -> list[ParentalLink]:
    """A resident sees links to themselves and in their household, and none that 支援措置 cuts."""
    if viewer.kind in ("official", "system"):
        return links
    if viewer.kind == "public" or viewer.person is None:
        return []
    me = viewer.person
    near = disclosure.housemates(me, at=at) | {me}
    shield = disclosure.Shield.over({person for link in links for person in (link.parent, link.child)}, at=at)
    return [
        link
        for link in links
        if (link.parent in near or link.child in near)
        and not shield.stands_between(link.child, me)
        and not shield.stands_between(link.parent, me)
    ]


def may_act_for(adult: str, child: str, *, at: date) -> bool:
    if adult == child:
        return True
    certain = any(
        link.parent == adult and link.certain for link in _links_around(child, at=at) if link.child == child
    )
    if not certain or child not in disclosure.housemates(adult, at=at):
        return False
    return _of_age(adult, child, at=at) and not disclosure.Shield.over([child], at=at).stands_between(
        child, adult
    )


def may_be_told(adult: str, child: str, *, at: date) -> bool:
    if adult == child:
        return True
    linked = any(link.parent == adult for link in _links_around(child, at=at) if link.child == child)
    shield = disclosure.Shield.over([child], at=at)
    return linked and not shield.stands_between(child, adult)


def _of_age(adult: str, child: str, *, at: date) -> bool:
    """An adult who lives, and a minor (民法4条: 18)."""
    born = dict(
        PersonVersion.on(at)
        .filter(residing(at), person__in=[adult, child])
        .values_list("person_id", "birth_date")
    )
    return len(born) == 2 and age(born[adult], at) >= ADULT > age(born[child], at)
