"""Names, kana and addresses keep their own characters from the file to the view; what cannot be kept is refused."""

from __future__ import annotations

from datetime import date

import pytest

from machimado.core.residents import api as residents
from machimado.core.residents.tests.conftest import HEADER, Load, row, text_of

pytestmark = pytest.mark.django_db
SYSTEM = residents.Viewer.of_system("test")
TODAY = date(2026, 11, 23)
WATANABE = "渡邉\U000e0101"


def name_of(number: str = "001") -> residents.PersonView:
    return residents.person(number, viewer=SYSTEM, at=TODAY)


@pytest.mark.parametrize(
    ("family", "given"),
    [
        ("髙橋", "﨑"),
        (WATANABE, "𠮷"),
        ("\ufa19", "祐\U000e0100"),
        ("一", ""),
        ("", "スカルノ"),
        ("SMITH", "JOHN MICHAEL"),
        ("O’Brien-Łukasz", "Nguyễn Thị Ánh"),
        ("か\u3099ま", "ヷヺ"),
        ("寿限無" * 60, "長助" * 60),
        ("ﾔﾏﾀﾞ", "Ａｎｎ"),
        ("𪚥", "\U00031350"),
    ],
)
def test_a_name_comes_back_as_it_went_in(load: Load, family: str, given: str) -> None:
    report = load([row("001", 氏=family, 名=given)])
    assert report.accepted, report.faults
    assert (name_of().name.family, name_of().name.given) == (family, given)


def test_alphabet_name_and_alias(load: Load) -> None:
    load([row("001", 氏="", 名="", カナ="", 英字="SMITH JOHN", 通称="山田　ジョン")])
    assert name_of().name.display == "SMITH JOHN"
    assert name_of().name.familiar == "山田　ジョン"


@pytest.mark.parametrize(
    ("kana", "parts"),
    [
        ("タカハシ　ハジメ", ("タカハシ", "ハジメ")),
        ("ﾀｶﾊｼ ﾊｼﾞﾒ", ("ﾀｶﾊｼ", "ﾊｼﾞﾒ")),
        ("たかはし　ハシ\u3099メ", ("たかはし", "ハシ\u3099メ")),
        ("スミス　ジョン　ポール", ("スミス", "ジョン　ポール")),
        ("タカハシ", ("タカハシ", "")),
    ],
)
def test_kana_of_either_script_and_width(load: Load, kana: str, parts: tuple[str, str]) -> None:
    report = load([row("001", "髙橋 一", カナ=kana)])
    assert report.accepted, report.faults
    assert (name_of().name.family_kana, name_of().name.given_kana) == parts


@pytest.mark.parametrize(
    "address",
    [
        "宮城県白石市大手町1番1号",
        "宮城県白石市福岡長袋字𠮷野①－２　コーポ〜髙",
        "宮城県白石市大手町一丁目1-1 ハイツＡ＆Ｂ／101号",
        "宮城県刈田郡蔵王町大字円田1",
        "東京都千代田区千代田1-1",
        "京都府京都市中京区寺町通御池上る上本能寺前町488",
        "三重県四日市市諏訪町1-5",
        "白石市字本町22",
        "不定",
    ],
)
def test_an_address_comes_back_as_it_went_in(load: Load, address: str) -> None:
    report = load([row("001", 住所=address)])
    assert report.accepted, report.faults
    assert str(name_of().address) == address


def test_address_in_parts() -> None:
    from machimado.core.residents.intake.addresses import split_address

    assert split_address("宮城県白石市大手町1番1号 コーポ") == (
        "宮城県",
        "白石市",
        "大手町",
        "1番1号",
        "コーポ",
    )
    assert split_address("宮城県刈田郡蔵王町大字円田1")[1] == "刈田郡蔵王町"
    assert split_address("三重県四日市市諏訪町1-5")[1] == "四日市市"
    assert split_address("大阪府大阪市北区中之島1")[1] == "大阪市北区"


def test_cp932_with_the_makers_extensions(load: Load) -> None:
    """NEC 特殊文字 and IBM 拡張文字; wave dash and minus as Windows reads them."""
    report = load([row("001", "髙﨑 纊", 住所="宮城県白石市大手町①～２－３")], encoding="cp932")
    assert report.accepted, report.faults
    assert name_of().name.display == "髙﨑　纊"
    assert str(name_of().address) == "宮城県白石市大手町①～２－３"


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_bom_and_line_ends_and_empty_lines(load: Load, prefix: bytes, end: str) -> None:
    text = text_of([row("001")]).replace("\r\n", end)
    report = load(prefix + text.encode() + (end * 3).encode() + b",,,,,,,,,,,,,,")
    assert report.accepted, report.faults
    assert report.rows == 1


def test_padding_is_not_part_of_a_name(load: Load) -> None:
    load([row(" 001　", 氏="　鈴木　 ", 名=" 一郎", 生年月日="　昭和60年4月2日 ")])
    assert name_of().name.display == "鈴木　一郎"


def test_commas_and_quotes_inside_values(load: Load) -> None:
    report = load([row("001", 住所='宮城県白石市大手町1番 「髙、"棟",A」')])
    assert report.accepted, report.faults
    assert str(name_of().address).endswith('「髙、"棟",A」')


def test_leading_zeros_are_digits(load: Load) -> None:
    load([row("000000000000012"), row("12", 世帯番号="200"), row("０００３４", 世帯番号="300")])
    assert name_of("000000000000012").number != name_of("12").number
    assert name_of("00034").number == "00034"


@pytest.mark.parametrize(
    ("cells", "column", "word"),
    [
        ({"氏": "山\x00田"}, "氏", "目に見えない"),
        ({"氏": "山\n田"}, "氏", "目に見えない"),
        ({"氏": "\ue000田"}, "氏", "外字"),
        ({"氏": "山田😀"}, "氏", "記号"),
        ({"氏": "", "名": ""}, "氏", "名前がありません"),
        ({"カナ": "山田　太郎"}, "カナ", "カナでない"),
        ({"生年月日": "2027-01-01"}, "生年月日", "これから先"),
        ({"生年月日": "昭和65年1月1日"}, "生年月日", "昭和64年1月7日まで"),
        ({"生年月日": "2025-02-29"}, "生年月日", "という日はありません"),
        ({"生年月日": ""}, "生年月日", "日付がありません"),
        ({"性別": "?"}, "性別", "読めません"),
        ({"住所": ""}, "住所", "住所がありません"),
        ({"世帯番号": ""}, "世帯番号", "世帯番号"),
        ({"続柄": ""}, "続柄", "続柄がありません"),
        ({"宛名番号": "12A"}, "宛名番号", "15桁まで"),
        ({"宛名番号": "1234567890123456"}, "宛名番号", "15桁まで"),
        ({"父母宛名番号": "1 2 3"}, "父母宛名番号", "三つ以上"),
        ({"父母宛名番号": "001"}, "父母宛名番号", "本人"),
        ({"異動日": "1980-01-01", "異動事由": "死亡"}, "異動日", "生年月日より前"),
        ({"異動事由": "死亡"}, "異動日", "異動日がありません"),
        ({"異動日": "2026-11-01", "異動事由": "転人"}, "異動事由", "知られていない"),
        ({"異動日": "2026-12-24", "異動事由": "死亡"}, "異動日", "これから先"),
    ],
)
def test_one_bad_value_changes_nothing_and_says_where(
    load: Load, cells: dict[str, str], column: str, word: str
) -> None:
    report = load([row("777", 世帯番号="9"), row("001", **cells)])
    assert not report.accepted
    [fault] = report.faults
    assert (fault.line, fault.column) == (3, column)
    assert word in fault.problem
    assert fault.remedy
    assert residents.search("鈴木", viewer=SYSTEM, at=TODAY) == []


def test_a_leap_day_and_a_planned_departure_are_fine(load: Load) -> None:
    report = load([row("001", 生年月日="2024-02-29", 異動日="2026-12-31", 異動事由="転出")])
    assert report.accepted, report.faults
    assert name_of().resident


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([row("001"), row("001", 世帯番号="2")], "同じ宛名番号"),
        ([row("001"), row("002")], "世帯主が2人"),
        ([row("001", 続柄="子")], "世帯主がいません"),
    ],
)
def test_rows_that_do_not_fit_together(load: Load, rows: list[dict[str, str]], word: str) -> None:
    report = load(rows)
    assert not report.accepted
    assert word in report.faults[0].problem


def test_a_second_head_is_found_in_the_register(load: Load) -> None:
    load([row("001")])
    report = load([row("002")], mode="changes")
    assert "世帯主が2人" in report.faults[0].problem


def test_columns(load: Load) -> None:
    report = load([row("001")], header=[*HEADER, "血液型"])
    assert "「血液型」という列は知られていません" in report.faults[0].problem
    report = load([row("001")], header=[term for term in HEADER if term != "世帯番号"])
    assert "「世帯番号」の列がありません" in report.faults[0].problem
    assert "二つ以上" in load([row("001")], header=[*HEADER, "氏"]).faults[0].problem


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "見出し"),
        ("宛名番号,氏\n".encode("utf-16"), "UTF-16"),
        (b"\xfd\xfe\x81,\x82", "文字コード"),
        (text_of([row("001")]).encode() + b'"002,', "引用符"),
        (text_of([row("001")]).encode() + "002,鈴木\r\n".encode(), "値が2個"),
        (text_of([row("001", "鈴\U0001f600 一")]).encode().replace("\U0001f600".encode(), b"\xff"), "壊れて"),
    ],
)
def test_files_that_are_broken_as_a_whole(load: Load, content: bytes, word: str) -> None:
    report = load(content)
    assert not report.accepted
    assert word in report.faults[0].problem


def test_the_report_has_the_value_and_the_terminal_has_not(load: Load) -> None:
    from machimado.core.residents.intake.reporting import masked

    report = load([row("001", 氏="秘\ue001密")])
    assert report.report_file is not None
    assert report.report_file.stat().st_mode & 0o077 == 0
    assert "秘\\ue001密" in report.report_file.read_text(encoding="utf-8-sig")
    assert "秘" not in masked(report.faults[0])
    assert load([row("001")]).accepted
    assert not report.report_file.exists()
