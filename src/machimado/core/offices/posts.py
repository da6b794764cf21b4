"""Enrolling officials, appointing them and releasing them."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from machimado.core.offices import shelf
from machimado.core.offices.models import Appointment, Official
from machimado.core.offices.outward import AppointmentView, OfficialView, appointment_view, official_view
from machimado.kernel.access import OFFICIALS, Role
from machimado.kernel.ref import Actor, Ref


def official(official_id: str) -> OfficialView | None:
    found = Official.objects.filter(pk=official_id).first() if _is_uuid(official_id) else None
    return official_view(found) if found else None


def names(official_ids: Collection[str]) -> dict[str, str]:
    known = [each for each in official_ids if _is_uuid(each)]
    return {str(each.id): each.name for each in Official.objects.filter(pk__in=known)} if known else {}


def officials(day: date) -> list[OfficialView]:
    holders = Appointment.objects.on(day).values("official")
    return [official_view(each) for each in Official.objects.filter(pk__in=holders)]


def appointments(official_id: str, day: date) -> list[AppointmentView]:
    found = list(Appointment.objects.on(day).filter(official_id=official_id)) if _is_uuid(official_id) else []
    names = shelf.names_on(day) if found else {}
    return [appointment_view(each, names.get(each.section, each.section)) for each in found]


@transaction.atomic
def enrol(*, number: str, family: str, given: str, by: Actor, at: datetime) -> OfficialView:
    record, created = Official.objects.update_or_create(
        number=number,
        defaults={"family": family, "given": given},
        create_defaults={"family": family, "given": given, "recorded_at": at},
    )
    if created:
        _journal("offices.enrolled", record, by=by, at=at)
    return official_view(record)


@transaction.atomic
def appoint(official_id: str, *, section: str, role: Role, since: date, by: Actor, at: datetime) -> None:
    if role not in OFFICIALS:
        raise ValueError(f"{role} is no role of an official")
    record = Official.objects.get(pk=official_id)
    if record.appointments.filter(section=section, role=role, until=None).exists():
        return
    record.appointments.create(section=section, role=role, since=since, recorded_at=at)
    _journal(
        "offices.appointed", record, by=by, at=at, section=section, role=role.value, date=since.isoformat()
    )


@transaction.atomic
def release(official_id: str, *, section: str, role: Role, until: date, by: Actor, at: datetime) -> None:
    record = Official.objects.get(pk=official_id)
    if record.appointments.filter(section=section, role=role, until=None).update(until=until):
        _journal(
            "offices.released", record, by=by, at=at, section=section, role=role.value, date=until.isoformat()
        )


def _journal(name: str, official: Official, *, by: Actor, at: datetime, **public: str) -> None:
    from machimado.core.journal import api as journal

    journal.record(name, by=by, subject=Ref("official", str(official.id)), at=at, public=public)


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
