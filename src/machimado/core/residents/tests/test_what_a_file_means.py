"""Files that contradict what is known: heads who have gone, parents too young, people who come back, old files again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from machimado.core.residents import api as residents
from machimado.core.residents.models import Event, Person
from machimado.core.residents.tests.conftest import Cells, Load, family, row

pytestmark = pytest.mark.django_db
SYSTEM = residents.Viewer.of_system("test")
LATER = datetime(2026, 12, 1, 3, tzinfo=UTC)
SOON = date(2026, 12, 30)


def address(number: str, at: date = SOON) -> str:
    return str(residents.person(number, viewer=SYSTEM, at=at).address)


def moved(place: str, day: str) -> list[Cells]:
    return [
        {**each, "住所": f"宮城県白石市{place}町1番", "異動日": day, "異動事由": "転居"} for each in family()
    ]


def test_a_full_file_of_nobody_is_refused(load: Load) -> None:
    report = load([])
    assert "一つもありません" in report.faults[0].problem
    load(family())
    assert not load([], confirm=True, at=LATER).accepted
    assert load([], mode="changes", at=LATER).accepted


def test_a_household_may_wait_for_its_new_head(load: Load) -> None:
    """Within 14 days of a head's death (住基法25条) a full file has nobody in his place."""
    died = {"異動日": "2026-11-20", "異動事由": "死亡"}
    rows = [row("001", **died), row("002", 続柄="妻", 性別="女")]
    report = load(rows)
    assert report.accepted, report.faults
    assert "世帯主がいないまま" in report.warnings[0].problem


def test_a_head_who_is_absent_from_a_full_file_may_be_missed(load: Load) -> None:
    load([*family(), *(row(f"1{n:03}", 世帯番号=f"1{n:03}") for n in range(100))])
    report = load([*family()[1:], *(row(f"1{n:03}", 世帯番号=f"1{n:03}") for n in range(100))], at=LATER)
    assert report.accepted, report.faults
    assert report.departures == 1


@pytest.mark.parametrize("parent", [{"生年月日": "2019-05-05"}, {"生年月日": "2020-05-05"}])
def test_nobody_is_born_before_their_parents(load: Load, parent: dict[str, str]) -> None:
    report = load([row("001", **parent), row("002", 続柄="子", 生年月日="2019-05-05", 父母宛名番号="001")])
    [fault] = report.faults
    assert (fault.line, fault.column, fault.value) == (3, "父母宛名番号", "001")
    assert not Person.objects.exists()


def test_nobody_is_their_own_grandparent(load: Load) -> None:
    one, other = (
        row("001", 父母宛名番号="002"),
        row("002", 続柄="子", 生年月日="2010-01-01", 父母宛名番号="001"),
    )
    assert len(load([one, other]).faults) == 1


def test_a_parent_whom_only_the_register_has_is_checked_too(load: Load) -> None:
    load(family())
    old = row(
        "009",
        世帯番号="9",
        生年月日="1950-01-01",
        父母宛名番号="999 002",
        異動日="2026-11-30",
        異動事由="転入",
    )
    [fault] = load([old], mode="changes", at=LATER).faults
    assert fault.value == "002"


def test_a_file_of_changes_again_after_another_undoes_nothing(load: Load) -> None:
    load(family())
    first, second = moved("先", "2026-11-25"), moved("後", "2026-11-27")
    for rows in (first, second):
        assert load(rows, mode="changes", at=LATER).events == {"転居": 3}
    report = load(first, mode="changes", at=LATER + timedelta(days=1))
    assert (report.accepted, report.unchanged, dict(report.events)) == (True, 3, {})
    assert "後町" in address("001")


def test_protection_without_a_day_may_begin_end_and_begin_again(load: Load) -> None:
    """The third file has the bytes of the first; it says something new."""
    load(family())
    for day, cell in enumerate(("1", "", "1")):
        changed = [{**family()[1], "支援措置": cell}]
        assert load(changed, mode="changes", at=LATER + timedelta(days=day)).accepted
        assert residents.hidden("002", at=SOON) is bool(cell)
    assert Event.objects.filter(person="002").count() == 3


WITH_REASONS = [each | {"異動日": "2020-06-01", "異動事由": "転入"} for each in family()]


def test_one_taken_for_gone_by_a_wrong_file_is_back_with_the_right_one(load: Load) -> None:
    load(WITH_REASONS)
    assert load(WITH_REASONS[:1], confirm=True, at=LATER).departures == 2
    report = load(WITH_REASONS, at=LATER + timedelta(days=1))
    assert report.events == {"回復": 2}
    home = residents.household("100", viewer=SYSTEM, at=SOON)
    assert [member.number for member in home.members] == ["001", "002", "003"]
    assert home.members[1].moved_in_on == date(2020, 6, 1)


@pytest.mark.parametrize("rows", [family(), WITH_REASONS])
def test_one_who_was_taken_for_dead_does_not_move_in(load: Load, rows: list[Cells]) -> None:
    load(rows)
    died = rows[2] | {"異動日": "2026-11-25", "異動事由": "死亡"}
    load([died], mode="changes", at=LATER)
    assert load(rows, at=LATER + timedelta(days=1)).events == {"回復": 1}
    assert residents.person("003", viewer=SYSTEM, at=SOON).died_on is None


@pytest.mark.parametrize("rows", [family(), WITH_REASONS])
def test_a_full_file_before_a_planned_departure_leaves_the_plan(load: Load, rows: list[Cells]) -> None:
    load(rows)
    planned = rows[1] | {"異動日": "2026-12-20", "異動事由": "転出予定"}
    load([planned], mode="changes", at=LATER)
    assert not load(rows, at=LATER + timedelta(days=1)).events
    assert residents.person("002", viewer=SYSTEM, at=date(2026, 12, 19)).resident
    assert not residents.person("002", viewer=SYSTEM, at=date(2026, 12, 20)).resident


def test_a_full_file_with_an_older_change_corrects_and_rewrites_no_history(load: Load) -> None:
    load(WITH_REASONS)
    load(moved("後", "2026-11-27"), mode="changes", at=LATER)
    assert load(WITH_REASONS, at=LATER + timedelta(days=1)).events == {"訂正": 3}
    assert "大手町" in address("001")
    assert residents.person("001", viewer=SYSTEM, at=SOON).moved_in_on == date(2020, 6, 1)


def test_the_dead_do_not_move(load: Load) -> None:
    load(family())
    load([family()[2] | {"異動日": "2026-11-25", "異動事由": "死亡"}], mode="changes", at=LATER)
    late = family()[2] | {"異動日": "2026-11-28", "異動事由": "転居", "住所": "宮城県白石市沢端町1番"}
    assert load([late], mode="changes", at=LATER + timedelta(days=1)).events == {"その他": 1}
    assert not residents.person("003", viewer=SYSTEM, at=SOON).resident


def test_twins_come_in_one_file(load: Load) -> None:
    load(family())
    born = {
        "生年月日": "2026-11-28",
        "続柄": "子",
        "父母宛名番号": "002 001",
        "異動日": "2026-11-28",
        "異動事由": "出生",
    }
    report = load([row(number, **born) for number in ("004", "005")], mode="changes", at=LATER)
    assert report.events == {"出生": 2}
    for child in ("004", "005"):
        links = residents.parents_of(child, viewer=SYSTEM, at=SOON)
        assert {(link.parent, link.certain) for link in links} == {("001", True), ("002", True)}


def test_a_file_that_cannot_be_opened_is_refused_in_words(tmp_path, load: Load) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "folder.csv"
    path.mkdir()
    report = residents.import_register(path, mode="full", by=SYSTEM.actor, at=LATER)
    assert "ファイルを読めません" in report.sentence
    assert not report.accepted
