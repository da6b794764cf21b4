"""Who works where, in which role, when."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings

from machimado.core.definitions import api as definitions
from machimado.core.journal import api as journal
from machimado.core.offices import api as offices
from machimado.kernel.access import Role
from machimado.kernel.ref import Ref, system

pytestmark = pytest.mark.django_db
BY = system("tests")


def noon(year, month, day):
    return datetime(year, month, day, 3, tzinfo=UTC)


AT = noon(2026, 4, 1)


@pytest.fixture
def official():
    return offices.enrol(number="1001", family="小原", given="みのり", by=BY, at=AT)


def roles(official, at):
    return {(each.section_key, each.role) for each in offices.appointments(official.id, at=at)}


def appoint(official, section="子ども家庭課", role=Role.REVIEW, since=date(2026, 4, 1)):
    offices.appoint(official.id, section=section, role=role, since=since, by=BY, at=AT)


def test_an_appointment_holds_from_its_day_until_the_day_before_release(official):
    appoint(official)
    offices.release(
        official.id,
        section="子ども家庭課",
        role=Role.REVIEW,
        until=date(2027, 4, 1),
        by=BY,
        at=noon(2027, 3, 20),
    )
    assert roles(official, noon(2026, 3, 31)) == set()
    assert roles(official, noon(2026, 4, 1)) == {("子ども家庭課", Role.REVIEW)}
    assert roles(official, noon(2027, 3, 31)) == {("子ども家庭課", Role.REVIEW)}
    assert roles(official, noon(2027, 4, 1)) == set()


def test_days_are_japans(official):
    appoint(official)
    assert roles(official, datetime(2026, 3, 31, 15, 0, tzinfo=UTC)), "already 1 April in Japan"


def test_two_posts_at_once(official):
    appoint(official)
    appoint(official, section="市民課", role=Role.RECEPTION)
    assert roles(official, AT) == {("子ども家庭課", Role.REVIEW), ("市民課", Role.RECEPTION)}


def test_the_same_appointment_twice_is_one(official):
    appoint(official)
    appoint(official, since=date(2026, 5, 1))
    assert len(offices.appointments(official.id, at=AT)) == 1
    assert [each.number for each in offices.officials(at=AT)] == ["1001"]


def test_residents_roles_are_no_posts(official):
    with pytest.raises(ValueError):
        appoint(official, role=Role.RESIDENT)


def test_everything_is_journalled(official):
    appoint(official)
    types = [each.type for each in journal.entries(subject=Ref("official", official.id))]
    assert set(types) == {"offices.enrolled", "offices.appointed"}


def test_nonsense_finds_nobody():
    assert offices.official("nonsense") is None
    assert offices.appointments("nonsense", at=AT) == []


def test_the_citys_sections_come_from_its_pack():
    for pack in settings.PACKS:
        definitions.load_pack(pack, by=BY, at=AT)
    keys = {each.key for each in offices.sections(on=date(2026, 4, 1))}
    assert {
        "子ども家庭課",
        "市民課",
        "健康推進課",
        "税務課",
        "会計課",
        "デジタル推進課",
        "監査委員事務局",
    } <= keys
    assert [each.key for each in offices.sections_with("本人確認", on=date(2026, 4, 1))] == ["市民課"]
    section = offices.section("子ども家庭課", on=date(2026, 4, 1))
    assert section.name.in_language("en") == "Children and Families Section"


def test_names_of_appointments_are_those_of_the_pack(official):
    appoint(official, section="なくなった課")
    assert offices.appointments(official.id, at=AT)[0].section_name == "なくなった課"
