"""Days that were wrong, plans that change, changes that come late, and addresses that are only written otherwise."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from machimado.core.journal import api as journal
from machimado.core.residents import api as residents
from machimado.core.residents.models import Event, Membership, PersonVersion, Residence
from machimado.core.residents.tests.conftest import HEADER, Cells, Load, family, row
from machimado.kernel.ref import Ref

pytestmark = pytest.mark.django_db
SYSTEM = residents.Viewer.of_system("test")
LATER = datetime(2026, 12, 1, 3, tzinfo=UTC)
AFTER = LATER + timedelta(days=1)


def person(number: str, day: date) -> residents.PersonView:
    return residents.person(number, viewer=SYSTEM, at=day)


def here(number: str, day: date) -> bool:
    try:
        found = person(number, day)
    except residents.NotFound:
        return False
    rows = {each.number for each in residents.rule_columns(at=day)}
    assert found.resident == (number in rows) == bool(found.household_number) == bool(str(found.address))
    return found.resident


def days_are_whole(number: str) -> None:
    """No day of a resident is without household, address or facts, or has two of them."""
    for model in (PersonVersion, Membership, Residence):
        rows = list(model._default_manager.filter(person=number, replaced_at=None).order_by("valid_from"))
        for before, after in zip(rows, rows[1:], strict=False):
            assert before.valid_until == after.valid_from or model is not PersonVersion
            assert before.valid_until is not None
            assert before.valid_until <= after.valid_from


BABY = row(
    "004",
    "鈴木 凛",
    続柄="子",
    父母宛名番号="001 002",
    生年月日="2026-11-20",
    異動日="2026-11-20",
    異動事由="出生",
)
NEW = row("005", "佐藤 太", 世帯番号="500", 異動日="2026-11-20", 異動事由="転入")
GONE = family()[1]


@pytest.mark.parametrize("right", ["2026-11-18", "2026-11-22"])
def test_a_baby_is_born_once_though_its_birthday_was_wrong(load: Load, right: str) -> None:
    load(family())
    load([BABY], mode="changes", at=LATER)
    report = load([BABY | {"生年月日": right, "異動日": right}], mode="changes", at=AFTER)
    assert report.events == {"訂正": 1}
    born, before = date.fromisoformat(right), date.fromisoformat(right) - timedelta(days=1)
    assert (person("004", born).birth_date, person("004", born).moved_in_on) == (born, born)
    assert (here("004", before), here("004", born)) == (False, True)
    assert [e.type for e in journal.entries(subject=Ref("person", "004"), limit=9)].count(
        "residents.born"
    ) == 1
    assert "生年月日" in Event.objects.get(person="004", kind="訂正").changed
    days_are_whole("004")


@pytest.mark.parametrize("right", ["2026-11-10", "2026-11-25"])
def test_an_arrival_gets_its_right_day(load: Load, right: str) -> None:
    load(family())
    load([NEW], mode="changes", at=LATER)
    renamed = NEW | {"氏": "加藤", "異動日": "2026-11-22", "異動事由": "氏名変更"}
    arrived = date.fromisoformat(right)
    assert load([NEW | {"異動日": right}], mode="changes", at=AFTER).events == {"訂正": 1}
    assert person("005", date(2026, 12, 5)).moved_in_on == arrived
    assert (here("005", arrived - timedelta(days=1)), here("005", arrived)) == (False, True)
    assert Event.objects.get(person="005", kind="訂正").changed == "住民となった日"
    assert load([renamed], mode="changes", at=AFTER + timedelta(days=1)).accepted
    days_are_whole("005")


def test_who_has_left_and_comes_back_moves_in(load: Load) -> None:
    load(family())
    load([GONE | {"異動日": "2026-11-20", "異動事由": "転出"}], mode="changes", at=LATER)
    back = GONE | {"異動日": "2026-11-28", "異動事由": "転入"}
    assert load([back], mode="changes", at=AFTER).events == {"転入": 1}
    assert load([back | {"異動日": "2026-11-26"}], mode="changes", at=AFTER).events == {"訂正": 1}
    assert [here("002", date(2026, 11, day)) for day in (19, 20, 25, 26, 28)] == [
        True,
        False,
        False,
        True,
        True,
    ]
    assert person("002", date(2026, 12, 2)).moved_in_on == date(2026, 11, 26)
    days_are_whole("002")


@pytest.mark.parametrize(
    ("reason", "right"), [("死亡", "2026-11-22"), ("死亡", "2026-11-28"), ("転出", "2026-11-22")]
)
def test_nobody_dies_or_leaves_twice(load: Load, reason: str, right: str) -> None:
    load(family())
    gone = GONE | {"異動日": "2026-11-25", "異動事由": reason}
    load([gone], mode="changes", at=LATER)
    assert load([gone | {"異動日": right}], mode="changes", at=AFTER).events == {"訂正": 1}
    day = date.fromisoformat(right)
    assert (here("002", day - timedelta(days=1)), here("002", day), here("002", date(2026, 12, 9))) == (
        True,
        False,
        False,
    )
    found = person("002", date(2026, 12, 9))
    assert (found.died_on if reason == "死亡" else found.moved_out_on) == day
    assert Event.objects.get(person="002", kind="訂正").changed == "消除日"
    days_are_whole("002")


PLANNED = GONE | {"異動日": "2026-12-20", "異動事由": "転出(予定)"}


def test_a_plan_that_comes_true_is_nothing_new(load: Load) -> None:
    load(family())
    load([PLANNED], mode="changes", at=LATER)
    report = load([PLANNED | {"異動事由": "転出(確定)"}], mode="changes", at=LATER + timedelta(days=20))
    assert report.events == {}
    assert [here("002", date(2026, 12, day)) for day in (19, 20)] == [True, False]


@pytest.mark.parametrize("day", [8, 28])
def test_a_plan_that_changes_keeps_the_person_until_then(load: Load, day: int) -> None:
    load(family())
    load([PLANNED], mode="changes", at=LATER)
    assert load([PLANNED | {"異動日": f"2026-12-{day:02}"}], mode="changes", at=AFTER).events == {"訂正": 1}
    assert all(here("002", date(2026, 12, each)) for each in range(1, day))
    assert not here("002", date(2026, 12, day))
    days_are_whole("002")


def test_who_will_leave_still_moves_within_the_city(load: Load) -> None:
    load(family())
    load([PLANNED], mode="changes", at=LATER)
    moved = GONE | {"住所": "宮城県白石市沢端町2番", "世帯番号": "900", "続柄": "世帯主"}
    moved |= {"異動日": "2026-12-03", "異動事由": "転居"}
    assert load([moved], mode="changes", at=LATER + timedelta(days=3)).events == {"転居": 1}
    before, then = person("002", date(2026, 12, 2)), person("002", date(2026, 12, 3))
    assert ("大手町" in str(before.address), before.household_number) == (True, "100")
    assert ("沢端町" in str(then.address), then.household_number) == (True, "900")
    assert [here("002", date(2026, 12, day)) for day in (3, 19, 20)] == [True, True, False]
    days_are_whole("002")


def test_who_will_leave_follows_the_household(load: Load) -> None:
    load(family())
    load([PLANNED], mode="changes", at=LATER)
    rows = [each | {"世帯番号": "X1"} for each in (family()[0], PLANNED, family()[2])]
    assert load(rows, at=AFTER).accepted
    home = residents.household("X1", viewer=SYSTEM, at=date(2026, 12, 6))
    assert [member.number for member in home.members] == ["001", "002", "003"]
    assert not here("002", date(2026, 12, 20))


def test_death_comes_before_the_plan(load: Load) -> None:
    load(family())
    load([PLANNED], mode="changes", at=LATER)
    died = GONE | {"異動日": "2026-12-03", "異動事由": "死亡"}
    assert load([died], mode="changes", at=LATER + timedelta(days=3)).events == {"死亡": 1}
    assert [here("002", date(2026, 12, day)) for day in (2, 3, 25)] == [True, False, False]


def test_a_late_change_of_name_leaves_the_later_address(load: Load) -> None:
    load(family())
    late = GONE | {"氏": "佐藤", "異動日": "2026-11-26", "異動事由": "氏名変更"}
    moved = late | {
        "住所": "宮城県白石市沢端町2番",
        "異動日": "2026-11-28",
        "異動事由": "転居",
        "支援措置": "DV",
    }
    load([moved], mode="changes", at=LATER)
    assert person("002", date(2026, 11, 27)).name.family == "鈴木"
    assert load([late], mode="changes", at=AFTER).events == {"氏名変更": 1}
    assert person("002", date(2026, 11, 25)).name.family == "鈴木"
    assert person("002", date(2026, 11, 27)).name.family == "佐藤"
    assert "大手町" in str(person("002", date(2026, 11, 27)).address)
    assert "沢端町" in str(person("002", date(2026, 12, 9)).address)
    assert residents.hidden("002", at=date(2026, 12, 9))
    assert load([late | {"通称": ""}, family()[0]], mode="changes", at=AFTER).events == {}
    days_are_whole("002")


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("宮城県白石市大手町1番〜2号 A−1", "宮城県白石市大手町1番～2号 A－1"),
        ("宮城県白石市大手町1番1号", "宮城県白石市大手町１番１号"),
        ("宮城県白石市大手町1番1号 青葉荘", "宮城県白石市大手町1番1号　青葉荘"),
        ("宮城県白石市大手町1-1", "宮城県白石市大手町1ー1"),
    ],
)
def test_an_address_in_other_characters_is_no_move(load: Load, known: str, written: str) -> None:
    load([row("001", 住所=known)])
    report = load([row("001", 住所=written)], at=LATER)
    assert report.events in ({"訂正": 1}, {})
    stored = str(person("001", date(2026, 12, 9)).address)
    assert re.sub(r"\s", "", stored) == re.sub(r"\s", "", written)
    assert {entry.type for entry in journal.entries(subject=Ref("person", "001"), limit=9)} <= {
        "residents.corrected"
    }


def test_the_same_file_in_cp932_moves_nobody(load: Load) -> None:
    rows = [row("001", "ジョン〜ポール 一", 住所="宮城県白石市大手町1番〜2号 A−1")]
    load(rows)
    text = [{key: cell.replace("〜", "～").replace("−", "－") for key, cell in rows[0].items()}]
    assert load(text, encoding="cp932", at=LATER).events == {"訂正": 1}


@pytest.mark.parametrize(("town", "kinds"), [("500", {"転入": 3}), ("100", {"出生": 1, "転入": 2})])
def test_a_baby_that_comes_with_a_new_family_was_not_born_here(load: Load, town: str, kinds: Cells) -> None:
    header = [term for term in HEADER if term not in ("異動日", "異動事由")]
    load(family(), header=header)
    new = [
        row("501", "佐藤 太", 世帯番号="500"),
        row("502", "佐藤 花", 性別="女", 世帯番号="500", 続柄="妻"),
        row("503", "佐藤 子", 生年月日="2026-09-20", 世帯番号=town, 続柄="子"),
    ]
    if town == "500":
        new[2] |= {"父母宛名番号": "501 502"}
    assert load([*family(), *new], header=header, at=LATER).events == kinds
    assert person("503", date(2026, 12, 2)).moved_in_on == (
        date(2026, 12, 1) if town == "500" else date(2026, 9, 20)
    )
