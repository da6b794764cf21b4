"""Reading a due item: what it says today, from the rule and the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from machimado.engines.guidance.models import DueItem
from machimado.engines.guidance.outward import Due, State
from machimado.engines.rules import api as rules
from machimado.engines.rules.api import Amount, Event, Outcome, RuleDefinition
from machimado.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Reading:
    """An item with what stands behind it."""

    item: DueItem
    due: Due
    starts: date | None
    amount: Amount | None
    questions: tuple[Text, ...]
    event: Event | None


def read(items: Iterable[DueItem], *, person: str, at: date) -> list[Reading]:
    """The items as they stand today, the nearest deadline first; those that no longer hold are left out."""
    items = list(items)
    if not items:
        return []
    found_now = rules.outcomes_for(person, at=at, rules=_rules_behind(items, at))
    outcomes = {(each.rule, each.person, each.about): each for each in found_now}
    found: list[Reading] = []
    for item in items:
        outcome = _outcome_of(item, outcomes)
        if outcome is not None and outcome.answer != "no":
            found.append(_reading(item, outcome, outcomes, at))
    return sorted(found, key=lambda each: (each.due.deadline or date.max, each.due.rank, each.item.rule))


def _rules_behind(items: Iterable[DueItem], at: date) -> set[str]:
    """The rules of the items, and those that say how much."""
    keys = {item.rule for item in items}
    return keys | {amount for key in keys if (amount := rules.rule(key, at=at).amount_rule)}


Outcomes = dict[tuple[str, str, tuple[str, ...]], Outcome]


def _outcome_of(item: DueItem, outcomes: Outcomes) -> Outcome | None:
    """The outcome behind an item; None where it no longer holds, or 支援措置 has come between the person and the child."""
    about = (item.about,)
    return outcomes.get((item.rule, item.claimant, about)) or outcomes.get((item.rule, item.about, about))


def _reading(item: DueItem, outcome: Outcome, outcomes: Outcomes, at: date) -> Reading:
    rule = rules.rule(item.rule, at=at)
    asked = (
        item.person,
        item.claimant,
        item.about,
    )  # what another adult would have to say is no question to these
    questions = tuple(question.text for question in outcome.questions if question.person in asked)
    due, amount = _due(item, rule, outcome, at), _amount(rule, item, outcomes, outcome.starts)
    return Reading(item, due, outcome.starts, amount, questions, outcome.event)


def _amount(rule: RuleDefinition, item: DueItem, outcomes: Outcomes, starts: date | None) -> Amount | None:
    """Yen a month in the first month paid for; asked again where an age turns before it begins."""
    found = outcomes.get((rule.amount_rule, item.claimant, (item.about,))) if rule.amount_rule else None
    if found and starts and found.wake and found.wake <= starts:
        found = rules.evaluate(found.rule, person=item.claimant, about=item.about, at=starts)
    return found.amount if found else None


def _due(item: DueItem, rule: RuleDefinition, outcome: Outcome, at: date) -> Due:
    own = item.claimant in (item.person, item.about)
    procedure = rule.notice.procedure if rule.notice and own else None
    loses = rule.deadline is not None and rule.deadline.kind == "月を失う"
    return Due(
        id=item.id,
        rule=item.rule,
        title=rule.title,
        reason=_reason(rule, outcome),
        about=item.about,
        deadline=outcome.deadline,
        months_at_stake=1 if loses else 0,
        months_lost=outcome.lost,
        procedure_key=procedure,
        link=f"/procedures/{procedure}/start/?for={item.id}" if procedure else None,
        state=_state(item),
        certain=outcome.answer == "yes",
        rank=rule.rank,
        summary=rule.summary,
        notice=rule.notice.template if rule.notice else "",
    )


def _reason(rule: RuleDefinition, outcome: Outcome) -> Text:
    """A line for each condition that holds, and one for the time limit."""
    reasons = list(outcome.reasons)
    if rule.deadline is not None and rule.deadline.reason is not None:
        reasons.append(rule.deadline.reason)
    if not reasons:
        return rule.summary
    return Text(
        ja="\n".join(reason.ja for reason in reasons),
        easy="\n".join(reason.in_language("ja-easy") for reason in reasons),
        en="\n".join(reason.in_language("en") for reason in reasons),
    )


def _state(item: DueItem) -> State:
    if hasattr(item, "completion"):
        return "done"
    if item.closed_at is not None:
        return "over"
    return "dismissed" if hasattr(item, "dismissal") else "open"
