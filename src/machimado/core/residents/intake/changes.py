"""Which 異動 a row tells: one that is news, one that is known and gets another day, a 訂正, one that comes late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from machimado.core.residents.intake.reasons import ARRIVALS, CORRECTION, DEPARTURES, REASONS, RESTORED
from machimado.core.residents.intake.row import Row
from machimado.core.residents.intake.state import State

NEWBORN = timedelta(days=90)


class Reading(NamedTuple):
    """What a known person's row tells: the kind of its 異動 where that is news, since when, and how.

    It only corrects; or it restates an arrival or departure with another day (`redates`); or it comes after a later 異動.
    """

    kind: str | None
    since: date
    correcting: bool = False
    redates: bool = False
    late: bool = False


def read(row: Row, state: State, *, full: bool, as_of: date) -> Reading:
    """A full file says how things stand. A resident of it whom we took for dead, or for gone with no later 異動, never was."""
    before = older(row, state)
    fresh = bool(row.reason) and label(row) != state.last_change and not (full and before)
    kind = REASONS[row.reason] if fresh and row.reason else None
    if full and kind is None and gone(state, as_of):
        never_left = row.reason or state.version and state.version.departure == "死亡"
        if never_left and REASONS.get(row.reason or "") not in DEPARTURES:
            return Reading(RESTORED, as_of)
    since = (row.moved if fresh or not row.reason else None) or as_of
    if kind is not None and _restates(kind, state, full=full, since=since):
        return Reading(None, since, correcting=True, redates=True)
    if kind is None or kind in ARRIVALS | DEPARTURES | {RESTORED, CORRECTION}:
        return Reading(kind, since, correcting=kind == CORRECTION or (bool(row.reason) and not fresh))
    return Reading("その他" if gone(state, since) else kind, since, late=is_late(row, state, full=full))


def is_late(row: Row, state: State, *, full: bool) -> bool:
    """Whether a file of changes tells a change that lies before the last one known."""
    lasting = REASONS.get(row.reason or "") not in ARRIVALS | DEPARTURES | {RESTORED, CORRECTION, None}
    return lasting and not full and older(row, state)


def _restates(kind: str, state: State, *, full: bool, since: date) -> bool:
    """Whether an arrival or departure is the one that is known, with another day: nobody is born or dies twice, or moves in while here."""
    version = state.version
    if version is None:
        return False
    if kind in DEPARTURES:
        return version.departure == kind
    if kind not in ARRIVALS or gone(state, since):
        return False
    last = REASONS.get(state.last_change.partition(" ")[2])
    return kind == "出生" or last in ARRIVALS or (last is None and full)


def older(row: Row, state: State) -> bool:
    """Whether the 異動 of a row lies before the one that we know already."""
    return bool(row.moved and row.changed_on and row.changed_on < state.last_change[:10])


def gone(state: State, at: date) -> bool:
    return state.version is not None and (state.version.departed_on or date.max) <= at


def newborn(row: Row, as_of: date) -> bool:
    """Whether the register may not have known a person because they were born since."""
    return as_of - row.born <= NEWBORN


def label(row: Row) -> str:
    """The last 異動 of a row as it is kept: its day and 異動事由."""
    return f"{row.changed_on or ''} {row.reason}" if row.reason else ""
