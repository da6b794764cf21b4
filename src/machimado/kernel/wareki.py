"""Dates in the eras of Japan, as people write them and as offices print them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from machimado.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Era:
    """One 元号. `last` is None while it runs; on the day of a change under 明治–昭和 both eras are written."""

    key: str
    name: str
    first: date
    last: date | None

    @property
    def last_year(self) -> int | None:
        """The highest year number that this era reached."""
        return None if self.last is None else self.last.year - self.first.year + 1


ERAS = (
    Era("R", "令和", date(2019, 5, 1), None),
    Era("H", "平成", date(1989, 1, 8), date(2019, 4, 30)),
    Era("S", "昭和", date(1926, 12, 25), date(1989, 1, 7)),
    Era("T", "大正", date(1912, 7, 30), date(1926, 12, 25)),
    Era("M", "明治", date(1868, 1, 25), date(1912, 7, 30)),
)
"""Newest first. Sources: 元号を改める政令 (昭和64年政令1号, 平成31年政令143号) and the earlier 改元の詔書."""

GREGORIAN_SINCE = date(1873, 1, 1)
"""明治6年1月1日 (明治5年太政官布告337号): before it the same words name a day of another calendar."""

WEEKDAYS = "月火水木金土日"


class VagueDate(date):
    """A day of birth of which the register knows only the year, or the month, or nothing: 「昭和18年(月日不詳)」.

    As a date it is the first day that it may be, good for sorting and nothing else; `written` is what is known.
    """

    written: str = ""

    @classmethod
    def of(cls, day: date, written: str) -> VagueDate:
        vague = cls(day.year, day.month, day.day)
        vague.written = written
        return vague

    def __reduce__(self) -> tuple[object, tuple[date, str]]:
        return VagueDate.of, (date(self.year, self.month, self.day), self.written)


class InvalidDate(ValueError):
    """A text that names no day. `.text` says what is wrong and what to write instead."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.ja)
        self.text = text


_ERA_NAMES = {alias: era for era in ERAS for alias in (era.key, era.name, era.name[0])}
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_ERA_DATE = re.compile(
    r"(?P<era>令和|平成|昭和|大正|明治|[令平昭大明RHSTMrhstm])\s*(?P<year>元|\d{1,2})\s*(?:年|[./\-])\s*"
    r"(?P<month>\d{1,2})\s*(?:月|[./\-])\s*(?P<day>\d{1,2})\s*日?"
)
_WESTERN_DATE = re.compile(
    r"(?:西暦)?\s*(?P<year>\d{4})\s*(?:年|[./\-])\s*(?P<month>\d{1,2})\s*(?:月|[./\-])\s*(?P<day>\d{1,2})\s*日?"
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_NOTHING_KNOWN = re.compile(r"(?:生年月日|年月日)?(?:不詳|不明)|0{4}(?P<mark>[./\-]?)00(?P=mark)00")
_PARTLY = re.compile(
    r"(?P<era>令和|平成|昭和|大正|明治|[令平昭大明RHSTMrhstm])?\s*(?P<year>元|\d{1,4})\s*(?:年|[./\-]|(?=\d{4}$))\s*"
    r"(?:(?P<month>\d{1,2})\s*(?:月|[./\-]|(?=00$))\s*)?(?:00?日?|\(?(?:月日|日)?(?:不詳|不明)\)?)"
)
_WEEKDAY_TAIL = re.compile(r"\s*\([月火水木金土日](?:曜日?)?\)$")
_DASHES = re.compile("[‐‑‒–—―−ー]")


def parse_date(text: str) -> date:
    """Read a date written in any usual way: 令和8年11月23日, R8.11.23, 2026-11-23, 令和元年, either width.

    Raises InvalidDate where the words name no day, also for a day outside its era (平成35年, 昭和64年1月8日).
    """
    if _ISO.fullmatch(text):
        return _day(int(text[:4]), int(text[5:7]), int(text[8:]))
    plain = _plain(text)
    if match := _ERA_DATE.fullmatch(plain):
        year = 1 if match["year"] == "元" else int(match["year"])
        return from_era(match["era"], year, int(match["month"]), int(match["day"]))
    if match := _WESTERN_DATE.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    raise InvalidDate(
        Text(
            ja="日付として読めません。「令和8年11月23日」や「2026-11-23」のように書いてください。",
            easy="日付が 読めません。「令和8年11月23日」や「2026-11-23」のように 書いてください。",
            en="This is not a date. Write it like 2026-11-23 or 令和8年11月23日.",
        )
    )


def parse_vague(text: str) -> VagueDate | None:
    """What is known of a day of birth: 1943-00-00 (as residence cards have it), 昭和18年3月(日不詳), 不詳.

    None where the text does not say that something is unknown; InvalidDate for a year or month that cannot be.
    """
    plain = _plain(text)
    if _NOTHING_KNOWN.fullmatch(plain):
        return VagueDate.of(date(1900, 1, 1), "年月日不詳")
    found = _PARTLY.fullmatch(plain)
    if found is None or (not found["era"] and len(found["year"]) != 4):
        return None
    year, month = 1 if found["year"] == "元" else int(found["year"]), int(found["month"] or 0)
    era = _ERA_NAMES.get(found["era"].upper()) if found["era"] else None
    if era is not None:
        if year < 1 or (era.last_year is not None and year > era.last_year):
            raise InvalidDate(_outside(era))
        name, year = f"{era.name}{found['year']}", era.first.year + year - 1
    else:
        name = str(year)
    known = f"{month}月(日不詳)" if month else "(月日不詳)"
    return VagueDate.of(_day(year, month or 1, 1), f"{name}年{known}")


def from_era(era: str, year: int, month: int, day: int) -> date:
    """The day of an era's year (1 is 元年). `era` is 令和, 令 or R; raises InvalidDate outside the era's bounds."""
    found = _ERA_NAMES.get(era.upper() if era.isascii() else era)
    if found is None or year < 1:
        raise InvalidDate(Text(ja="元号が読めません。", easy="元号が 読めません。", en="Unknown era."))
    result = _day(found.first.year + year - 1, month, day)
    if result < found.first or (found.last is not None and result > found.last):
        raise InvalidDate(_outside(found))
    return result


def era_of(day: date) -> Era | None:
    """The era of a day; None before 明治. On the day of a change it is the new one."""
    return next((era for era in ERAS if era.first <= day), None)


def year_name(day: date) -> str:
    """「令和8年」, 「令和元年」; the western year where there is no era or another calendar."""
    era = era_of(day)
    if era is None or day < GREGORIAN_SINCE:
        return f"{day.year}年"
    year = day.year - era.first.year + 1
    return f"{era.name}{'元' if year == 1 else year}年"


def format_month(day: date) -> str:
    """「令和8年11月」"""
    return f"{year_name(day)}{day.month}月"


def format_date(day: date, *, weekday: bool = True) -> str:
    """「令和8年11月23日(月)」; a day that is not wholly known as it is known: 「昭和18年(月日不詳)」."""
    if isinstance(day, VagueDate) and day.written:
        return day.written
    tail = f"({WEEKDAYS[day.weekday()]})" if weekday else ""
    return f"{format_month(day)}{day.day}日{tail}"


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = _DASHES.sub("-", _WEEKDAY_TAIL.sub("", plain))
    return _kanji_numbers(plain)


def _kanji_numbers(text: str) -> str:
    """二十三 → 23, 二〇二六 → 2026; other characters stay."""

    def number(match: re.Match[str]) -> str:
        word = match[0]
        if "十" not in word:
            return word.translate(_KANJI_DIGITS)
        tens, _, units = word.partition("十")
        return f"{(tens or '一')}{(units or '〇')}".translate(_KANJI_DIGITS)

    return re.sub(r"[〇零一二三四五六七八九十]+", number, text)


def _day(year: int, month: int, day: int) -> date:
    try:
        result = date(year, month, day)
    except ValueError:
        raise InvalidDate(
            Text(
                ja=f"{year}年{month}月{day}日という日はありません。月と日を確かめてください。",
                easy=f"{year}年{month}月{day}日は ありません。月と 日を 確かめてください。",
                en=f"There is no such day as {year:04}-{month:02}-{day:02}. Check the month and the day.",
            )
        ) from None
    if result < GREGORIAN_SINCE:
        raise InvalidDate(
            Text(
                ja="明治6年1月1日より前の日付は、暦が違うため使えません。",
                easy="明治6年1月1日より 前の 日付は 使えません。",
                en="Dates before 1 January 1873 belong to another calendar and cannot be used.",
            )
        )
    return result


def _outside(era: Era) -> Text:
    first = f"{era.name}元年{era.first.month}月{era.first.day}日"
    if era.last is None:
        return Text(
            ja=f"{era.name}は{first}からです。元号と年を確かめてください。",
            easy=f"{era.name}は {first}からです。元号と 年を 確かめてください。",
            en=f"{era.name} began on {era.first.isoformat()}. Check the era and the year.",
        )
    last = f"{era.name}{era.last_year}年{era.last.month}月{era.last.day}日"
    return Text(
        ja=f"{era.name}は{first}から{last}までです。元号と年を確かめてください。",
        easy=f"{era.name}は {first}から {last}までです。元号と 年を 確かめてください。",
        en=f"{era.name} ran from {era.first.isoformat()} to {era.last.isoformat()}. Check the era and the year.",
    )
