"""What the rules suggest for a decision: shown to 審査 as a beginning, never decided by itself.

The case's own answers count as facts (わかる事実), so an official confirms what the rules find and looks up nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from machimado.core.definitions.api import DefinitionError
from machimado.core.residents.api import Viewer
from machimado.engines.procedures import show, told
from machimado.engines.procedures.answers import Answer
from machimado.engines.procedures.definitions import Outcome, Question
from machimado.engines.procedures.outward import CaseView
from machimado.engines.rules import api as rules
from machimado.engines.vocabulary import api as vocabulary

Values = dict[str, Any]
Amounts = dict[str, int]  # yen a month by 宛名番号, where the rules are sure of it
CLASS = "額の区分"


@dataclass(frozen=True, slots=True)
class Suggested:
    """Values by suggestion, for the case and for each person of the register that it is about."""

    whole: Mapping[str, Any] = field(default_factory=dict)
    each: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def answers(self, questions: tuple[Question, ...], person: str | None = None) -> dict[str, Answer]:
        """Initial answers for questions that name a suggestion."""
        values = self.whole if person is None else self.each.get(person, {})
        found = {q.name: Answer(values[q.suggested]) for q in questions if q.suggested in values}
        for question in questions:
            of_amount = [
                c.value for c in question.choices if c.amount is not None and c.amount == values.get("月額")
            ]
            if question.suggested == CLASS and of_amount:
                found[question.name] = Answer(of_amount[0])
        return found


def suggest(case: CaseView, outcome: Outcome) -> Suggested:
    """What the rule of the procedure's name says of this person on the day of arrival; nothing where it is not sure."""
    items = case.answers.items(outcome.each.group) if outcome.each else ()
    whole: Values = {"件数": len(items), **_reason(case)}
    try:
        rule = rules.rule(case.procedure_key, at=case.arrived_on)
    except DefinitionError:
        return Suggested(whole)
    known, children = told.facts_of(case), [item.person for item in items]
    starts = _starts(case, children, known)
    whole |= {"支給開始月": f"{starts[0]:%Y-%m}"} if len(starts) == 1 else {}
    if rule.amount_rule is None or not _all_registered(case):
        return Suggested(whole)
    months = starts or [case.arrived_on]
    raised = [_outcomes(rule.amount_rule, case, known, month) for month in months]
    if any(_counts_more(each, case, outcome, children) for each in raised):
        return Suggested(whole)
    now, before = _agreed(raised), _agreed([_outcomes(rule.amount_rule, case, {}, each) for each in months])
    whole |= _sums(case, outcome, children, now, before=before)
    return Suggested(whole, {child: {"月額": yen} for child, yen in now.items()})


def _all_registered(case: CaseView) -> bool:
    """Whether the rules see every child of the claim: one whom the register lacks may make another the third."""
    return all(one.item.person for page in case.journey.pages for one in page.items)


def _starts(case: CaseView, children: Sequence[str | None], known: told.Facts) -> list[date]:
    """The first day of the month from which these children are paid for, if claimed on the day of arrival.

    It hangs on the day of the event (児童手当法8条3項). Where the claim states another than the register shows (公務員退職),
    the official judges which counts: then the months that either day leads to, several where they differ.
    """
    found = rules.evaluate_all(case.procedure_key, person=case.person, at=case.arrived_on, known=known)
    mine = [each for each in found if each.person == case.person and set(each.about) & set(children)]
    start = min((each.starts for each in mine if each.starts), default=None)
    stated = _stated_day(case)
    if start is None or stated is None or stated in {each.event.on for each in mine if each.event}:
        return [start] if start else []
    return sorted({start, _month_after(stated)})


def _stated_day(case: CaseView) -> date | None:
    """The day that the claim itself gives for its event (事由の発生日)."""
    for page in case.journey.pages:
        for question in page.questions:
            answer = case.journey.visible.single.get(question.name)
            if question.known and question.known.notice == "日" and answer and answer.value:
                return date.fromisoformat(answer.value)
    return None


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _agreed(raised: Sequence[Sequence[rules.Outcome]]) -> Amounts:
    """The amounts that are the same in each month with which payment may begin."""
    first, *others = map(_amounts, raised)
    return {child: yen for child, yen in first.items() if all(each.get(child) == yen for each in others)}


def _outcomes(rule: str, case: CaseView, known: told.Facts, month: date) -> list[rules.Outcome]:
    """What is paid in the first month: whoever claims in the month of a third birthday gets the amount that follows it."""
    found = rules.evaluate_all(rule, person=case.person, at=month, known=known)
    return [each for each in found if each.person == case.person and each.answer != "no"]


def _counts_more(
    raised: Sequence[rules.Outcome], case: CaseView, outcome: Outcome, children: Sequence[str | None]
) -> bool:
    """Whether the rules count a child whom neither the claim names nor anything is paid for: then 月額 and 算定人数 disagree."""
    others = {child for each in raised if each.answer == "yes" for child in each.about} - set(children)
    return bool(others - set(_paid_already(case, outcome, sorted(others))))


def _amounts(raised: Sequence[rules.Outcome]) -> Amounts:
    """Yen a month where the rules are sure of it."""
    return {
        child: each.amount.low
        for each in raised
        for child in each.about
        if each.amount is not None and each.amount.low == each.amount.high
    }


def _sums(
    case: CaseView, outcome: Outcome, children: Sequence[str | None], now: Amounts, *, before: Amounts
) -> Values:
    """What is paid for these children, and before and after for whom it is paid already; only where each is sure."""
    claimed = [child for child in children if child in now]
    if len(claimed) < len(children) or not children:
        return {}
    paid = _paid_already(case, outcome, [child for child in now | before if child not in claimed])
    total = sum(now[child] for child in claimed)
    found: Values = {"月額の合計": total, "算定人数": len(claimed) + len(paid) + told.counted(case)}
    if all(child in before for child in paid):
        found["改定前の月額"] = sum(before[child] for child in paid)
    if all(child in now for child in paid):
        found["改定後の月額"] = total + sum(now[child] for child in paid)
    return found


def _paid_already(case: CaseView, outcome: Outcome, others: Sequence[str]) -> list[str]:
    """Those of the others whom the group leaves out because it is paid for them already (除く事実)."""
    name = outcome.each.group if outcome.each else ""
    term = next((group.without for group in case.procedure.groups() if group.name == name), None)
    if term is None:
        return []
    eyes = Viewer.of_system("procedures.suggest")
    held = {
        child: vocabulary.gather([term], person=child, viewer=eyes, at=case.arrived_on)[term]
        for child in others
    }
    return [
        child for child, fact in held.items() if isinstance(fact, vocabulary.FactValue) and fact.value is True
    ]


def _reason(case: CaseView) -> Values:
    """Why the claim was made, in the words of its own answers: 子が生まれた(令和8年11月20日)."""
    said: dict[str, str] = {}
    for page in case.journey.pages:
        for question in page.questions:
            answer = case.journey.visible.single.get(question.name)
            if question.known and question.known.notice and answer:
                said[question.known.notice] = show.shown(question, answer.value, "ja")
    if "事由" not in said:
        return {}
    return {"事由": f"{said['事由']}({said['日']})" if "日" in said else said["事由"]}
