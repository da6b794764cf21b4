"""What a row of a file means for the register: what to write, and what it says has happened."""

from __future__ import annotations

from datetime import date
from typing import Any

from machimado.core.residents.intake import changes, resolving
from machimado.core.residents.intake.changes import Reading
from machimado.core.residents.intake.happening import HOUSEHOLD, Difference, Happening, happenings
from machimado.core.residents.intake.outcome import Outcome, Redated
from machimado.core.residents.intake.reasons import ARRIVALS, BEGINS, DEPARTURES, ENDS, REASONS, RESTORED
from machimado.core.residents.intake.row import Row
from machimado.core.residents.intake.state import State, as_it_stood
from machimado.core.residents.intake.terms import BIRTH, DAYS, NAMES, PLACE, TERMS
from machimado.kernel.characters import spelling

ABSENT = "名簿不在"


def register(row: Row, digest: bytes, *, initial: bool, settled: bool, as_of: date) -> Outcome:
    """A person whom the register did not know. The first load makes no events: it is 初期登録.

    Without 異動事由 a baby is born here if its family is `settled` here; else it has moved in with them.
    """
    kind = REASONS.get(row.reason or "")
    if not initial and kind not in ARRIVALS | DEPARTURES:
        kind = "出生" if settled and changes.newborn(row, as_of) else "転入"
    moved = row.moved or (row.born if kind == "出生" or initial else as_of)
    arrived = {"出生": row.born, "転入": row.moved if initial else moved}.get(kind or "")
    outcome = Outcome(row.number, digest, changes.label(row), arrived or row.born, new=True)
    outcome.version = {**_facts(row, {}), "resident_from": arrived, "departed_on": None, "departure": ""}
    outcome.membership = (row.household, row.relationship)
    outcome.residence = resolving.place(row, None)
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
    reading = changes.read(row, state, full=full, as_of=as_of)
    if reading.late:
        return _late(row, state, reading)
    last_change = (
        state.last_change if full and changes.older(row, state) else changes.label(row) or state.last_change
    )
    outcome = Outcome(row.number, digest, last_change, reading.since)
    here = full and REASONS.get(row.reason or "") not in DEPARTURES and changes.gone(state, as_of)
    _differ(outcome, row, state, reading, here=here, as_of=as_of)
    return outcome


def _late(row: Row, state: State, reading: Reading) -> Outcome:
    """A change of which the file tells after a later one: it takes its place in time, and what came after it stays."""
    outcome = Outcome(row.number, state.digest, state.last_change, reading.since)
    then = as_it_stood(state, reading.since)
    if then is not None and state.past and (reading.kind, reading.since) not in state.past.told:
        _differ(outcome, row, then, reading, here=False, as_of=reading.since)
    return outcome


def _differ(outcome: Outcome, row: Row, state: State, reading: Reading, *, here: bool, as_of: date) -> None:
    """Fill an outcome with what differs between a row and the register, and with what has happened."""
    kind, since, correcting, *_ = reading
    old = _known(state)
    facts = {**old, **_facts(row, old)}
    _redate(outcome, facts, row, old, reading, as_of)
    if not reading.redates:
        _presence(outcome, facts, kind=kind, here=here)
    if old["departed_on"] and not facts["departed_on"]:  # back: household and address begin anew
        state.membership = state.residence = None
    outcome.version_since = min(since, as_of) if outcome.ends else since
    changed = {name: (old[name], facts[name]) for name in old if old[name] != facts[name]}
    outcome.fixes = {
        name: pair for name, pair in changed.items() if _was_wrong(name, pair, outcome, correcting)
    }
    if len(changed) > len(outcome.fixes):
        outcome.version = facts
        outcome.version_until = state.version.valid_until if state.version else None
    gone = facts["departed_on"] is not None and facts["departed_on"] <= since
    moved = False if gone else _household_and_place(outcome, row, state, correcting)
    _protect(outcome, row, state, reading)
    found = _difference(outcome, changed, moved)
    outcome.happenings += happenings(
        found, kind=kind, on=since, reason=row.reason or "", correcting=correcting
    )
    if outcome.protection is not None:
        begins = BEGINS if outcome.protection else ENDS
        outcome.happenings.append(Happening(begins, since, row.reason or ""))


def _redate(
    outcome: Outcome, facts: dict[str, Any], row: Row, old: dict[str, Any], reading: Reading, as_of: date
) -> None:
    """The right day of an arrival or departure; who was born here is a resident since their birth (住基法8条)."""
    name, right = "resident_from", None
    if reading.redates and REASONS.get(row.reason or "") in DEPARTURES:
        name, right = "departed_on", reading.since
    elif reading.redates:
        right = row.born if REASONS.get(row.reason or "") == "出生" else reading.since
    elif old["resident_from"] == old["birth_date"] != facts["birth_date"]:
        right = facts["birth_date"]
    wrong = old[name]
    if right is None or wrong is None or wrong == right:
        return
    facts[name] = right
    arrival = name == "resident_from"
    outcome.redated = Redated(arrival, wrong, right, right if arrival else min(right, as_of))


def _presence(outcome: Outcome, facts: dict[str, Any], *, kind: str | None, here: bool) -> None:
    """Departure and return, in the facts themselves."""
    if kind in DEPARTURES:
        facts |= {"departed_on": outcome.since, "departure": kind}
        outcome.ends = outcome.since
    elif facts["departed_on"] is not None and kind == RESTORED:
        facts |= {"departed_on": None, "departure": ""}
    elif facts["departed_on"] is not None and (kind in ARRIVALS or here):
        facts |= {"departed_on": None, "departure": "", "resident_from": outcome.since}


def _was_wrong(name: str, pair: tuple[Any, Any], outcome: Outcome, correcting: bool) -> bool:
    """Whether a fact did not change but was wrong before: a birthday, a name in other characters, what a 訂正 corrects."""
    if name in DAYS:
        return outcome.redated is not None and outcome.redated.arrival == (name == "resident_from")
    if name in NAMES and spelling(pair[0]) == spelling(pair[1]):
        return True
    return name in BIRTH or (correcting and name in TERMS)


def _household_and_place(outcome: Outcome, row: Row, state: State, correcting: bool) -> bool:
    """What changes of household and address; true where the person has moved, and not only the writing differs."""
    membership = (row.household, row.relationship)
    before = (state.membership.household, state.membership.relationship) if state.membership else None
    if membership != before:
        if correcting and before:
            outcome.fixed_membership = membership
        else:
            outcome.membership = membership
            outcome.membership_until = state.membership.valid_until if state.membership else None
    old = tuple(getattr(state.residence, part) for part in PLACE) if state.residence else None
    new = resolving.place(row, old)
    if new == old:
        return False
    was, now = "".join(old[1:] if old else ()), "".join(new[1:])
    if old and (correcting or (was != now and spelling(was) == spelling(now))):
        outcome.fixed_residence = new
        return False
    outcome.residence = new
    outcome.residence_until = state.residence.valid_until if state.residence else None
    return was != now


def _protect(outcome: Outcome, row: Row, state: State, reading: Reading) -> None:
    """What a row says of 支援措置. One that comes late does not undo what was said since, unless it is about just that."""
    wanted = None if reading.late else row.protection
    if reading.kind in (BEGINS, ENDS) and wanted is None:
        wanted = "有" if reading.kind == BEGINS else ""
    if wanted is None or bool(wanted) == bool(state.protection):
        return
    outcome.protection = wanted


def _difference(outcome: Outcome, changed: dict[str, Any], moved: bool) -> Difference:
    wrong = [{**TERMS, **DAYS}[name] for name in outcome.fixes]
    if outcome.fixed_residence:
        wrong.append("住所")
    if outcome.fixed_membership:
        wrong += HOUSEHOLD
    version, place, household = outcome.version, bool(outcome.residence), bool(outcome.membership)
    return Difference(
        terms=[TERMS[name] for name in changed if name in TERMS and name not in outcome.fixes],
        wrong=wrong,
        household=household,
        place=place,
        moved=moved,
        returned=bool(version and version["resident_from"] == outcome.since and household and place),
    )


def _facts(row: Row, old: dict[str, Any]) -> dict[str, Any]:
    """The facts of a row as PersonVersion has them; a column that the file lacks leaves what was known."""
    said = {
        **resolving.names(row, old),
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
