"""What 住民記録 systems, old hosts and spreadsheets make of a file is taken in as it is meant, and nothing of it is lost."""

from __future__ import annotations

from datetime import date

import pytest

from machimado.core.residents import api as residents
from machimado.core.residents.tests.conftest import HEADER, Load, family, row, text_of
from machimado.kernel.wareki import format_date

pytestmark = pytest.mark.django_db
SYSTEM = residents.Viewer.of_system("test")
TODAY = date(2026, 11, 23)


def person(number: str = "001") -> residents.PersonView:
    return residents.person(number, viewer=SYSTEM, at=TODAY)


@pytest.mark.parametrize(
    "family",
    [
        "𡈽", "𣘺", "辻\U000e0100", "葛\U000e0100", "\ufa1e", "﨎﨏﨓﨔", "纊", "〆木", "いすゞ", "𛀁", "⻑", "Ł\U00031350",
        "阿卜杜拉·买买提", "아베", "O`Hara-d’Été", "Mª", "佐藤（鈴木）", "山\u00a0田",
    ],
)  # fmt: skip
def test_more_characters_that_registers_hold(load: Load, family: str) -> None:
    report = load([row("001", 氏=family)])
    assert report.accepted, report.faults
    assert person().name.family == family


@pytest.mark.parametrize("lost", ["〓田", "□", "?田", "●"])
def test_a_sign_in_the_place_of_a_lost_character_is_refused_as_that(load: Load, lost: str) -> None:
    [fault] = load([row("001", 氏=lost)]).faults
    assert "外字が変換できずに" in fault.problem


def test_a_name_in_letters_is_joined_as_it_was_written(load: Load) -> None:
    header = ["氏名" if term == "氏" else term for term in HEADER if term != "名"]
    load([row("001", カナ="") | {"氏名": "Nguyễn Thị Ánh"}], header=header)
    assert person().name.display == "Nguyễn Thị Ánh"


def test_one_who_is_known_by_an_alias_only(load: Load) -> None:
    assert load([row("001", 氏="", 名="", カナ="", 通称="金田　ハナ")]).accepted
    assert person().name.display == "金田　ハナ"


@pytest.mark.parametrize("empty", ["氏名", "氏カナ"])
def test_columns_side_by_side_of_which_one_is_empty(load: Load, empty: str) -> None:
    load([row("001", 氏="", 名="スカルノ", カナ="スカルノ") | {empty: ""}], header=[*HEADER, empty])
    assert (person().name.display, person().name.kana) == ("スカルノ", "スカルノ")


@pytest.mark.parametrize("kana", ["ㇰㇽㇿ", "サトウ（スズキ）　ハナ", "ﾃﾞ･ﾗ ｸﾙｽ"])
def test_readings_with_small_kana_and_brackets(load: Load, kana: str) -> None:
    assert load([row("001", カナ=kana)]).accepted


@pytest.mark.parametrize(
    "address",
    ["白石市大手町1 ﾊｲﾂ｢蔵王｣", "白石市大手町1￢￤＼＄", "住所不定", "大字福岡字長袋1番地の2ー3ｰ4‐5"],
)
def test_addresses_with_every_sign_of_cp932(load: Load, address: str) -> None:
    report = load([row("001", 住所=address)])
    assert report.accepted, report.faults
    assert str(person().address) == address


PARTS = ["都道府県", "市区町村", "町字", "番地", "方書"]


@pytest.mark.parametrize(
    ("line", "parts", "whole"),
    [
        ("宮城県白石市大手町1番1号 A棟", ["", "", "", "", "101号室"], "宮城県白石市大手町1番1号 A棟 101号室"),
        ("大手町1番1号", ["宮城県", "白石市", "", "", ""], "宮城県白石市大手町1番1号"),
        ("宮城県白石市大手町1番1号", ["宮城県", "白石市", "大手町", "", ""], "宮城県白石市大手町1番1号"),
        ("宮城県白石市大手町1番1号", ["宮城県", "白石市", "大手町", "1番1号", "青葉荘"], "宮城県白石市大手町1番1号 青葉荘"),
        ("大手町1番1号 青葉荘", ["宮城県", "白石市", "", "", "青葉荘"], "宮城県白石市大手町1番1号 青葉荘"),
        ("", ["宮城県", "白石市", "大手町", "1番1号", ""], "宮城県白石市大手町1番1号"),
        ("宮城県白石市大手町", ["", "", "", "1番1号", "青葉荘"], "宮城県白石市大手町1番1号 青葉荘"),
        ("宮城県白石市福岡長袋", ["", "", "", "字青木１２番地", ""], "宮城県白石市福岡長袋字青木１２番地"),
        ("宮城県白石市福岡長袋 字青木", ["", "", "", "12番地", ""], "宮城県白石市福岡長袋 字青木12番地"),
        ("宮城県白石市福岡長袋", ["", "", "福岡長袋字青木", "12番地", ""], "宮城県白石市福岡長袋字青木12番地"),
        ("宮城県白石市福岡長袋", ["", "", "字青木", "12番地", "A棟"], "宮城県白石市福岡長袋字青木12番地 A棟"),
        ("宮城県白石市", ["", "", "大手町", "1番1号", ""], "宮城県白石市大手町1番1号"),
        ("宮城県", ["", "白石市", "大手町", "1番1号", ""], "宮城県白石市大手町1番1号"),
        ("白石市大手町", ["宮城県", "", "", "1番1号", ""], "宮城県白石市大手町1番1号"),
        ("1番1号", ["", "", "大手町", "", ""], "大手町1番1号"),
        ("1番1号 青葉荘", ["宮城県", "白石市", "大手町", "", "青葉荘"], "宮城県白石市大手町1番1号 青葉荘"),
        ("字青木12番地", ["宮城県", "白石市", "福岡長袋", "", ""], "宮城県白石市福岡長袋字青木12番地"),
        ("宮城県白石市大手町1番", ["", "", "", "1番1号", ""], "宮城県白石市大手町1番1号"),
        ("宮城県白石市大手町", ["", "", "", "大手町1番1号", ""], "宮城県白石市大手町1番1号"),
        ("宮城県白石市大手町1丁目", ["", "", "", "1", ""], "宮城県白石市大手町1丁目1"),
        ("仙台市青葉区一番町", ["宮城県", "", "", "1-1", ""], "宮城県仙台市青葉区一番町1-1"),
        ("宮城県白石市", ["", "", "白石", "1番", ""], "宮城県白石市白石1番"),
        ("四日市場1番", ["宮城県", "白石市", "", "", ""], "宮城県白石市四日市場1番"),
        ("宮城県蔵王町大字円田1", ["宮城県", "蔵王町", "", "", ""], "宮城県蔵王町大字円田1"),
    ],
)  # fmt: skip
def test_an_address_in_a_line_and_in_parts_loses_nothing(
    load: Load, line: str, parts: list[str], whole: str
) -> None:
    cells = row("001", 住所=line) | dict(zip(PARTS, parts, strict=True))
    assert load([cells], header=[*HEADER, *PARTS]).accepted
    assert str(person().address) == whole


@pytest.mark.parametrize(
    ("line", "parts", "column"),
    [
        ("福島県白石市大手町1番", ["宮城県", "", "", "", ""], "都道府県"),
        ("角田市角田1番", ["宮城県", "白石市", "", "", ""], "市区町村"),
        ("宮城県白石市大手町1番1号", ["", "", "沢端町", "", ""], "町字"),
        ("沢端町2番", ["宮城県", "白石市", "大手町", "", ""], "町字"),
        ("宮城県白石市大手町1番1号", ["", "", "", "2番", ""], "番地"),
        ("宮城県白石市大手町11番", ["", "", "", "1番", ""], "番地"),
        ("宮城県白石市大手町 青葉荘", ["", "", "", "1番1号", ""], "番地"),
    ],
)
def test_an_address_whose_line_and_parts_disagree_is_refused(
    load: Load, line: str, parts: list[str], column: str
) -> None:
    cells = row("001", 住所=line) | dict(zip(PARTS, parts, strict=True))
    [fault] = load([cells], header=[*HEADER, *PARTS]).faults
    assert (fault.line, fault.column, fault.value) == (2, column, cells[column])
    assert "食い違い" in fault.problem
    assert fault.remedy


@pytest.mark.parametrize(
    "cell",
    ["3600402", "S600402", "1985-04-02 00:00:00", "1985/4/2 0:00", "昭和六十年四月二日", '="19850402"'],
)
def test_dates_as_systems_export_them(load: Load, cell: str) -> None:
    report = load([row("001", 生年月日=cell)])
    assert report.accepted, report.faults
    assert person().birth_date == date(1985, 4, 2)


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        ("1943-00-00", "1943年(月日不詳)"),
        ("昭和18年3月不詳", "昭和18年3月(日不詳)"),
        ("0000-00-00", "年月日不詳"),
        ("不詳", "年月日不詳"),
    ],
)
def test_a_day_of_birth_that_nobody_knows(load: Load, cell: str, known: str) -> None:
    """Shown as it is known; what rules would conclude from it is unknown, and nothing is done online by its age."""
    rows = [row("001", 生年月日=cell), row("002", 続柄="子", 生年月日="2020-05-05")]
    report = load(rows)
    assert report.accepted, report.faults
    assert format_date(person().birth_date) == known
    assert [each.birth_date for each in residents.rule_columns(at=TODAY)] == [None, date(2020, 5, 5)]
    assert load([row("001", 生年月日="1943-05-06"), rows[1]], mode="full").events == {"訂正": 1}
    assert format_date(person().birth_date, weekday=False) == "昭和18年5月6日"


def test_a_day_of_change_that_nobody_knows(load: Load) -> None:
    assert load([row("001", 異動日="年月日不詳", 異動事由="転入")]).accepted
    assert person().moved_in_on is None


def test_a_spreadsheets_marks_are_not_part_of_a_value(load: Load) -> None:
    rows = [row('="0001"', 世帯番号="'007", 氏='="髙橋"'), row("0002", 世帯番号="008", 氏="'t Hooft")]
    assert load(rows).accepted
    assert (person("0001").household_number, person("0001").name.family) == ("007", "髙橋")
    assert person("0002").name.family == "'t Hooft"


def test_a_number_that_a_spreadsheet_has_rounded_says_so(load: Load) -> None:
    [fault] = load([row("1.23457E+14")]).faults
    assert "もとのファイル" in fault.remedy


@pytest.mark.parametrize(
    "word", ["特例転入", "転出（予定）", "職権消除", "住居表示", "軽微な修正", "旧氏記載", "在留期間更新"]
)
def test_words_of_the_standard_systems(load: Load, word: str) -> None:
    report = load([row("001", 異動日="2026-11-01", 異動事由=word)])
    assert report.accepted, report.faults


def test_no_parents_may_be_written_as_zeros(load: Load) -> None:
    assert load([row("001", 父母宛名番号="000000000000000 0")]).accepted
    assert residents.parents_of("001", viewer=SYSTEM, at=TODAY) == []


def test_commas_at_the_end_and_the_hosts_mark_of_the_end(load: Load) -> None:
    lines = text_of([row("001")]).splitlines()
    report = load(f"{lines[0]},,\r\n{lines[1]},,,\r\n\x1a".encode())
    assert report.accepted, report.faults
    assert report.rows == 1


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
@pytest.mark.parametrize("header", ["　宛名 番号　,氏", "宛　名　番　号,氏"])
def test_spaces_in_the_header(load: Load, encoding: str, header: str) -> None:
    report = load(text_of([row("001")]).replace("宛名番号,氏", header, 1).encode(encoding))
    assert report.accepted, report.faults


def test_a_file_in_cp932_that_lacks_a_column_is_told_which(load: Load) -> None:
    header = [term for term in HEADER if term != "宛名番号"]
    [fault] = load([row("001")], header=header, encoding="cp932").faults
    assert "「宛名番号」の列がありません" in fault.problem


def test_a_file_without_header_repeats_nobodys_data(load: Load) -> None:
    report = load(text_of(family()).split("\r\n", 1)[1].encode())
    [fault] = report.faults
    assert "見出し" in fault.problem
    assert "鈴木" not in fault.problem + fault.remedy + fault.value + fault.column


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_a_file_without_commas_is_told_so(load: Load, separator: str) -> None:
    [fault] = load(text_of([row("001")]).replace(",", separator).encode()).faults
    assert "カンマで区切られていません" in fault.problem
