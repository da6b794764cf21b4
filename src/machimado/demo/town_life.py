"""The town's verbs: build it, let days pass, let a child be born. Each reaches Machimado as a file of the register."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings

from machimado.core.residents import api as residents
from machimado.demo.clock import FILE, TownClock
from machimado.demo.town.day import Day
from machimado.demo.town.generate import generate
from machimado.demo.town.ledger import Ledger
from machimado.demo.town.life import bear, live
from machimado.demo.town.recipe import Recipe, read
from machimado.demo.town.register import Row, rows
from machimado.demo.townhall import State, Townhall
from machimado.kernel import clock
from machimado.kernel.clock import JST
from machimado.kernel.ref import system

HISTORY = timedelta(days=30)
BY = system("town")


class NoTown(Exception):
    """There is no town in this folder yet: `machimado demo prepare` builds one."""


@dataclass(frozen=True, slots=True)
class Birth:
    """A child that the register has just learned of."""

    child: str
    mother: str
    father: str
    household: str
    born: date


def register_is_empty() -> bool:
    return next(iter(residents.rule_columns(at=clock.today())), None) is None


def townhall() -> Townhall:
    return Townhall(settings.VAR / "town")


def town_clock() -> TownClock:
    return TownClock(settings.VAR / FILE)


def recipe() -> Recipe:
    """The recipe of the first pack that has one: the city's."""
    for pack in reversed(settings.PACKS):
        if (pack / "town.yaml").exists():
            return read(pack / "town.yaml")
    raise NoTown("no pack has a town.yaml")


def build(*, seed: str = "", as_of: date | None = None, plan: Recipe | None = None) -> State:
    """Draw the town as it was on `as_of` and take it in as the first load (初期登録)."""
    plan = plan or recipe()
    town_clock().reset()
    seed, as_of = seed or plan.seed, as_of or clock.today() - HISTORY
    town = generate(plan, seed=seed, as_of=as_of)
    state = State(seed, as_of.isoformat(), as_of.isoformat(), 0, 0, keys=town.keys)
    townhall().found(list(rows(town, plan)), state)
    return load()


def load() -> State:
    """Take in the first load, or what is left of it after it was broken off."""
    hall = townhall()
    state = hall.state()
    if not state.loaded:
        take_in(hall.folder / "register.csv", "full", at=morning(date.fromisoformat(state.as_of)))
        state.loaded = True
        hall.note(state)
    return state


def tick(days: int, *, plan: Recipe | None = None) -> dict[str, int]:
    """Let days pass: the register hears of each morning's changes, and the demo's clock follows."""
    plan, tally = plan or recipe(), dict[str, int]()
    with _opened() as (ledger, state):
        for _ in range(days):
            _one_day(plan, ledger, state, tally)
    town_clock().reach(townhall().state().day)
    return tally


def _one_day(plan: Recipe, ledger: Ledger, state: State, tally: dict[str, int]) -> None:
    on = state.day + timedelta(days=1)
    live(Day(ledger, plan, seed=state.seed, on=on))
    changed = list(ledger.take_changes())
    for row in changed:
        tally[row["異動事由"]] = tally.get(row["異動事由"], 0) + 1
    hall, name = townhall(), on.isoformat()
    if changed and name > hall.last_taken:
        take_in(hall.changes(name, changed), "changes", at=morning(on))
        hall.taken(name)
    state.today = on.isoformat()


def birth(mother: str, *, at: datetime, plan: Recipe | None = None) -> Birth:
    """A child of this mother (宛名番号) is born today. Raises ValueError where she had one within ten months."""
    plan = plan or recipe()
    with _opened() as (ledger, state):
        row = ledger.by_number.get(mother)
        if row is None:
            raise ValueError(mother)
        on = max(clock.jst(at).date(), state.day)
        _check_spacing(ledger, row, on)
        state.births += 1
        day = Day(ledger, plan, seed=f"{state.seed}|{state.births}", on=on)
        child = bear(day, row)
        path = townhall().changes(f"{on.isoformat()}-birth-{state.births}", list(ledger.take_changes()))
        take_in(path, "changes", at=at)
    return Birth(child["宛名番号"], mother, child["父宛名番号"], child["世帯番号"], on)


def _check_spacing(ledger: Ledger, mother: Row, on: date) -> None:
    for row in ledger.household_of(mother):
        born = date.fromisoformat(row["生年月日"])
        if row["母宛名番号"] == mother["宛名番号"] and (on - born).days < 300:
            raise ValueError("born within ten months")


def take_in(path: Path, mode: str, *, at: datetime) -> None:
    """Through the same door as any city's file. The town's own files have no faults, or this is a defect."""
    report = residents.import_register(path, mode="full" if mode == "full" else "changes", by=BY, at=at)
    if not report.accepted:
        first = "; ".join(f"{each.line} {each.column}: {each.problem}" for each in report.faults[:3])
        raise RuntimeError(f"{path.name} was refused ({report.fault_count} faults): {first}")


def morning(day: date) -> datetime:
    """Nine o'clock in Japan."""
    return datetime.combine(day, time(9), JST).astimezone(UTC)


def _opened() -> AbstractContextManager[tuple[Ledger, State]]:
    hall = townhall()
    if not hall.founded:
        raise NoTown("machimado demo prepare")
    return hall.opened()
