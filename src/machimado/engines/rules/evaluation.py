"""One rule for one subject: answer, amount, deadline, the next date that matters, the questions that remain."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from machimado.engines.rules.definitions import RuleDefinition, Subject
from machimado.engines.rules.language import kleene, tree
from machimado.engines.rules.language.ages import DAY
from machimado.engines.rules.language.deadlines import Months, months
from machimado.engines.rules.language.kleene import Bounds, Truth
from machimado.engines.rules.language.scalar import Finding, Scalar, all_findings, wake
from machimado.engines.rules.language.town import PersonRow, Town
from machimado.kernel.deadline import Calendar

ANSWERS: Mapping[Truth, str] = {True: "はい", False: "いいえ", None: "確認が必要"}


@dataclass(frozen=True, slots=True)
class Result:
    """What a rule says of one subject on one day."""

    answer: Truth
    certain: bool
    findings: tuple[Finding, ...]
    amount: Bounds | None
    amount_finding: Finding | None
    deadline: date | None
    months: Months | None
    wake: date | None
    unknown: tuple[tuple[str, str], ...] = field(default=())
    """(宛名番号, term) of each unknown fact that the answer hangs on, in the order of the requirements."""


def evaluate(
    rule: RuleDefinition, town: Town, at: date, who: Mapping[str, str], calendar: Calendar
) -> Result:
    """The rule for the people that its pronouns stand for. They must be in `town`."""
    scalar = Scalar(town, at, who)
    findings = tuple(scalar.find(node) for node in rule.conditions)
    certain = rule.subject is not Subject.PARENTAGE or _certain(town, who)
    answer = kleene.every([certain or None, *(finding.truth for finding in findings)])
    amount = scalar.find(rule.amount) if rule.amount is not None and answer is not False else None
    loses = _months(rule, town, at, who, calendar) if answer is not False else None
    every = Finding(None, answer, (*findings, *([amount] if amount else [])))
    return Result(
        answer=answer,
        certain=certain,
        findings=findings,
        amount=amount.bounds if amount else None,
        amount_finding=amount,
        deadline=_deadline(rule, town, at, who, answer, loses),
        months=loses,
        wake=wake(every, at),
        unknown=_unknown(findings) if answer is None else (),
    )


def subjects_of(rule: RuleDefinition, town: Town, number: str) -> list[dict[str, str]]:
    """Every subject of the rule that a person is the adult or the child of, as pronouns to numbers."""
    if rule.subject is Subject.PERSON:
        return [{"本人": number}]
    if rule.subject is Subject.CHILD:
        children = [child for child, _ in town.links_of(number, "子")]
        return [{"児童": child} for child in (number, *children)]
    as_parent = [{"児童": child, "請求者": number} for child, _ in town.links_of(number, "子")]
    as_child = [{"児童": number, "請求者": parent} for parent, _ in town.links_of(number, "父母")]
    return as_parent + as_child


def _certain(town: Town, who: Mapping[str, str]) -> bool:
    return any(certain for child, certain in town.links_of(who["請求者"], "子") if child == who["児童"])


def event(town: Town, who: Mapping[str, str]) -> date | None:
    """The day from which a claim could be made: the birth, or the later day on which the claimant or the child became a

    resident, or whoever had claimed before died or left the city (児童手当法4条1項、8条2項・3項).
    """
    about = town.people[who.get("児童") or who["本人"]]
    if about.birth is None:
        return None
    claimant = town.people[who["請求者"]] if "請求者" in who else None
    later = (claimant.since, _arrived(about), about.freed) if claimant else ()
    return max([about.birth, *(day for day in later if day is not None)])


NEWBORN = timedelta(days=30)


def _arrived(child: PersonRow) -> date | None:
    """The day on which a child moved in. Who was born here is a resident from birth, also where the date of birth, once

    corrected, is a few days before the day that the register had at first.
    """
    if child.birth is None or child.since is None or child.since - child.birth <= NEWBORN:
        return None
    return child.since


def _months(
    rule: RuleDefinition, town: Town, at: date, who: Mapping[str, str], calendar: Calendar
) -> Months | None:
    if rule.deadline is None or rule.deadline.kind != "月を失う":
        return None
    day = event(town, who)
    return None if day is None else months(day, at, rule.deadline.days, calendar)


def _deadline(
    rule: RuleDefinition, town: Town, at: date, who: Mapping[str, str], answer: Truth, loses: Months | None
) -> date | None:
    if loses is not None:
        return loses.deadline
    if rule.deadline is None or answer is False:
        return None
    return _last_day(rule, town, at, who)


def _last_day(rule: RuleDefinition, town: Town, at: date, who: Mapping[str, str]) -> date | None:
    """The last day before the requirements end by age alone."""
    day = at
    while True:
        findings = [Scalar(town, day, who).find(node) for node in rule.conditions]
        if kleene.every(finding.truth for finding in findings) is False:
            return day - DAY
        turn = wake(Finding(None, None, tuple(findings)), day)
        if turn is None:
            return None
        day = turn


def _unknown(findings: tuple[Finding, ...]) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for top in findings:
        if top.value is None:
            for finding in all_findings(top):
                if isinstance(finding.node, tree.FactOf) and finding.value is None:
                    assert finding.who is not None
                    found[finding.who[finding.node.who], finding.node.term] = None
    return tuple(found)
