"""Periods as the Civil Code counts them, and the days on which the town hall is closed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import jpholiday

ONE_DAY = timedelta(days=1)


def last_day(
    event: date, *, days: int = 0, months: int = 0, years: int = 0, counts_first: bool = False
) -> date:
    """The last day of a period that begins with `event` (民法140条–143条).

    The day of the event does not count, unless the period begins at midnight (`counts_first`). Months and years
    run by the calendar: they end the day before the day with the same number, or at the month's end where that
    month has no such day (143条2項). Closed days are the Calendar's matter (142条). Days may not be mixed with months.
    """
    months += years * 12
    if (days > 0) == (months > 0) or days < 0 or months < 0:
        raise ValueError("give either days, or months and years")
    start = event if counts_first else event + ONE_DAY
    if days:
        return start + timedelta(days=days - 1)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    if start.day > length:
        return date(year, month + 1, length)
    return date(year, month + 1, start.day) - ONE_DAY


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def next_month(day: date, months: int = 1) -> date:
    """The first day of the month that comes `months` later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which an office is closed. `closed` names why (「土曜日」, 「勤労感謝の日」), or None."""

    closed: Callable[[date], str | None]

    def is_open(self, day: date) -> bool:
        return self.closed(day) is None

    def next_open(self, day: date) -> date:
        """`day` itself where it is open, else the next open day (民法142条)."""
        while not self.is_open(day):
            day += ONE_DAY
        return day

    def previous_open(self, day: date) -> date:
        """`day` itself where it is open, else the open day before it (payments that fall on a closed day)."""
        while not self.is_open(day):
            day -= ONE_DAY
        return day

    def open_days_after(self, event: date, count: int) -> date:
        """The `count`-th open day after the event; the event's own day does not count (標準処理期間)."""
        day = event
        for _ in range(count):
            day = self.next_open(day + ONE_DAY)
        return day


def city_calendar(
    *,
    also_closed: Iterable[date] = (),
    year_end: tuple[tuple[int, int], tuple[int, int]] = ((12, 29), (1, 3)),
) -> Calendar:
    """A city's closed days as its 休日条例 lists them: weekends, national holidays, the turn of the year, and its own.

    The model is 地方自治法4条の2 第2項: 日曜日・土曜日, 国民の祝日に関する法律 の休日, 年末年始.
    """
    own = frozenset(also_closed)
    (start_month, start_day), (end_month, end_day) = year_end

    def closed(day: date) -> str | None:
        if (day.month, day.day) >= (start_month, start_day) or (day.month, day.day) <= (end_month, end_day):
            return "年末年始"
        if holiday := _holiday(day):
            return holiday
        if day.weekday() >= 5:
            return ("土曜日", "日曜日")[day.weekday() - 5]
        return "市の休日" if day in own else None

    return Calendar(closed)


@lru_cache(maxsize=4096)
def _holiday(day: date) -> str | None:
    return jpholiday.is_holiday_name(day) or None
