"""An address written in one line, taken apart so that its parts, put together, are the very same characters."""

from __future__ import annotations

import re
from functools import lru_cache

_PREFECTURE = re.compile(r"東京都|北海道|(?:京都|大阪)府|[^\s\d]{2,3}県")
_MUNICIPALITY = re.compile(
    r"(?:余市郡|高市郡|[^\s\d市]{1,5}郡)[^\s\d]{1,6}?[町村]|(?:四日市|廿日市|野々市|八日市|十日町|[^\s\d]{1,6}?)市(?:[^\s\d]{1,4}?区)?|[^\s\d]{1,4}?区"
)
_FIRST_NUMBER = re.compile(r"[0-9０-９①-⑳]|[一二三四五六七八九十]+(?:番|丁目|-|－)")


@lru_cache(maxsize=20_000)
def split_address(line: str) -> tuple[str, str, str, str, str]:
    """(都道府県, 市区町村, 町字, 番地, 方書). What is not recognised stays with 町字; nothing is lost or changed."""
    prefecture = _leading(_PREFECTURE, line)
    rest = line[len(prefecture) :]
    municipality = _leading(_MUNICIPALITY, rest)
    rest = rest[len(municipality) :]
    number = _FIRST_NUMBER.search(rest)
    cut = number.start() if number else len(rest)
    town, street = rest[:cut], rest[cut:]
    street, space, building = street.partition(" ")
    if not space or building.startswith(" ") or not building:
        street, building = rest[cut:], ""
    return prefecture, municipality, town, street, building


def _leading(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match[0] if match else ""
