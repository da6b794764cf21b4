"""What the door of offices hands out."""

from dataclasses import dataclass
from datetime import date

from machimado.core.offices.models import Appointment, Official
from machimado.kernel.access import Role
from machimado.kernel.text import Text


@dataclass(frozen=True, slots=True)
class SectionView:
    """課, by its key (`子ども家庭課`)."""

    key: str
    name: Text
    telephone: str = ""
    floor: Text | None = None
    hours: Text | None = None
    duties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OfficialView:
    """職員."""

    id: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """任命: which role in which section, since when."""

    section_key: str
    section_name: str
    role: Role
    since: date
    until: date | None


def official_view(official: Official) -> OfficialView:
    return OfficialView(str(official.id), official.number, official.name)


def appointment_view(appointment: Appointment, section_name: str) -> AppointmentView:
    return AppointmentView(
        appointment.section, section_name, Role(appointment.role), appointment.since, appointment.until
    )
