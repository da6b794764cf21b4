"""What the rules suggest for a decision: shown to 審査 as a beginning, never decided by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from machimado.core.definitions.api import DefinitionError
from machimado.engines.procedures.answers import Answer
from machimado.engines.procedures.definitions import Outcome, Question
from machimado.engines.procedures.outward import CaseView
from machimado.engines.rules import api as rules


@dataclass(frozen=True, slots=True)
class Suggested:
    """Values by suggestion, for the case and for each person of the register that it is about."""

    whole: Mapping[str, Any] = field(default_factory=dict)
    each: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def answers(self, questions: tuple[Question, ...], person: str | None = None) -> dict[str, Answer]:
        """Initial answers for questions that name a suggestion."""
        values = self.whole if person is None else self.each.get(person, {})
        return {q.name: Answer(values[q.suggested]) for q in questions if q.suggested in values}


def suggest(case: CaseView, outcome: Outcome) -> Suggested:
    """What the rule of the procedure's name says of this person on the day of arrival; nothing where it is not sure."""
    group = outcome.each.group if outcome.each else ""
    count = len(case.answers.items(group))
    try:
        found = rules.evaluate_all(case.procedure_key, person=case.person, at=case.arrived_on)
    except DefinitionError:
        return Suggested({"件数": count})
    known = [each for each in found if each.person == case.person]
    amounts = {
        child: {"月額": each.amount.low}
        for each in known
        for child in each.about
        if each.amount is not None and each.amount.low == each.amount.high
    }
    whole: dict[str, Any] = {"件数": count}
    children = [item.person for item in case.answers.items(group)]
    if children and all(child in amounts for child in children):
        whole["月額の合計"] = sum(amounts[child or ""]["月額"] for child in children)
    starts = sorted({each.starts for each in known if each.starts})
    if starts:
        whole["支給開始月"] = f"{starts[0]:%Y-%m}"
    return Suggested(whole, amounts)
