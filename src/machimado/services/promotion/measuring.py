"""KPIs from the journal, month by month. Nothing is kept: each number is counted from the entries when it is shown."""

from dataclasses import dataclass
from datetime import date, datetime

from machimado.core.journal import api as journal
from machimado.kernel.clock import JST
from machimado.services.promotion.definitions import Count, Measure


@dataclass(frozen=True, slots=True)
class Month:
    """One month's value; `value` is None where nothing was there to measure."""

    first: date
    part: int
    whole: int | None
    value: float | None

    @property
    def name(self) -> str:
        return f"{self.first:%Y-%m}"


def months(measure: Measure, *, until: date, count: int = 6) -> list[Month]:
    """The last `count` months up to the one of `until`, the oldest first. Two queries a KPI."""
    firsts = [_back(until.replace(day=1), n) for n in reversed(range(count))]
    since = datetime(firsts[0].year, firsts[0].month, 1, tzinfo=JST)
    parts = _by_month(measure.numerator, since)
    wholes = _by_month(measure.denominator, since) if measure.denominator else None
    return [_month(first, parts, wholes) for first in firsts]


def _month(first: date, parts: dict[str, int], wholes: dict[str, int] | None) -> Month:
    part = parts.get(f"{first:%Y-%m}", 0)
    if wholes is None:
        return Month(first, part, None, float(part))
    whole = wholes.get(f"{first:%Y-%m}", 0)
    return Month(first, part, whole, round(100 * part / whole, 1) if whole else None)


def _by_month(count: Count, since: datetime) -> dict[str, int]:
    field = next(iter(count.where), "type")
    found = journal.tally_by(
        count.type, field=field, where=count.where, since=since, month=True, day=count.day
    )
    totals: dict[str, int] = {}
    for (month, _value), number in found.items():
        totals[month] = totals.get(month, 0) + number
    return totals


def _back(first: date, months_ago: int) -> date:
    number = first.year * 12 + first.month - 1 - months_ago
    return date(number // 12, number % 12 + 1, 1)
