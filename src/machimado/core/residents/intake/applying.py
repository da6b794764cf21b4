"""Staged rows into the register: chunk after chunk, each in short transactions; a broken load is simply begun again."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db import connection, transaction

from machimado.core.residents.intake import changes, comparing, state, writing
from machimado.core.residents.intake.outcome import Outcome
from machimado.core.residents.intake.row import Row
from machimado.core.residents.intake.staging import Chunk, Staged, Staging
from machimado.core.residents.models import Load, PersonVersion
from machimado.kernel.ref import Actor

TURN = 0.15
"""Seconds after which a turn is given up to whoever waits; what is left follows in the next."""
PERSONS_AT_ONCE = 100
EVENTS_AT_ONCE = 25
"""Between two looks at the clock; a household is never divided."""
BREATH = 0.11
"""Seconds between two turns on SQLite: its waiting writers look again after at most 0.1 s."""


class Portion(NamedTuple):
    """What is written between two looks at the clock."""

    outcomes: list[Outcome]
    batch: writing.Batch


class Superseded(Exception):
    """Another process has begun to apply the same load; it goes on alone."""


def apply(
    load: Load,
    staging: Staging,
    chunks: Sequence[Chunk],
    *,
    by: Actor,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Apply all chunks. Safe to break anywhere and to begin again: what was committed is found unchanged."""
    breath = Breath()
    for chunk in chunks:
        outcomes = plan(_settled(staging.rows(chunk), staging), load)
        left = deque(Portion(each, writing.Batch.of(each, at=at)) for each in _portions(outcomes))
        done = False
        while not done:
            with breath, transaction.atomic():
                _take_turn(left, load, by=by, at=at)
                if done := not left:
                    _done(load, chunk)
        if progress:
            progress(load.chunks_done, load.chunks)


def plan(staged: Sequence[Staged], load: Load) -> list[Outcome]:
    """What each row means. Reads the register, outside of any transaction: loads are its only writer."""
    states = state.known([each.number for each in staged])
    differing = [each for each in staged if _differs(each, states)]
    full = load.mode == "full"
    known = [each for each in differing if each.number in states]
    state.complete(states, [each.number for each in known], at=load.as_of)
    late = [e.number for e in known if e.row and changes.is_late(e.row, states[e.number], full=full)]
    state.remember(states, late)
    settled = state.settled(_newborn(differing, states, load))
    outcomes = []
    for number, household, digest, row in differing:
        if row is None:
            outcome = comparing.disappear(number, states[number], as_of=load.as_of)
        elif number in states:
            outcome = comparing.compare(row, digest, states[number], full=full, as_of=load.as_of)
        else:
            here = number in settled
            outcome = comparing.register(row, digest, initial=load.initial, settled=here, as_of=load.as_of)
        if outcome is not None:
            outcome.household = household
            outcomes.append(outcome)
    return outcomes


def _newborn(differing: Sequence[Staged], states: dict[str, state.State], load: Load) -> list[Row]:
    """The rows of whom the register may not know because they were born since."""
    if load.initial:
        return []
    rows = [each.row for each in differing if each.row and each.number not in states]
    return [row for row in rows if changes.newborn(row, load.as_of)]


def _differs(staged: Staged, states: dict[str, state.State]) -> bool:
    known = states.get(staged.number)
    if staged.row is None:
        return known is not None
    return known is None or known.digest != staged.digest


def _settled(staged: list[Staged], staging: Staging) -> list[Staged]:
    """父母宛名番号 in one column: the woman is the mother, the man the father, whatever their order."""
    named = {n for each in staged if each.row for n in (each.row.father, each.row.mother) if n}
    if not named:
        return staged
    sexes = {each.number: each.row.sex for each in staged if each.row and each.number in named}
    sexes |= staging.sexes(named - sexes.keys())
    if missing := named - sexes.keys():
        sexes |= dict(PersonVersion.objects.filter(person__in=missing).values_list("person_id", "sex"))

    def settle(each: Staged) -> Staged:
        row = each.row
        if row is None or not (row.father or row.mother):
            return each
        if sexes.get(row.father or "") == "女" or sexes.get(row.mother or "") == "男":
            return each._replace(row=row._replace(father=row.mother, mother=row.father))
        return each

    return [settle(each) for each in staged]


def _portions(outcomes: Sequence[Outcome]) -> Iterator[list[Outcome]]:
    """Whole households, few enough that the clock is looked at often."""
    portion: list[Outcome] = []
    told = 0
    for _, household in groupby(outcomes, key=attrgetter("household")):
        members = list(household)
        news = sum(len(outcome.happenings) for outcome in members)
        if portion and (len(portion) + len(members) > PERSONS_AT_ONCE or told + news > EVENTS_AT_ONCE):
            yield portion
            portion, told = [], 0
        portion += members
        told += news
    if portion:
        yield portion


def _take_turn(left: deque[Portion], load: Load, *, by: Actor, at: datetime) -> None:
    """Write portions until the time of a turn is over: on a busy machine a turn is fewer rows, not a longer wait."""
    over = time.monotonic() + TURN
    counts = Counter(load.counts)
    while left:
        portion = left.popleft()
        writing.write(portion.outcomes, portion.batch, load, by=by, at=at)
        counts.update(_counted(portion.outcomes))
        if time.monotonic() >= over:
            break
    if counts != load.counts:
        load.counts = dict(counts)
        load.save(update_fields=["counts"])


def _counted(outcomes: Sequence[Outcome]) -> Counter[str]:
    happenings = [happening for outcome in outcomes for happening in outcome.happenings]
    counts = Counter(f"event:{happening.kind}" for happening in happenings)
    counts["changed"] += len(outcomes)
    counts["departures"] += sum(happening.reason == comparing.ABSENT for happening in happenings)
    counts["events"] += len(happenings)
    return counts


def _done(load: Load, chunk: Chunk) -> None:
    same = Load.objects.filter(pk=load.pk, state=Load.State.APPLYING, chunks_done=chunk.number)
    if same.update(chunks_done=chunk.number + 1) != 1:
        raise Superseded
    load.chunks_done = chunk.number + 1


class Breath:
    """The pause between two turns. What is prepared meanwhile counts; only the rest is slept."""

    def __init__(self) -> None:
        self._last = 0.0

    def __enter__(self) -> None:
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            time.sleep(max(0.0, self._last + BREATH - time.monotonic()))

    def __exit__(self, *exc: object) -> None:
        self._last = time.monotonic()
