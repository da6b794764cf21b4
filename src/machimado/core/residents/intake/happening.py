"""What has happened to a person, as events: by 異動事由, or where the file gives none by what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from machimado.core.residents.intake.reasons import BEGINS, CORRECTION, ENDS
from machimado.core.residents.intake.terms import KANA, NAMES, OTHERS

HOUSEHOLD = ("世帯番号", "続柄")


class Happening(NamedTuple):
    """An event to be: its kind, its day, 異動事由 as the file has it, the terms that changed."""

    kind: str
    on: date
    reason: str
    changed: tuple[str, ...] = ()


class Difference(NamedTuple):
    """What a row changes: terms as of its day, terms that were wrong before, and what of household and address is new."""

    terms: Sequence[str]
    wrong: Sequence[str]
    household: bool = False
    place: bool = False
    moved: bool = False
    returned: bool = False


def happenings(
    found: Difference, *, kind: str | None, on: date, reason: str, correcting: bool
) -> Iterator[Happening]:
    """One event for 異動事由; else one for each thing that changed. What was wrong before is 訂正, apart from the 異動."""
    if found.wrong or (correcting and kind):
        correction = Happening(CORRECTION, on, reason, tuple(dict.fromkeys(found.wrong)))
    else:
        correction = None
    if not correcting:
        others = _others(found)
        if kind is not None and kind not in (BEGINS, ENDS):
            yield Happening(kind, on, reason, tuple(dict.fromkeys(t for ts in others.values() for t in ts)))
        else:
            yield from (Happening(each, on, reason, tuple(ts)) for each, ts in others.items())
    if correction:
        yield correction


def _others(found: Difference) -> Mapping[str, list[str]]:
    """What changed as of the day, by the kind of event that it is when no 異動事由 says so."""
    if found.returned:
        return {"転入": ["住所", *HOUSEHOLD]}
    kinds: dict[str, list[str]] = {}
    if names := [term for term in found.terms if term in NAMES.values()]:
        kinds["氏名変更"] = names
    if kana := [term for term in found.terms if term in KANA.values()]:
        kinds.setdefault("氏名変更" if names else CORRECTION, []).extend(kana)
    if rest := [term for term in found.terms if term in OTHERS.values()]:
        kinds["その他"] = rest
    if found.place:
        kinds.setdefault("転居" if found.moved else "その他", []).append("住所")
    if found.household:
        kinds.setdefault("転居" if found.moved else "世帯変更", []).extend(HOUSEHOLD)
    return kinds
