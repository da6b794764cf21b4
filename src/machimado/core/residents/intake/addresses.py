"""An address in one line, in parts, or in both: taken apart so that its parts, put together, are the very same characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PREFECTURE = re.compile(r"東京都|北海道|(?:京都|大阪)府|[^\s\d]{2,3}県")
_MUNICIPALITY = re.compile(
    r"(?:余市郡|高市郡|[^\s\d市]{1,5}郡)[^\s\d]{1,6}?[町村]|(?:四日市|廿日市|野々市|八日市|十日町|[^\s\d]{1,6}?)市(?:[^\s\d]{1,4}?区)?|[^\s\d]{1,4}?区"
)
_FIRST_NUMBER = re.compile(r"[0-9０-９①-⑳]|[一二三四五六七八九十]+(?:番|丁目|-|－)")
_FINISHED = re.compile(r"番(?![町丁])|[0-9０-９①-⑳]$")
"""番地 to which no other can be added: 1番1号, 1-1; but 一番町, 一丁目, 東3線北4号 go on."""
_SMALLER = ("字", "小字")
_LARGER = "大字"
Parts = tuple[str, str, str, str, str]
"""(都道府県, 市区町村, 町字, 番地, 方書)"""
LINE, PREFECTURE, MUNICIPALITY, TOWN, STREET, BUILDING = range(-1, 5)


@lru_cache(maxsize=20_000)
def split_address(line: str) -> Parts:
    """The parts of a line. What is not recognised stays with 町字; nothing is lost or changed."""
    prefecture = _leading(_PREFECTURE, line)
    rest = line[len(prefecture) :]
    municipality = _leading(_MUNICIPALITY, rest)
    return prefecture, municipality, *_divide(rest[len(municipality) :])


def _divide(rest: str) -> tuple[str, str, str]:
    """(町字, 番地, 方書) of what follows the municipality."""
    number = _FIRST_NUMBER.search(rest)
    cut = number.start() if number else len(rest)
    town, street = rest[:cut], rest[cut:]
    street, space, building = street.partition(" ")
    if not space or building.startswith(" ") or not building:
        street, building = rest[cut:], ""
    return town, street, building


class Contradiction(Exception):
    """A line and a part that cannot be one address; `.part` is the place of that part."""

    def __init__(self, part: int) -> None:
        super().__init__(part)
        self.part = part


@lru_cache(maxsize=20_000)
def unite(line: str, given: Parts) -> Parts:
    """All that a line and the columns of its parts say together. A line may begin late or end early: columns complete it.

    Raises Contradiction where that would say something else than they do.
    """
    if "".join(given[:BUILDING]).endswith(line):
        return given
    if not any(given):
        return split_address(line)
    prefecture, municipality, town, street, building = given
    own = _Line.read(line, municipality)
    own.check_head(prefecture, municipality)
    before, after = "", "" if not street or own.has_street(street) else own.open_for(street)
    if town and not own.has_town(town):
        before, after = own.town_around(town, after)
    town, street, inside = _divide(f"{before}{own.rest}{after}")
    if building and not inside.endswith(building):
        # 住所 ends with a part of its own: 「… A棟」, 方書 「101号室」
        street = f"{street} {inside}" if inside else street
    else:
        building = inside or building
    whole = (own.prefecture or prefecture, own.municipality or municipality, town, street, building)
    _see_that_all_is_there(line, given, whole)
    return whole


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, its head (都道府県, 市区町村) cut off from the rest as far as it has one."""

    line: str
    prefecture: str
    municipality: str
    rest: str

    @classmethod
    def read(cls, line: str, municipality: str) -> _Line:
        prefecture, own, *_ = split_address(line)
        rest = line[len(prefecture) :]
        if municipality:
            if rest.startswith(municipality) and not own.startswith(municipality):
                own = municipality  # 蔵王町 without its 郡
            elif municipality not in line and _is_a_town(rest[len(own) :]):
                own = ""
        return cls(line, prefecture, own, rest[len(own) :])

    def check_head(self, prefecture: str, municipality: str) -> None:
        """What the line has not, the columns may say, if they say it before the line begins or after it ends."""
        if prefecture and self.prefecture and prefecture not in self.line:
            raise Contradiction(PREFECTURE)
        head = self.municipality or (self.prefecture and self.rest)
        if municipality and head and municipality not in self.line:
            raise Contradiction(MUNICIPALITY)

    def has_street(self, street: str) -> bool:
        """Whether it stands there as a number of its own: 1 is not in 11番, nor in 1丁目."""
        start = self.line.rfind(street)
        end = start + len(street)
        return start >= 0 and not (
            (street[0].isdigit() and self.line[max(0, start - 1) : start].isdigit())
            or (street[-1].isdigit() and self.line[end : end + 1].isdigit())
            or self.line.startswith("丁目", end)
        )

    def open_for(self, street: str) -> str:
        """What of the 番地 follows the line: all of it, or what is left of one that the line has begun."""
        _, own, building = _divide(self.rest)
        if building:
            raise Contradiction(STREET)
        for end in range(len(street) - 1, 1, -1):
            if self.rest.endswith(street[:end]) and not street[end - 1 : end + 1].isdigit():
                return street[end:]
        last = re.split(r"\s", self.rest)[-1]
        if _FINISHED.search(own) or (last != self.rest and not last.startswith((*_SMALLER, _LARGER))):
            raise Contradiction(STREET)
        return street

    def has_town(self, town: str) -> bool:
        """Whether it stands there beyond the head: 白石 is not in 宮城県白石市."""
        found = self.line.rfind(town)
        head = len(self.line) - len(self.rest)
        return town == self.municipality or (found >= 0 and found + len(town) > head)

    def town_around(self, town: str, after: str) -> tuple[str, str]:
        """What stands before and after the line when the 町字 is added to it."""
        own, street, _ = _divide(self.rest)
        if not street and town.startswith(own):
            return "", town[len(own) :] + after
        if not street and town.startswith(_SMALLER):
            return "", town + after
        headless = not (self.prefecture or self.municipality)
        larger = town.startswith(_LARGER) and not own.startswith(_LARGER)
        if headless and (not own or own.startswith(_SMALLER) or larger):
            return town, after
        raise Contradiction(TOWN)


def _is_a_town(rest: str) -> bool:
    """Whether what was taken for a 市区町村 before `rest` is none: 四日市場, 八日市町, 古市1丁目."""
    return rest[:1] in ("場", "町") or bool(_FIRST_NUMBER.match(rest))


def _see_that_all_is_there(line: str, given: Parts, whole: Parts) -> None:
    text = f"{''.join(whole[:BUILDING])} {whole[BUILDING]}"
    for part, cell in enumerate((line, *given), start=LINE):
        if cell not in text:
            raise Contradiction(part)


def _leading(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match[0] if match else ""
