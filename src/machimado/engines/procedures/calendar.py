"""The city's open days, as 標準処理期間 counts them."""

from datetime import date, timedelta

from machimado.kernel.deadline import city_calendar

CALENDAR = city_calendar()


def due(arrived_on: date, standard_days: int | None) -> date | None:
    """The day by which a decision is usual: the N-th open day after arrival (行政手続法6条)."""
    return CALENDAR.open_days_after(arrived_on, standard_days) if standard_days else None


def open_days_between(asked: date, answered: date) -> int:
    """Open days after `asked` up to and including `answered`: what a correction takes out of the count."""
    days = (asked + timedelta(days=n) for n in range(1, (answered - asked).days + 1))
    return sum(CALENDAR.is_open(day) for day in days)


def resumed(due_on: date | None, *, asked: date, answered: date) -> date | None:
    """The due day after a correction: the days that it lay with the resident do not count (the city's own rule)."""
    if due_on is None:
        return None
    return CALENDAR.open_days_after(due_on, open_days_between(asked, answered))
