"""Who is whose parent, by 父母宛名番号 where the register has them, else by 続柄 to the head of the household.

Source for 続柄: 住民基本台帳事務処理要領 第2-1-(2)-エ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from machimado.core.residents.outward import ParentalLink


class Kin(NamedTuple):
    """What kinship needs to know of a member of a household."""

    number: str
    birth_date: date
    sex: str
    relationship: str
    father: str = ""
    mother: str = ""


HEAD = "世帯主"
SPOUSES = ("妻", "夫")
UNREGISTERED_SPOUSES = ("妻(未届)", "夫(未届)", "未届の妻", "未届の夫")
_CHILD = re.compile(r"子|養子|養女|長[男女]|[二三四五六七八九十\d]+[男女]")
_GRANDCHILD = re.compile(r"子の子|子の[妻夫]の子|孫|曾?孫|ひ孫|(長男|長女|[二三四五]男|[二三四五]女)の子")
_PARENT = re.compile(r"養?[父母]")
_SIBLINGS = frozenset({"兄", "弟", "姉", "妹", "兄弟", "姉妹"})
YOUNGEST_PARENT = 15


@lru_cache(maxsize=4_096)
def plain(relationship: str) -> str:
    """続柄 as it is compared: one width, no spaces."""
    return unicodedata.normalize("NFKC", relationship).replace(" ", "")


def links(members: Sequence[Kin]) -> list[ParentalLink]:
    """Every parental link that one household shows. `members` are all its members on one day."""
    found: list[ParentalLink] = []
    words = parents_in_words(tuple(member.relationship for member in members))
    for child, named in zip(members, words, strict=True):
        recorded = [number for number in (child.father, child.mother) if number]
        if recorded:
            found += [ParentalLink(number, child.number, certain=True) for number in recorded]
            continue
        youngest = child.birth_date.year - YOUNGEST_PARENT
        for position, certain in named:
            parent = members[position]
            if parent.birth_date.year <= youngest:
                found.append(ParentalLink(parent.number, child.number, certain))
    return found


Named = tuple[tuple[int, bool], ...]
"""Parents by their positions in the household, each with whether the word makes it certain."""


@lru_cache(maxsize=16_384)
def parents_in_words(relationships: tuple[str, ...]) -> tuple[Named, ...]:
    """For each member of a household, whom their 続柄 names as parents. In a town few lists of 続柄 come up, over and over."""
    household: dict[str, list[int]] = {}
    for position, relationship in enumerate(relationships):
        household.setdefault(plain(relationship), []).append(position)
    return tuple(
        tuple(pair for pair in _named(plain(relationship), household) if pair[0] != position)
        for position, relationship in enumerate(relationships)
    )


def _named(relationship: str, household: dict[str, list[int]]) -> list[tuple[int, bool]]:
    """The parents that 続柄 names: surely (子 of the 世帯主), perhaps (子の子), or not at all (同居人)."""
    if _is(_CHILD, relationship):
        return [
            *_of(household, (HEAD, *SPOUSES)),
            *_of(household, UNREGISTERED_SPOUSES, certain=False),
        ]
    if relationship == HEAD:
        return _of(household, [key for key in household if _is(_PARENT, key)])
    if relationship in SPOUSES:
        return _of(household, (f"{relationship}の父", f"{relationship}の母"))
    if relationship.endswith("の子") and relationship[:-2] in (*SPOUSES, *UNREGISTERED_SPOUSES):
        return _of(household, (relationship[:-2],))
    if _is(_GRANDCHILD, relationship):
        between = [key for key in household if _is(_CHILD, key) or re.fullmatch(r".+の[妻夫]", key)]
        return _of(household, between, certain=False)
    if relationship in _SIBLINGS:
        return _of(household, [key for key in household if _is(_PARENT, key)], certain=False)
    return []


def _of(
    household: dict[str, list[int]], keys: Iterable[str], *, certain: bool = True
) -> list[tuple[int, bool]]:
    return [(position, certain) for key in keys for position in household.get(key, ())]


def _is(kind: re.Pattern[str], relationship: str) -> bool:
    return kind.fullmatch(relationship) is not None
