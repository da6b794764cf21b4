"""A column that a file lacks leaves what is known; an empty cell in a column says that there is nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from machimado.core.residents import api as residents
from machimado.core.residents.models import Event, Person
from machimado.core.residents.tests.conftest import HEADER, Cells, Load, family, row

pytestmark = pytest.mark.django_db
SYSTEM = residents.Viewer.of_system("test")
LATER = datetime(2026, 12, 1, 3, tzinfo=UTC)
PARTS = ["都道府県", "市区町村", "町字", "番地", "方書"]
WHOLE = dict(zip(PARTS, ["宮城県", "白石市", "大手町", "1番1号", "青葉荘"], strict=True))
ADDRESS = "宮城県白石市大手町1番1号 青葉荘"


def person(number: str = "001") -> residents.PersonView:
    return residents.person(number, viewer=SYSTEM, at=date(2026, 12, 30))


def parents(number: str) -> set[str]:
    return {link.parent for link in residents.parents_of(number, viewer=SYSTEM, at=date(2026, 12, 30))}


def without(*columns: str) -> list[str]:
    return [column for column in HEADER if column not in columns]


IN_PARTS = [*without("住所"), "郵便番号", *PARTS]


def at_home(**cells: str) -> list[Cells]:
    return [row("001", **{**WHOLE, "郵便番号": "989-0275", **cells})]


def test_family_names_alone_are_not_enough(load: Load) -> None:
    load(family())
    [fault] = load(family(), header=without("名"), at=LATER).faults
    assert (fault.line, fault.column) == (1, "名")
    assert "「名」の列がありません" in fault.problem
    assert person().name.display == "鈴木　一郎"


@pytest.mark.parametrize(
    "columns", [("カナ",), ("英字", "通称"), ("父母宛名番号",), ("カナ", "英字", "通称", "支援措置")]
)
def test_columns_that_lack_change_nothing(load: Load, columns: tuple[str, ...]) -> None:
    rows = [each | {"英字": "SUZUKI", "通称": "すず"} for each in family()]
    load(rows)
    before = [(person(number), parents(number)) for number in ("001", "002", "003")]
    report = load(rows, header=without(*columns), at=LATER)
    assert (report.accepted, report.events) == (True, {})
    assert [(person(number), parents(number)) for number in ("001", "002", "003")] == before


@pytest.mark.parametrize(("column", "kana"), [("氏カナ", "スズキ"), ("名カナ", "イチロウ")])
def test_half_a_reading_leaves_the_other_half(load: Load, column: str, kana: str) -> None:
    load([row("001")])
    report = load([row("001") | {column: kana}], header=[*without("カナ"), column], at=LATER)
    assert (report.accepted, report.events) == (True, {})
    assert person().name.kana == "スズキ　イチロウ"


@pytest.mark.parametrize("number", ["001", "002"])
def test_one_parents_column_leaves_the_other_parent(load: Load, number: str) -> None:
    """Also where the number is in the wrong one of the two columns."""
    load(family())
    rows = [each | {"父宛名番号": number if each["続柄"] == "子" else ""} for each in family()]
    report = load(rows, header=[*without("父母宛名番号"), "父宛名番号"], at=LATER)
    assert (report.accepted, report.events) == (True, {})
    assert parents("003") == {"001", "002"}


@pytest.mark.parametrize(("column", "other"), [("氏", "名"), ("名", "氏")])
def test_one_half_of_a_name_beside_the_whole(load: Load, column: str, other: str) -> None:
    header = [*without(other), "氏名"]
    report = load([row("001") | {"氏名": "鈴木 一郎"}], header=header)
    assert report.accepted, report.faults
    assert (person().name.family, person().name.given) == ("鈴木", "一郎")
    [fault] = load([row("001") | {"氏名": "佐藤 次郎"}], header=header, at=LATER).faults
    assert (fault.column, fault.value) == ("氏名", "佐藤 次郎")


def test_a_name_that_nothing_divides_is_the_name_that_is_known(load: Load) -> None:
    load([row("001")])
    header = ["氏名" if column == "氏" else column for column in without("名")]
    report = load([row("001") | {"氏名": "鈴木一郎"}], header=header, at=LATER)
    assert (report.accepted, report.events) == (True, {})
    assert (person().name.display, person().name.kana) == ("鈴木　一郎", "スズキ　イチロウ")
    assert load([row("001") | {"氏名": "佐藤一郎"}], header=header, at=LATER).events == {"氏名変更": 1}
    assert (person().name.family, person().name.given) == ("佐藤一郎", "")


@pytest.mark.parametrize(
    "header",
    [
        [column for column in IN_PARTS if column not in ("方書", "郵便番号")],
        [column for column in IN_PARTS if column not in ("都道府県", "市区町村")],
        [column for column in IN_PARTS if column not in ("番地", "方書")],
        [*without("住所"), "町字"],
        [*without("住所"), "市区町村", "町字"],
        HEADER,
        [*HEADER, "方書"],
        [*HEADER, "番地"],
    ],
)
def test_parts_of_the_address_that_lack_stay(load: Load, header: list[str]) -> None:
    load(at_home(), header=IN_PARTS)
    report = load(at_home(住所="宮城県白石市大手町1番1号"), header=header, at=LATER)
    assert (report.accepted, report.events) == (True, {})
    assert str(person().address) == ADDRESS
    assert person().address.postal_code == "989-0275"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "line", [ADDRESS, "白石市大手町1番1号 青葉荘", "大手町1番1号", "宮城県白石市大手町1番1号青葉荘"]
)
def test_a_line_that_says_the_same_or_less_changes_nothing(load: Load, line: str) -> None:
    load(at_home(), header=IN_PARTS)
    report = load([row("001", 住所=line)], at=LATER)
    assert (report.accepted, report.events) == (True, {})
    assert str(person().address) == ADDRESS


def test_a_line_cut_elsewhere_leaves_the_building(load: Load) -> None:
    load(at_home(町字="大手町一丁目"), header=IN_PARTS)
    report = load([row("001", 住所="宮城県白石市大手町一丁目1番1号")], at=LATER)
    assert (report.accepted, report.events) == (True, {})
    assert str(person().address) == "宮城県白石市大手町一丁目1番1号 青葉荘"


def test_an_empty_cell_says_that_there_is_none(load: Load) -> None:
    load(at_home(カナ="スズキ　イチロウ", 通称="すず"), header=IN_PARTS)
    report = load(at_home(方書="", カナ="", 通称="", 郵便番号=""), header=IN_PARTS, at=LATER)
    assert report.events == {"氏名変更": 1, "転居": 1}
    assert (str(person().address), person().name.kana, person().name.alias) == (
        "宮城県白石市大手町1番1号",
        "",
        "",
    )
    assert person().address.postal_code == ""  # type: ignore[union-attr]


def test_who_moves_does_not_take_the_building_along(load: Load) -> None:
    load(at_home(), header=IN_PARTS)
    report = load([row("001", 住所="宮城県白石市沢端町2番")], at=LATER)
    assert report.events == {"転居": 1}
    assert str(person().address) == "宮城県白石市沢端町2番"
    assert person().address.postal_code == ""  # type: ignore[union-attr]


def test_who_moves_stays_in_the_city_whose_columns_lack(load: Load) -> None:
    load(at_home(), header=IN_PARTS)
    header = [*without("住所"), "町字", "番地"]
    assert load(at_home(町字="沢端町", 番地="2番"), header=header, at=LATER).events == {"転居": 1}
    assert str(person().address) == "宮城県白石市沢端町2番"
    assert load([row("001", 住所="住所不定")], at=LATER + timedelta(days=1)).accepted
    assert str(person().address) == "住所不定"


@pytest.mark.parametrize("reason", ["訂正", "住居表示実施"])
def test_an_address_written_anew_keeps_its_building(load: Load, reason: str) -> None:
    load(at_home(), header=IN_PARTS)
    said = row("001", 住所="宮城県白石市大手町7番8号", 異動日="2026-11-30", 異動事由=reason)
    assert load([said], at=LATER).accepted
    assert str(person().address) == "宮城県白石市大手町7番8号 青葉荘"


def test_a_file_without_street_is_not_enough_for_the_new_and_for_those_who_move(load: Load) -> None:
    header = [*without("住所"), "町字"]
    [fault] = load([row("001") | {"町字": "大手町"}], header=header).faults
    assert (fault.line, fault.column) == (2, "番地")
    assert "番地の列がない" in fault.problem
    assert not Person.objects.exists()
    load([*at_home(), row("002", 続柄="妻", **WHOLE)], header=IN_PARTS)
    wife = row("002", 続柄="妻", 町字="沢端町")
    baby = row("003", 続柄="子", 生年月日="2026-11-28", 町字="大手町")
    report = load([*at_home(), wife, baby], header=header, at=LATER)
    assert [(each.line, each.column) for each in report.faults] == [(3, "番地"), (4, "番地")]
    died = row("002", 続柄="妻", 町字="沢端町", 異動日="2026-11-28", 異動事由="死亡")
    load([died], header=[*without("住所"), "町字", "番地"], mode="changes", at=LATER)
    assert load([*at_home(), died], header=header, at=LATER + timedelta(days=1)).accepted
    assert Event.objects.count() == 1
