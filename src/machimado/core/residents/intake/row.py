"""One row of a register file: read into one form, or refused with a reason for each value."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from machimado.core.residents.intake import columns
from machimado.core.residents.intake.addresses import Contradiction, unite
from machimado.core.residents.intake.cells import READERS, UNKNOWN, Wrong
from machimado.core.residents.intake.reasons import REASONS
from machimado.core.residents.outward import Fault


class Row(NamedTuple):
    """What a file says of one person. None: the file has no such column, so what is known stays (`resolving`).

    `given` is None where 氏名 stands in one column and nothing divides it; `family` is then the whole.
    `birth` is an ISO date; after a space what is known of a day that is not wholly known. `changed_on` may be UNKNOWN.
    """

    number: str
    family: str
    given: str | None
    family_kana: str | None
    given_kana: str | None
    latin: str | None
    alias: str | None
    birth: str
    sex: str
    nationality: str | None
    postal_code: str | None
    prefecture: str | None
    municipality: str | None
    town: str | None
    street: str | None
    building: str | None
    household: str
    relationship: str
    father: str | None
    mother: str | None
    changed_on: str | None
    reason: str | None
    protection: str | None

    @property
    def born(self) -> date:
        return date.fromisoformat(self.birth[:10])

    @property
    def born_as_written(self) -> str:
        """「昭和18年(月日不詳)」 where the day of birth is not wholly known, else empty."""
        return self.birth[11:]

    @property
    def moved(self) -> date | None:
        return date.fromisoformat(self.changed_on) if self.changed_on and self.changed_on != UNKNOWN else None


def read(line: int, cells: dict[str, str], *, as_of: date) -> tuple[Row | None, list[Fault]]:
    """A row from its cells by field. All its faults are told at once."""
    values: dict[str, str] = {}
    faults = []
    for field, cell in cells.items():
        try:
            values[field] = READERS[field](cell)
        except Wrong as wrong:
            faults.append(Fault(line, columns.title(field), cell, wrong.problem, wrong.remedy))
    if faults:
        return None, faults
    try:
        row = _row(values)
        _check(row, as_of)
    except _Misplaced as wrong:
        return None, [
            Fault(line, columns.title(wrong.field), cells.get(wrong.field, ""), wrong.problem, wrong.remedy)
        ]
    return row, []


class _Misplaced(Wrong):
    def __init__(self, field: str, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.field = field


def _row(values: dict[str, str]) -> Row:
    get = values.get
    family, given = _names(values)
    family_kana, given_kana = _kana(values, bool(family and given))
    parts = _address(values)
    father, mother = _parents(values)
    return Row(
        values["number"],
        family,
        given,
        family_kana,
        given_kana,
        get("latin"),
        get("alias"),
        values["birth"],
        values["sex"],
        get("nationality"),
        get("postal_code"),
        *parts,
        values["household"],
        values["relationship"],
        father,
        mother,
        get("changed_on"),
        get("reason"),
        get("protection"),
    )


def _names(values: dict[str, str]) -> tuple[str, str | None]:
    family, given = values.get("family"), values.get("given")
    whole = values.get("full_name", "")
    if not (family or given or whole or values.get("latin") or values.get("alias")):
        raise _Misplaced(
            "family", "名前がありません。", "「氏」「名」「英字」「通称」のどれかを入れてください。"
        )
    if family and given is None:
        return family, _other_half(whole, whole.removeprefix(family))
    if given and family is None:
        return _other_half(whole, whole.removesuffix(given)), given
    if family or given or not whole:
        return family or "", given or ""
    family, given = halves(whole)
    return family, given or None


def _other_half(whole: str, rest: str) -> str:
    """Of 氏 and 名 the one that has no column of its own, from 氏名."""
    if rest == whole:
        problem = "「氏名」が、「氏」や「名」の列と合いません。"
        raise _Misplaced("full_name", problem, "どちらかを直すか、「氏」と「名」の両方の列を置いてください。")
    return rest.strip(" \u3000")


def _kana(values: dict[str, str], two: bool) -> tuple[str | None, str | None]:
    family, given, whole = (values.get(key) for key in ("family_kana", "given_kana", "kana"))
    if whole is None:
        return family, given
    if whole and (family is None or given is None or not (family or given)):
        return halves(whole) if two else (whole, "")
    return family or "", given or ""


def halves(text: str) -> tuple[str, str]:
    family, *rest = re.split(r"[ \u3000]+", text, maxsplit=1)
    return family, rest[0] if rest else ""


PARTS = ("prefecture", "municipality", "town", "street", "building")


_Parts = tuple[str | None, str | None, str | None, str | None, str | None]


def _address(values: dict[str, str]) -> _Parts:
    """The parts of the address. None is what neither a column nor the line can say; where there is a line, it says 番地."""
    get = values.get
    line = get("address", "")
    said = (get("prefecture"), get("municipality"), get("town"), get("street"), get("building"))
    if not (line or any(said)):
        raise _Misplaced(
            "address",
            "住所がありません。",
            "住所を入れてください。支援措置のある人も入れます(画面には出ません)。",
        )
    if not line:
        return said
    prefecture, municipality, town, street, building = said
    columns_say = (prefecture or "", municipality or "", town or "", street or "", building or "")
    try:
        whole = unite(line, columns_say)
    except Contradiction as contradiction:
        raise _disagreeing(contradiction) from None
    return whole[0] or prefecture, whole[1] or municipality, whole[2], whole[3], whole[4] or building


def _disagreeing(contradiction: Contradiction) -> _Misplaced:
    field = PARTS[contradiction.part] if contradiction.part >= 0 else "address"
    what = f"「{columns.title(field)}」" if contradiction.part >= 0 else "ほかの列"
    problem = f"「住所」と{what}が食い違い、合わせて一つの住所になりません。"
    return _Misplaced(
        field, problem, "どちらかを直すか、「住所」に都道府県から方書まで続けて書いてください。"
    )


def _parents(values: dict[str, str]) -> tuple[str | None, str | None]:
    father: str | None
    mother: str | None
    if "father" in values or "mother" in values:
        father, mother = values.get("father"), values.get("mother")
    elif "parents" in values:
        father, mother = ([*values["parents"].split(), "", ""])[:2]
    else:
        return None, None
    if values["number"] in (father, mother) or (father and father == mother):
        raise _Misplaced(
            "parents", "父母の宛名番号が、本人や互いと同じです。", "父と母の宛名番号を確かめてください。"
        )
    return father, mother


def _check(row: Row, as_of: date) -> None:
    """What only several values together can show."""
    if row.born > as_of:
        raise _Misplaced("birth", "生年月日がこれから先の日です。", "年号と年を確かめてください。")
    moved = row.moved
    if row.reason and not row.changed_on:
        raise _Misplaced("changed_on", "異動事由があるのに異動日がありません。", "異動日を入れてください。")
    if moved is None:
        return
    if moved < row.born and not row.born_as_written:
        raise _Misplaced("changed_on", "異動日が生年月日より前です。", "異動日か生年月日を確かめてください。")
    if row.reason == "出生" and moved != row.born and moved > as_of:
        raise _Misplaced("changed_on", "出生の異動日がこれから先の日です。", "異動日を確かめてください。")
    if moved > as_of and REASONS.get(row.reason or "") != "転出":
        raise _Misplaced(
            "changed_on", "異動日がこれから先の日です。", "先の日付が使えるのは転出(予定)だけです。"
        )
