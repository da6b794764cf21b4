"""The day on which a person reaches an age, counted as the law counts.

年齢計算ニ関スル法律 (135AC1000000050) counts from the day of birth and applies 民法143条: a period of years or months
ends with the day before the corresponding day, and with the month's last day where there is no such day. Someone born
on 1 April reaches an age on 31 March; someone born on 29 February reaches it on 28 February in every year.

Every measure is one question: on which day does a person born on `birth` first satisfy "reached n"? The answer never
falls as `birth` rises, so the same question asked of the whole town is one comparison with one birth date.
"""

from datetime import date, timedelta
from enum import StrEnum

from machimado.kernel.deadline import last_day, next_month

DAY = timedelta(days=1)
MOST_YEARS, MOST_MONTHS, MOST_DAYS = 200, 2_400, 80_000
OLDEST = date(1850, 1, 1)


class Measure(StrEnum):
    """How an age is measured. The values are the words that a rule uses."""

    YEARS = "年齢"  # by the eve of the birthday (年齢計算ニ関スル法律)
    BIRTHDAYS = "誕生日の年齢"  # by the birthday itself, where a rule says so
    FISCAL_YEAR_END = "年度末年齢"  # at the coming 31 March
    MONTHS = "月齢"  # by the eve of the corresponding day
    DAYS = "日齢"  # the day of birth is day 0
    CALENDAR_MONTHS = "暦月数"  # calendar months since the month of birth
    YEARS_PAST = "歳に至るまで"  # reached once the day of reaching n years is over
    MONTHS_PAST = "月に至るまで"


def most(measure: Measure) -> int:
    """The greatest age that a rule may name; beyond it lie no people, and soon no dates."""
    if measure is Measure.DAYS:
        return MOST_DAYS
    in_months = measure in (Measure.MONTHS, Measure.MONTHS_PAST, Measure.CALENDAR_MONTHS)
    return MOST_MONTHS if in_months else MOST_YEARS


def reached_on(birth: date, months: int) -> date:
    """The day on which a period of `months` counted from the day of birth is full."""
    return last_day(birth, months=months, counts_first=True)


def fiscal_year_of(day: date) -> int:
    """The fiscal year (4月–3月) that holds a day."""
    return day.year - (day.month < 4)


def first_day(birth: date, measure: Measure, n: int) -> date:
    """The first day on which someone born on `birth` has reached `n` by this measure."""
    match measure:
        case Measure.YEARS:
            return reached_on(birth, 12 * n) if n > 0 else birth
        case Measure.BIRTHDAYS | Measure.YEARS_PAST:
            return reached_on(birth, 12 * n) + DAY if n > 0 else birth
        case Measure.MONTHS:
            return reached_on(birth, n) if n > 0 else birth
        case Measure.MONTHS_PAST:
            return reached_on(birth, n) + DAY if n > 0 else birth
        case Measure.DAYS:
            return birth + n * DAY
        case Measure.CALENDAR_MONTHS:
            return next_month(birth, n)
        case Measure.FISCAL_YEAR_END:
            return date(fiscal_year_of(reached_on(birth, 12 * n) if n > 0 else birth), 4, 1)


def latest_birth(measure: Measure, n: int, on: date) -> date:
    """The latest birth date with which one has reached `n` on a day: the constant that an age compiles to."""
    low, high = OLDEST.toordinal(), on.toordinal() + 400
    while low < high:
        middle = (low + high + 1) // 2
        if first_day(date.fromordinal(middle), measure, n) <= on:
            low = middle
        else:
            high = middle - 1
    return date.fromordinal(low)


def value(birth: date, measure: Measure, on: date) -> int:
    """The age itself, for people to read: the greatest n that has been reached (-1 before birth)."""
    low, high = -1, 60_000 if measure is Measure.DAYS else 2_000
    if measure is not Measure.DAYS and measure is not Measure.CALENDAR_MONTHS and "月" not in measure.value:
        high = 200
    while low < high:
        middle = (low + high + 1) // 2
        if first_day(birth, measure, middle) <= on:
            low = middle
        else:
            high = middle - 1
    return low
