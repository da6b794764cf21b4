from datetime import date

import pytest

from machimado.kernel.age import age, attains, fiscal_year_end
from machimado.kernel.deadline import city_calendar, last_day, month_end, next_month


def test_the_day_of_the_event_does_not_count() -> None:
    assert last_day(date(2026, 11, 23), days=15) == date(2026, 12, 8)
    assert last_day(date(2026, 11, 23), days=15, counts_first=True) == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("event", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
        (date(2024, 1, 30), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 11, 23), 3, date(2027, 2, 23)),
        (date(2026, 11, 29), 3, date(2027, 2, 28)),
    ],
)
def test_months_run_by_the_calendar(event: date, months: int, end: date) -> None:
    assert last_day(event, months=months) == end


def test_a_year_after_the_leap_day() -> None:
    assert last_day(date(2024, 2, 28), years=1) == date(2025, 2, 28)


def test_days_and_months_do_not_mix() -> None:
    with pytest.raises(ValueError, match="either"):
        last_day(date(2026, 1, 1), days=1, months=1)


def test_closed_days_of_the_city() -> None:
    calendar = city_calendar(also_closed=[date(2026, 11, 24)])
    assert calendar.closed(date(2026, 11, 23)) == "勤労感謝の日"
    assert calendar.closed(date(2026, 12, 29)) == "年末年始"
    assert calendar.closed(date(2026, 11, 21)) == "土曜日"
    assert calendar.next_open(date(2026, 11, 21)) == date(2026, 11, 25)
    assert calendar.next_open(date(2026, 12, 29)) == date(2027, 1, 4)
    assert calendar.previous_open(date(2026, 10, 11)) == date(2026, 10, 9)
    assert calendar.open_days_after(date(2026, 11, 20), 2) == date(2026, 11, 26)


def test_month_arithmetic() -> None:
    assert month_end(date(2024, 2, 3)) == date(2024, 2, 29)
    assert next_month(date(2026, 12, 31)) == date(2027, 1, 1)


def test_ages_as_the_law_counts() -> None:
    assert attains(date(2010, 4, 1), 18) == date(2028, 3, 31)
    assert attains(date(2008, 2, 29), 17) == date(2025, 2, 28)
    assert fiscal_year_end(date(2010, 4, 1), 18) == date(2028, 3, 31)
    assert fiscal_year_end(date(2010, 4, 2), 18) == date(2029, 3, 31)
    assert age(date(2008, 2, 29), date(2025, 2, 28)) == 16
    assert age(date(2008, 2, 29), date(2025, 3, 1)) == 17
    assert age(date(2020, 11, 23), date(2026, 11, 23)) == 6
    assert age(date(2020, 11, 24), date(2026, 11, 23)) == 5
