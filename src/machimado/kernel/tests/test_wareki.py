import contextlib
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
