"""What a row leaves open because its file lacks a column, filled in from what is known."""

from __future__ import annotations

import re
from typing import Any

from machimado.core.residents.intake.reasons import CORRECTION, REASONS
from machimado.core.residents.intake.row import Row, halves

Place = tuple[str, ...]
"""郵便番号 and the five parts of an address, as Residence has them."""
_SPACE = re.compile(r"\s+")
_SAME_PLACE = (CORRECTION, "その他")
"""Kinds of 異動 that write an address anew (住居表示, 町名変更) while its building stays."""


def names(row: Row, old: dict[str, Any]) -> dict[str, str | None]:
    """氏, 名 and their kana. A 氏名 that nothing divides is divided as the same name was before."""
    family, given = row.family, row.given
    family_kana, given_kana = row.family_kana, row.given_kana
    if given is None:
        given = ""
        if old and old["given"] and _SPACE.sub("", family) == _SPACE.sub("", old["family"] + old["given"]):
            family, given = old["family"], old["given"]
            if family_kana and not given_kana:
                family_kana, given_kana = halves(family_kana)
    return {"family": family, "given": given, "family_kana": family_kana, "given_kana": given_kana}


def place(row: Row, old: Place | None) -> Place:
    """The address of a row. Parts that the file lacks stay as long as they can be true of the place that it names."""
    new = (row.postal_code, row.prefecture, row.municipality, row.town, row.street, row.building)
    if old is None or None not in new:
        return tuple(part or "" for part in new)
    filled = tuple(was if part is None else part for part, was in zip(new, old, strict=True))
    if None in new[1:] and _text(old) in (_text(filled), _text((*filled[:5], new[5] or ""))):
        return filled[:1] + old[1:]
    return _elsewhere(row, filled, old)


def _elsewhere(row: Row, filled: Place, old: Place) -> Place:
    """Another address: what lacks is known of the old one only, but for what lies around both."""
    postal_code, prefecture, municipality, town, street, building = filled
    if row.prefecture is None and (municipality != old[2] or not row.street):
        prefecture = ""
    if row.municipality is None and not row.street:
        municipality = ""
    if row.postal_code is None and (prefecture, municipality, town) != old[1:4]:
        postal_code = ""
    if row.street is None and (prefecture, municipality, town) != old[1:4]:
        street = ""
    here = (prefecture, municipality, town, street) == old[1:5]
    if row.building is None and not here and REASONS.get(row.reason or "") not in _SAME_PLACE:
        building = ""
    return postal_code, prefecture, municipality, town, street, building


def _text(place: Place) -> str:
    return "".join(place[1:])
