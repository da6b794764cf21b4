"""Dates as people say them."""

import re
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
    return read(wareki.format_date(day, weekday=weekday), language)


def spoken_month(first: date, language: str) -> str:
    """令和7年4月; in English April 2025."""
    if language == "en":
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return read(wareki.format_month(first), language)


_ERAS = {"令和": "れいわ", "平成": "へいせい", "昭和": "しょうわ", "大正": "たいしょう", "明治": "めいじ"}
_READINGS = {**_ERAS, "元年": "がんねん", "年": "ねん", "月": "がつ"}
_WEEKDAYS = dict(zip("月火水木金土日", ("げつ", "か", "すい", "もく", "きん", "ど", "にち"), strict=True))
_OF_THEIR_OWN = {
    **dict(
        enumerate(
            [
                "ついたち",
                "ふつか",
                "みっか",
                "よっか",
                "いつか",
                "むいか",
                "なのか",
                "ようか",
                "ここのか",
                "とおか",
            ],
            1,
        )
    ),
    14: "じゅうよっか",
    20: "はつか",
    24: "にじゅうよっか",
}  # days of the month; the others end in にち
_PARTS = re.compile(rf"{'|'.join(_ERAS)}|元年|年|月(?!\))|(?P<day>[0-9]+)日|(?P<week>[月火水木金土日])(?=\))")


def read(written: str, language: str) -> str:
    """A Japanese date with its readings (漢字《かんじ》) on the easy face, which shows them when asked for."""
    return _PARTS.sub(_with_reading, written) if language == "ja-easy" else written


def _with_reading(found: re.Match[str]) -> str:
    word = found[0]
    if found["week"]:
        return f"{word}《{_WEEKDAYS[word]}》"
    if found["day"]:
        own = _OF_THEIR_OWN.get(int(found["day"]))
        return f"｜{word}《{own}》" if own else f"{word}《にち》"
    return f"{word}《{_READINGS[word]}》"
