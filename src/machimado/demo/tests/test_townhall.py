from datetime import date
from pathlib import Path

import pytest

from machimado.demo.town.generate import generate
from machimado.demo.town.recipe import read
from machimado.demo.town.register import rows
from machimado.demo.townhall import State, Townhall

RECIPE = Path(__file__).resolve().parents[4] / "packs/shiroishi/town.yaml"


@pytest.fixture
def hall(tmp_path: Path) -> Townhall:
    recipe = read(RECIPE).scaled(1000)
    town = generate(recipe, seed="t", as_of=date(2026, 9, 24))
    hall = Townhall(tmp_path / "town")
    hall.found(list(rows(town, recipe)), State("t", "2026-09-24", "2026-09-24", 0, 0, keys=town.keys))
    return hall


def test_it_remembers_residents_and_keys(hall: Townhall) -> None:
    with hall.opened() as (ledger, state):
        assert len(ledger.rows) == 1000
        assert ledger.by_number[state.keys["物語.母"]]["名"] == "美咲"


def test_numbers_are_never_given_twice(hall: Townhall) -> None:
    with hall.opened() as (ledger, _):
        last = ledger.rows[-1]
        ledger.remove(last, on=date(2026, 9, 25), event="転出")
        gone = last["宛名番号"]
    with hall.opened() as (ledger, _):
        assert ledger.next_person > int(gone)


def test_work_that_fails_leaves_the_town_as_it_was(hall: Townhall) -> None:
    def fail() -> None:
        with hall.opened() as (ledger, state):
            ledger.remove(ledger.rows[0], on=date(2026, 9, 25), event="転出")
            state.today = "2026-09-25"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with hall.opened() as (ledger, state):
        assert len(ledger.rows) == 1000
        assert state.today == "2026-09-24"
