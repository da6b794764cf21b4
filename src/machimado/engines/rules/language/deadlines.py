"""How long something can be asked for without loss, and what is lost after that."""

from dataclasses import dataclass
from datetime import date

from machimado.kernel.deadline import Calendar, last_day, month_end, next_month


@dataclass(frozen=True, slots=True)
class Months:
    """What a claim on a given day brings.

    `deadline` is the last day on which no (further) month is lost, `starts` the first day of the first month paid for,
    `lost` the months that lateness has already cost.
    """

    deadline: date
    starts: date
    lost: int


def months_between(first: date, second: date) -> int:
    return (second.year - first.year) * 12 + second.month - first.month


def months(event: date, claimed_on: date, days: int, calendar: Calendar) -> Months:
    """児童手当法8条2項・3項: from the month after the claim; within `days` of the event, from the month after the event.

    The day after the event is day 1 (民法140条); a closed last day moves to the next open one. A claim before the end of
    the event's own month starts in the same month anyway, so the later of the two days counts.
    """
    in_time = max(month_end(event), calendar.next_open(last_day(event, days=days)))
    if claimed_on <= in_time:
        return Months(in_time, next_month(event), 0)
    starts = next_month(claimed_on)
    return Months(month_end(claimed_on), starts, months_between(next_month(event), starts))
