"""What a row of a file means for the register: what to write, and what it says has happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from machimado.core.residents.intake.reasons import ARRIVALS, CORRECTION, DEPARTURES, REASONS, RESTORED
from machimado.core.residents.intake.row import Row
from machimado.core.residents.intake.state import State

NAMES = {"family": "氏", "given": "名", "latin": "英字", "alias": "通称"}
KANA = {"family_kana": "氏カナ", "given_kana": "名カナ"}
BIRTH = {"birth_date": "生年月日", "birth_written": "生年月日", "sex": "性別"}
OTHERS = {"nationality": "国籍", "father": "父", "mother": "母"}
TERMS = {**NAMES, **KANA, **BIRTH, **OTHERS}
PLACE = ("postal_code", "prefecture", "municipality", "town", "street", "building")
ABSENT = "名簿不在"
NEWBORN = timedelta(days=90)
BEGINS, ENDS = "支援措置開始", "支援措置終了"


class Happening(NamedTuple):
    """An event to be: its kind, its day, 異動事由 as the file has it, the terms that changed."""

    kind: str
    on: date
    reason: str
    changed: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What to write for one person. None or empty: that part stays as it is. `household` is that of the row."""

    number: str
    digest: bytes
    last_change: str
    since: date
    new: bool = False
    household: str = ""
    version: dict[str, Any] | None = None
    membership: tuple[str, str] | None = None
    residence: tuple[str, ...] | None = None
    residence_since: date | None = None
    version_since: date | None = None
    ends: date | None = None
    fixes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    fixed_membership: tuple[str, str] | None = None
    fixed_residence: tuple[str, ...] | None = None
    protection: str | None = None
    happenings: list[Happening] = field(default_factory=list)


def register(row: Row, digest: bytes, *, initial: bool, as_of: date) -> Outcome:
    """A person whom the register did not know. The first load makes no events: it is 初期登録."""
    kind = REASONS.get(row.reason or "")
    if not initial and kind not in ARRIVALS | DEPARTURES:
        kind = "出生" if as_of - row.born <= NEWBORN else "転入"
    moved = row.moved or (row.born if kind == "出生" or initial else as_of)
    arrived = {"出生": row.born, "転入": row.moved if initial else moved}.get(kind or "")
    outcome = Outcome(row.number, digest, _change(row), arrived or row.born, new=True)
    outcome.version = {**_facts(row, {}), "resident_from": arrived, "departed_on": None, "departure": ""}
    outcome.membership = (row.household, row.relationship)
    outcome.residence = _place(row, None)
    outcome.residence_since = moved if kind == "転居" else None
    if kind in DEPARTURES:
        outcome.version |= {"departed_on": moved, "departure": kind}
        outcome.ends = moved
    if row.protection or row.reason == BEGINS:
        outcome.protection = row.protection or "有"
    if not initial and kind:
        outcome.happenings.append(Happening(kind, moved, row.reason or ""))
        if outcome.protection:
            outcome.happenings.append(Happening(BEGINS, moved, row.reason or ""))
    return outcome


def disappear(number: str, state: State, *, as_of: date) -> Outcome | None:
    """A resident whom a full file no longer has: departed on the day of the file."""
    if state.version is None or state.version.departed_on is not None:
        return None
    outcome = Outcome(number, b"", state.last_change, as_of, ends=as_of)
    outcome.version = {**_known(state), "departed_on": as_of, "departure": "転出"}
    outcome.happenings.append(Happening("転出", as_of, ABSENT))
    return outcome


def compare(row: Row, digest: bytes, state: State, *, full: bool, as_of: date) -> Outcome:
    """A person whom the register knows, and whose row is not the one that was read last."""
    assert state.version is not None
    kind, since, correcting = _reading(row, state, full=full, as_of=as_of)
    last_change = state.last_change if full and _older(row, state) else _change(row) or state.last_change
    outcome = Outcome(row.number, digest, last_change, since)

    old = _known(state)
    facts = {**old, **_facts(row, old)}
    here = full and REASONS.get(row.reason or "") not in DEPARTURES
    _presence(outcome, facts, kind=kind, here=here and _gone(state, as_of))
    outcome.version_since = min(since, as_of) if outcome.ends else since
    gone = facts["departed_on"] is not None
    changed = {name: (old[name], facts[name]) for name in old if old[name] != facts[name]}
    fixed = {name: pair for name, pair in changed.items() if name in BIRTH or (correcting and name in TERMS)}
    outcome.fixes = fixed
    if len(changed) > len(fixed):
        outcome.version = facts
    moved = False if gone else _household_and_place(outcome, row, state, correcting)
    _protect(outcome, row, state, kind)
    terms = [TERMS[name] for name in changed if name in TERMS]
    outcome.happenings += _happenings(outcome, row, kind, correcting, terms, moved)
    return outcome


def _reading(row: Row, state: State, *, full: bool, as_of: date) -> tuple[str | None, date, bool]:
    """What a known person's row tells: (kind of its 異動 where that is news, since when, whether it only corrects).

    A full file says how things stand. A resident of it whom we took for dead, or for gone with no later 異動, never was.
    """
    fresh = bool(row.reason) and _change(row) != state.last_change and not (full and _older(row, state))
    kind = REASONS[row.reason] if fresh and row.reason else None
    if full and kind is None and _gone(state, as_of):
        never_left = row.reason or state.version and state.version.departure == "死亡"
        if never_left and REASONS.get(row.reason or "") not in DEPARTURES:
            return RESTORED, as_of, False
    since = (row.moved if fresh or not row.reason else None) or as_of
    if (
        kind is not None
        and kind not in ARRIVALS | DEPARTURES | {RESTORED, CORRECTION}
        and _gone(state, since)
    ):
        kind = "その他"
    return kind, since, kind == CORRECTION or (bool(row.reason) and not fresh)


def _older(row: Row, state: State) -> bool:
    """Whether the 異動 of a row lies before the one that we know already."""
    return bool(row.moved and row.changed_on and row.changed_on < state.last_change[:10])


def _gone(state: State, at: date) -> bool:
    return state.version is not None and (state.version.departed_on or date.max) <= at


def _presence(outcome: Outcome, facts: dict[str, Any], *, kind: str | None, here: bool) -> None:
    """Departure and return, in the facts themselves."""
    if kind in DEPARTURES:
        facts |= {"departed_on": outcome.since, "departure": kind}
        outcome.ends = outcome.since
    elif facts["departed_on"] is not None and kind == RESTORED:
        facts |= {"departed_on": None, "departure": ""}
    elif facts["departed_on"] is not None and (kind in ARRIVALS or here):
        facts |= {"departed_on": None, "departure": "", "resident_from": outcome.since}


def _household_and_place(outcome: Outcome, row: Row, state: State, correcting: bool) -> bool:
    """What changes of household and address; true where the person has moved."""
    membership = (row.household, row.relationship)
    before = (state.membership.household, state.membership.relationship) if state.membership else None
    if membership != before:
        if correcting and before:
            outcome.fixed_membership = membership
        else:
            outcome.membership = membership
    old = tuple(getattr(state.residence, part) for part in PLACE) if state.residence else None
    new = _place(row, old)
    if new == old:
        return False
    if correcting and old:
        outcome.fixed_residence = new
    else:
        outcome.residence = new
    return old is None or "".join(new[1:]) != "".join(old[1:])


def _protect(outcome: Outcome, row: Row, state: State, kind: str | None) -> None:
    wanted = row.protection
    if kind in (BEGINS, ENDS) and wanted is None:
        wanted = "有" if kind == BEGINS else ""
    if wanted is None or bool(wanted) == bool(state.protection):
        return
    outcome.protection = wanted


def _happenings(
    outcome: Outcome, row: Row, kind: str | None, correcting: bool, terms: list[str], moved: bool
) -> Iterator[Happening]:
    """One event for 異動事由; where the file gives none, one for each thing that changed. A wrong birthday is 訂正."""
    on, reason = outcome.since, row.reason or ""
    others = _others(outcome, terms, moved)
    corrected = [term for term in terms if term in BIRTH.values()]
    if correcting:
        corrected = terms + [term for terms_ in others.values() for term in terms_ if term not in terms]
        if kind or corrected:
            yield Happening(CORRECTION, on, reason, tuple(dict.fromkeys(corrected)))
    else:
        if kind is not None and kind not in (BEGINS, ENDS):
            yield Happening(kind, on, reason, tuple(dict.fromkeys(t for ts in others.values() for t in ts)))
        else:
            yield from (Happening(each, on, reason, tuple(ts)) for each, ts in others.items())
        if corrected:
            yield Happening(CORRECTION, on, reason, tuple(dict.fromkeys(corrected)))
    if outcome.protection is not None:
        yield Happening(BEGINS if outcome.protection else ENDS, on, reason)


def _others(outcome: Outcome, terms: list[str], moved: bool) -> dict[str, list[str]]:
    """What changed beside birth and sex, by the kind of event that it is when no 異動事由 says so."""
    found: dict[str, list[str]] = {}
    version = outcome.version
    if (
        version is not None
        and version["resident_from"] == outcome.since
        and outcome.membership
        and outcome.residence
    ):
        return {"転入": ["住所", "世帯番号", "続柄"]}
    if names := [term for term in terms if term in NAMES.values()]:
        found["氏名変更"] = names
    if kana := [term for term in terms if term in KANA.values()]:
        found.setdefault("氏名変更" if names else CORRECTION, []).extend(kana)
    if rest := [term for term in terms if term in OTHERS.values()]:
        found["その他"] = rest
    if outcome.residence or outcome.fixed_residence:
        found.setdefault("転居" if moved else "その他", []).append("住所")
    if outcome.membership or outcome.fixed_membership:
        found.setdefault("転居" if moved else "世帯変更", []).extend(["世帯番号", "続柄"])
    return found


def _change(row: Row) -> str:
    return f"{row.changed_on or ''} {row.reason}" if row.reason else ""


def _facts(row: Row, old: dict[str, Any]) -> dict[str, Any]:
    """The facts of a row as PersonVersion has them; a column that the file lacks leaves what was known."""
    said = {
        "family": row.family,
        "given": row.given,
        "family_kana": row.family_kana,
        "given_kana": row.given_kana,
        "latin": row.latin,
        "alias": row.alias,
        "birth_date": row.born,
        "birth_written": row.born_as_written,
        "sex": row.sex,
        "nationality": row.nationality,
        "father": row.father,
        "mother": row.mother,
    }
    return {name: old.get(name, "") if value is None else value for name, value in said.items()}


def _known(state: State) -> dict[str, Any]:
    names = (*TERMS, "resident_from", "departed_on", "departure")
    return {name: getattr(state.version, name) for name in names}


def _place(row: Row, old: tuple[str, ...] | None) -> tuple[str, ...]:
    postal_code = row.postal_code
    if postal_code is None:
        postal_code = old[0] if old else ""
    return (postal_code, row.prefecture, row.municipality, row.town, row.street, row.building)
