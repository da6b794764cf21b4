"""The case as a state machine: no illegal step is possible, every state can be reached, and the column tells the records."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.models import Case, State
from machimado.engines.procedures.tests.conftest import APPROVED, AT, SECTION, Someone, file
from machimado.kernel.ref import Ref

pytestmark = pytest.mark.django_db

REVIEWER, DECIDER = Ref("official", "reviewer"), Ref("official", "decider")
LEGAL: dict[str, set[str]] = {
    "accept": {"到達"},
    "request": {"到達", "審査中"},
    "lift": {"補正待ち"},
    "correct": {"補正待ち"},
    "propose": {"審査中"},
    "return": {"決裁待ち"},
    "decide": {"決裁待ち"},
    "withdraw": {"到達", "審査中", "補正待ち", "決裁待ち"},
}
ROADS = (
    ("accept", "request", "correct", "propose", "send_back", "propose", "decide"),
    ("withdraw",),
)


class Handling(RuleBasedStateMachine):
    """Every verb is tried at any time; it works exactly where the law of the house says so."""

    mother: Someone

    @initialize()
    def arrive(self) -> None:
        self.case = file(self.mother)
        self.count = 0

    def state(self) -> str:
        return Case.objects.get(id=self.case.id).state

    def attempt(self, name: str, verb: Any, **given: Any) -> None:
        before = self.state()
        try:
            verb(self.case.id, at=AT, **given)
        except procedures.NotPossible:
            assert before not in LEGAL[name], f"{name} was refused in {before}"
            assert self.state() == before
        else:
            assert before in LEGAL[name], f"{name} was possible in {before}"

    def desk(self, by: Ref = REVIEWER) -> dict[str, Any]:
        return {"sections": [SECTION], "by": by}

    @rule()
    def accept(self) -> None:
        self.attempt("accept", procedures.accept, **self.desk())

    @rule()
    def request(self) -> None:
        fields = {("電話番号",): "確かめてください。"}
        self.attempt("request", procedures.request_correction, fields=fields, **self.desk())

    @rule()
    def lift(self) -> None:
        self.attempt("lift", procedures.lift_correction, **self.desk())

    @rule()
    def correct(self) -> None:
        self.count += 1
        values = {("電話番号",): "0224220009"}
        self.attempt("correct", procedures.correct, values=values, key=f"k{self.count}", **self.mother.scope)

    @rule()
    def propose(self) -> None:
        self.attempt("propose", procedures.propose, outcome="認定", content=APPROVED, **self.desk())

    @rule()
    def send_back(self) -> None:
        self.attempt("return", procedures.return_proposal, reason="もう一度", **self.desk(DECIDER))

    @rule()
    def decide(self) -> None:
        self.attempt("decide", procedures.decide, **self.desk(DECIDER))

    @rule()
    def withdraw(self) -> None:
        self.attempt("withdraw", procedures.withdraw, **self.mother.scope)

    @rule()
    def go_on(self) -> None:
        """The usual next step, so that the machine often comes near the end of the road."""
        usual = {
            "到達": self.accept,
            "審査中": self.propose,
            "補正待ち": self.correct,
            "決裁待ち": self.decide,
        }
        usual.get(self.state(), self.withdraw)()

    @invariant()
    def the_column_tells_the_records(self) -> None:
        if hasattr(self, "case"):
            row = Case.objects.get(id=self.case.id)
            assert row.state == row.derived_state()
            assert len(procedures.steps(row.id)) >= row.submissions.count()


def test_no_illegal_step(mother: Someone) -> None:
    Handling.mother = mother
    run_state_machine_as_test(
        Handling,
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_every_state_can_be_reached(mother: Someone) -> None:
    Handling.mother = mother
    reached = set()
    for road in ROADS:
        machine = Handling()
        machine.arrive()
        reached.add(machine.state())
        for step in road:
            getattr(machine, step)()
            machine.the_column_tells_the_records()
            reached.add(machine.state())
    assert reached == set(State.values) - {State.DONE}
