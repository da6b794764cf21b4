"""Ages on the days that are easy to get wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machimado.engines.rules.language.ages import DAY, Measure, first_day, latest_birth, value

dates = st.dates(date(1920, 1, 1), date(2030, 12, 31))
measures = st.sampled_from(list(Measure))


@pytest.mark.parametrize(
    ("birth", "measure", "n", "day"),
    [
        (date(2008, 4, 1), Measure.YEARS, 18, date(2026, 3, 31)),
        (date(2008, 4, 2), Measure.YEARS, 18, date(2026, 4, 1)),
        (date(2024, 2, 29), Measure.YEARS, 3, date(2027, 2, 28)),
        (date(2024, 2, 29), Measure.YEARS, 4, date(2028, 2, 28)),
        (date(2024, 2, 29), Measure.BIRTHDAYS, 3, date(2027, 3, 1)),
        (date(2024, 3, 1), Measure.YEARS, 3, date(2027, 2, 28)),
        # Published readings of 定期予防接種: 生後2月から of 1 April, and births at the end of a month.
        (date(2018, 4, 1), Measure.MONTHS, 2, date(2018, 5, 31)),
        (date(2018, 12, 31), Measure.MONTHS, 2, date(2019, 2, 28)),
        (date(2018, 12, 29), Measure.MONTHS, 2, date(2019, 2, 28)),
        (date(2018, 12, 28), Measure.MONTHS, 2, date(2019, 2, 27)),
        (date(2018, 4, 1), Measure.MONTHS_PAST, 60, date(2023, 4, 1)),
        (date(2008, 4, 1), Measure.FISCAL_YEAR_END, 19, date(2026, 4, 1)),
        (date(2008, 4, 2), Measure.FISCAL_YEAR_END, 19, date(2027, 4, 1)),
        (date(2023, 5, 1), Measure.CALENDAR_MONTHS, 37, date(2026, 6, 1)),
        (date(2026, 11, 20), Measure.DAYS, 28, date(2026, 12, 18)),
    ],
)
def test_the_first_day(birth: date, measure: Measure, n: int, day: date) -> None:
    assert first_day(birth, measure, n) == day


@given(birth=dates, measure=measures, n=st.integers(0, 100))
def test_who_is_born_later_never_reaches_an_age_earlier(birth: date, measure: Measure, n: int) -> None:
    assert first_day(birth, measure, n) <= first_day(birth + DAY, measure, n)


@given(birth=dates, measure=measures, n=st.integers(0, 40), off=st.integers(-3, 3))
def test_the_constant_says_the_same(birth: date, measure: Measure, n: int, off: int) -> None:
    on = first_day(birth, measure, n) + timedelta(days=off)
    assert (birth <= latest_birth(measure, n, on)) is (off >= 0)


@given(birth=dates, measure=measures, days=st.integers(0, 9_000))
def test_the_value_is_the_greatest_n_reached(birth: date, measure: Measure, days: int) -> None:
    on = birth + timedelta(days=days)
    n = value(birth, measure, on)
    assert first_day(birth, measure, n + 1) > on
    assert n < 0 or first_day(birth, measure, n) <= on
