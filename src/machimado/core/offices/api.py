"""The door of offices: who works where, in which role, when.

offices.appointments(official_id, at=clock.now())   # [AppointmentView("子ども家庭課", "子ども家庭課", Role.REVIEW, …)]
"""

from collections.abc import Collection
from datetime import date, datetime

from machimado.core.offices import posts, shelf
from machimado.core.offices.outward import AppointmentView, OfficialView, SectionView
from machimado.kernel.access import Role
from machimado.kernel.clock import jst
from machimado.kernel.ref import Actor

__all__ = [
    "AppointmentView",
    "OfficialView",
    "SectionView",
    "appoint",
    "appointments",
    "enrol",
    "names",
    "official",
    "officials",
    "release",
    "section",
    "sections",
    "sections_with",
]


def sections(*, on: date | None = None) -> list[SectionView]:
    """Every section in force on a day (JST; today where none is given), by key."""
    return shelf.all_on(on)


def section(key: str, *, on: date | None = None) -> SectionView | None:
    """The section of a key, or None where no pack defines it on that day."""
    return next((each for each in shelf.all_on(on) if each.key == key), None)


def sections_with(duty: str, *, on: date | None = None) -> list[SectionView]:
    """The sections to which the city's pack gives a duty (担う業務), such as 本人確認."""
    return [each for each in shelf.all_on(on) if duty in each.duties]


def official(official_id: str) -> OfficialView | None:
    """The official of an id, or None."""
    return posts.official(official_id)


def names(official_ids: Collection[str]) -> dict[str, str]:
    """The names of these officials, by id; also of those who hold no appointment any more."""
    return posts.names(official_ids)


def officials(*, at: datetime) -> list[OfficialView]:
    """Everyone who holds an appointment at an instant, by 職員番号."""
    return posts.officials(jst(at).date())


def appointments(official_id: str, *, at: datetime) -> list[AppointmentView]:
    """What an official holds at an instant; 兼務 gives several."""
    return posts.appointments(official_id, jst(at).date())


def enrol(*, number: str, family: str, given: str, by: Actor, at: datetime) -> OfficialView:
    """Take up an official by 職員番号; the same number again changes the name and nothing else."""
    return posts.enrol(number=number, family=family, given=given, by=by, at=at)


def appoint(official_id: str, *, section: str, role: Role, since: date, by: Actor, at: datetime) -> None:
    """任命: give an official a role in a section from a day on. An open appointment of the same kind is kept."""
    posts.appoint(official_id, section=section, role=role, since=since, by=by, at=at)


def release(official_id: str, *, section: str, role: Role, until: date, by: Actor, at: datetime) -> None:
    """解任: the appointment no longer holds from the day `until` on."""
    posts.release(official_id, section=section, role=role, until=until, by=by, at=at)
