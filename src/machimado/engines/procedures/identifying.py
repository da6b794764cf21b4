"""Who somebody in a claim is today: the register may learn of a child after the claim (里帰り出産, paper on the day of the 出生届).

What was sent stays as it was sent; only whom it means is asked again each time, until the register knows.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet

from machimado.engines.procedures import editions, notice
from machimado.engines.procedures.answers import Answers, Item
from machimado.engines.procedures.definitions import Outcome, Procedure
from machimado.engines.procedures.journey import walk
from machimado.engines.procedures.models import Case, State
from machimado.engines.procedures.models.case import OPEN
from machimado.engines.procedures.outward import ONLINE, CaseView, LaterKnown
from machimado.engines.procedures.recognising import recognised
from machimado.engines.procedures.summary import item_title
from machimado.engines.procedures.views_of import today
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.ref import system

EYES = system("procedures.identify")
MANY = 1_000
"""So many people are asked about at once: a database takes only so many values in one question."""


def identified(answers: Answers, procedure: Procedure, *, person: str, at: datetime) -> Answers:
    """The answers as they were sent, with the 宛名番号 of each child of the claimant whom the register shows by now.

    Not across 支援措置, as everywhere where a child is recognised; whom the claim named with a number keeps it.
    """
    unknown = [(group.name, item) for group in procedure.groups() for item in _unknown(answers, group.name)]
    if not unknown:
        return answers
    found = recognised(answers, procedure, person=person, by=EYES, at=at)
    for group, item in unknown:
        now = found.item(group, item.id)
        if now is not None and now.person:
            answers = answers.with_item(group, replace(item, person=now.person))
    return answers


def of_today(case: CaseView, *, at: datetime) -> CaseView:
    """The case with the numbers of those whom the register has learned of since; what each answer says stays."""
    answers = identified(case.answers, case.procedure, person=case.person, at=at)
    if answers is case.answers:
        return case
    as_it_came = case.channel != ONLINE
    journey = walk(case.procedure, answers, on=case.arrived_on, as_it_came=as_it_came)
    return replace(case, answers=answers, journey=journey)


def unidentified(case: CaseView) -> list[str]:
    """The names, as they were sent, of those for whom a decision is kept (記録) and whom the register does not show yet."""
    if not (case.is_open or case.decision):
        return []
    return [
        item_title(case.answers, outcome.each, item.id)
        for outcome in case.procedure.outcomes
        if outcome.keeps and outcome.each and (case.is_open or case.decision.outcome == outcome.name)
        for item in _unknown(case.answers, outcome.each.group)
    ]


def later_known(people: Collection[str], *, procedures: Collection[str], at: datetime) -> list[LaterKnown]:
    """In the standing claims of these people: each child who was sent without a number and whom the register shows now."""
    return [
        LaterKnown(str(case.id), case.procedure, case.person, child)
        for case in _open_or_decided(people, procedures)
        if (children := newly_known(case, at=at)) and (case.is_open or granted(case, at=at))
        for child in children
    ]


def newly_known(case: Case, *, at: datetime) -> list[str]:
    """The children that a case is made for, sent without a number, whom the register shows now."""
    answers = notice.sent(case)
    if not any(_unknown(answers, group) for group in answers.groups):
        return []
    procedure = editions.pinned(case.edition).procedure
    groups = {outcome.each.group for outcome in procedure.outcomes if outcome.each}
    found = identified(answers, procedure, person=case.person, at=at)
    items = [found.item(group, item.id) for group in sorted(groups) for item in _unknown(answers, group)]
    return [item.person for item in items if item and item.person]


def granted(case: Case, *, at: datetime) -> Outcome | None:
    """The outcome of a decided case that the city keeps for each child; None too where a list taken in since knows better."""
    if case.state != State.DECIDED:
        return None
    outcome = editions.pinned(case.edition).procedure.outcome(case.decision.outcome)
    if outcome is None or outcome.keeps is None or outcome.each is None:
        return None
    since, now = (vocabulary.complete_terms(at=day) for day in (today(case.decision.at), today(at)))
    return None if outcome.keeps in now - since else outcome


def decided_cases(people: Collection[str]) -> QuerySet[Case]:
    return Case.objects.filter(person__in=people, state=State.DECIDED).select_related("decision")


def _open_or_decided(people: Collection[str], procedures: Collection[str]) -> Iterator[Case]:
    everybody = sorted(people)
    for start in range(0, len(everybody), MANY):
        some = everybody[start : start + MANY]
        rows = Case.objects.filter(
            state__in=(*OPEN, State.DECIDED), procedure__in=procedures, person__in=some
        )
        yield from rows.select_related("decision").order_by("filed_at")


def _unknown(answers: Answers, group: str) -> list[Item]:
    return [item for item in answers.items(group) if not item.person]
