"""Dates as people say them."""

from datetime import date

from machimado.kernel import wareki

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def spoken(day: date, language: str, *, weekday: bool = False) -> str:
    """令和7年4月1日 (with weekday: 令和7年4月1日（火）); in English 1 April 2025."""
    if isinstance(day, wareki.VagueDate) and day.written and language == "en":
        return wareki.format_date(day)  # not wholly known: as the register wrote it
    if language == "en":
        words = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return f"{_DAYS[day.weekday()]}, {words}" if weekday else words
    return wareki.format_date(day, weekday=weekday)


def spoken_month(first: date, language: str) -> str:
    """令和7年4月; in English April 2025."""
    return f"{_MONTHS[first.month - 1]} {first.year}" if language == "en" else wareki.format_month(first)
