"""A child for whom a claim is under way is not due once more for a parent who comes later (moves in, is recorded late).

What was decided the rules read from the city's ledger; until then only the case knows of it.
"""

from collections.abc import Collection
from datetime import date, datetime

from machimado.core.residents import api as residents
from machimado.core.residents.api import Viewer
from machimado.engines.guidance.models import Completion, DueItem
from machimado.engines.procedures import api as procedures
from machimado.kernel import clock

EYES = Viewer.of_system("guidance")
MANY = 1_000
"""From so many children on, every completion is read: a database takes only so many values in one question."""


def already_claimed(opened: Collection[DueItem], *, at: datetime) -> list[Completion]:
    """For each new item whose child somebody else is claiming for, the completion that ties it to that case.

    Not across 支援措置 (docs/adr/0038): both must be parents who may be told of the child; and not by a case of somebody
    who has died or left.
    """
    on = clock.jst(at).date()
    earlier = _earlier(opened)
    claimants = procedures.claimants({each.case for each in earlier})
    cases = {(each.item.rule, each.item.about): each.case for each in earlier if each.case in claimants}
    return [
        Completion(item=item, case=case, at=at)
        for item in opened
        if (case := cases.get((item.rule, item.about)))
        and _tied(claimants[case], item.about, on)
        and residents.may_be_told(item.claimant, item.about, at=on)
    ]


def _earlier(opened: Collection[DueItem]) -> list[Completion]:
    children = {item.about for item in opened}
    rows = Completion.objects.filter(item__rule__in={item.rule for item in opened}).select_related("item")
    if len(children) <= MANY:
        rows = rows.filter(item__about__in=children)
    return [row for row in rows if row.item.about in children] if children else []


def _tied(claimant: str, child: str, on: date) -> bool:
    try:
        here = residents.person(claimant, viewer=EYES, at=on).resident
    except residents.NotFound:
        return False
    return here and residents.may_be_told(claimant, child, at=on)
