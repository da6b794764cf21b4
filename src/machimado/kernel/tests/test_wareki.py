import contextlib
import copy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machimado.kernel import wareki

modern = st.dates(min_value=wareki.GREGORIAN_SINCE, max_value=date(2117, 12, 31))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("令和8年11月23日", date(2026, 11, 23)),
        ("令和8年11月23日(月)", date(2026, 11, 23)),
        ("令和八年十一月二十三日", date(2026, 11, 23)),
        ("R8.11.23", date(2026, 11, 23)),
        ("r08/11/23", date(2026, 11, 23)),
        ("㋿8年11月23日", date(2026, 11, 23)),
        ("２０２６－１１－２３", date(2026, 11, 23)),
        ("20261123", date(2026, 11, 23)),
        ("西暦2026年11月23日", date(2026, 11, 23)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("大正15年12月25日", date(1926, 12, 25)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("S39.2.29", date(1964, 2, 29)),
    ],
)
def test_reads_what_people_write(written: str, day: date) -> None:
    assert wareki.parse_date(written) == day


@pytest.mark.parametrize(
    "written",
    [
        "",
        "きのう",
        "平成35年1月1日",
        "昭和64年1月8日",
        "令和元年4月30日",
        "2025-02-29",
        "明治5年12月3日",
        "R0.1.1",
        "2026-13-01",
    ],
)
def test_refuses_what_names_no_day_and_says_why(written: str) -> None:
    with pytest.raises(wareki.InvalidDate) as refusal:
        wareki.parse_date(written)
    text = refusal.value.text
    assert all((text.ja, text.easy, text.en))


def test_bounds_of_the_era_are_in_the_sentence() -> None:
    with pytest.raises(wareki.InvalidDate, match="平成31年4月30日まで"):
        wareki.parse_date("平成35年1月1日")


def test_writes_with_weekday_and_first_year() -> None:
    assert wareki.format_date(date(2026, 11, 23)) == "令和8年11月23日(月)"
    assert wareki.format_date(date(2019, 5, 1), weekday=False) == "令和元年5月1日"
    assert wareki.format_month(date(1989, 1, 8)) == "平成元年1月"


@given(modern)
def test_what_is_written_is_read_again(day: date) -> None:
    assert wareki.parse_date(wareki.format_date(day)) == day
    assert wareki.parse_date(day.isoformat()) == day


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_a_refusal(text: str) -> None:
    with contextlib.suppress(wareki.InvalidDate):
        wareki.parse_date(text)


@pytest.mark.parametrize(
    ("written", "day", "known"),
    [
        ("1943-00-00", date(1943, 1, 1), "1943年(月日不詳)"),
        ("１９５０年００月００日", date(1950, 1, 1), "1950年(月日不詳)"),
        ("19430300", date(1943, 3, 1), "1943年3月(日不詳)"),
        ("昭和18年月日不詳", date(1943, 1, 1), "昭和18年(月日不詳)"),
        ("S18.03.00", date(1943, 3, 1), "昭和18年3月(日不詳)"),
        ("昭和18年3月(日不詳)", date(1943, 3, 1), "昭和18年3月(日不詳)"),
        ("0000-00-00", date(1900, 1, 1), "年月日不詳"),
        ("生年月日不詳", date(1900, 1, 1), "年月日不詳"),
    ],
)
def test_days_that_are_not_wholly_known(written: str, day: date, known: str) -> None:
    vague = wareki.parse_vague(written)
    assert vague == day
    assert wareki.format_date(copy.deepcopy(vague)) == known


@pytest.mark.parametrize("written", ["", "2026-11-23", "1943年", "昭和18年3月4日", "不詳者"])
def test_what_does_not_say_that_it_is_unknown_is_not_vague(written: str) -> None:
    assert wareki.parse_vague(written) is None


@pytest.mark.parametrize("written", ["昭和70年不詳", "平成0年不詳", "1943-13-00", "1800-00-00"])
def test_a_year_or_month_that_cannot_be_is_invalid(written: str) -> None:
    with pytest.raises(wareki.InvalidDate):
        wareki.parse_vague(written)
