"""Ages as the law counts them (年齢計算ニ関スル法律; 民法143条)."""

from __future__ import annotations

from datetime import date, timedelta


def attains(birth: date, years: int) -> date:
    """The day at whose end a person completes `years` years: the day before the birthday.

    A person born on 1 April completes a year of age on 31 March, one born on 29 February on 28 February.
    """
    try:
        birthday = birth.replace(year=birth.year + years)
    except ValueError:
        birthday = date(birth.year + years, 3, 1)
    return birthday - timedelta(days=1)


def age(birth: date, on: date) -> int:
    """Completed years on a day, as everybody says them: one more on the birthday (29 February: on 1 March)."""
    years = on.year - birth.year
    return years if attains(birth, years) < on else years - 1


def fiscal_year_end(birth: date, years: int) -> date:
    """「N歳に達する日以後の最初の3月31日」: the end of the school year in which the age is completed.

    Born on 1 April: the very day before the birthday; born on 2 April: nearly a year after.
    """
    day = attains(birth, years)
    return date(day.year if (day.month, day.day) <= (3, 31) else day.year + 1, 3, 31)
