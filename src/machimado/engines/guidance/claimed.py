"""A child for whom a claim is under way is not due once more for the other parent, as long as the claimant is there for it.

What was decided the rules read from the city's ledger; until then only the case knows of it.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import lru_cache

from machimado.core.residents import api as residents
from machimado.core.residents.api import Viewer
from machimado.engines.guidance.models import Completion, DueItem
from machimado.engines.procedures import api as procedures
from machimado.kernel import clock

EYES = Viewer.of_system("guidance")
Key = tuple[str, str, str, str]
"""(rule, person, claimant, about)"""
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


def outlived(wanted: Iterable[Key], *, scope: Collection[str] | None, at: datetime) -> list[Completion]:
    """The completions of open items by somebody else's case under way, who has died, left or is kept apart since.

    Whom the rules still name beside the child (`wanted`) is there for it: only about the others the register is asked.
    """
    done = Completion.objects.filter(item__closed_at=None).select_related("item")
    done = done if scope is None else done.filter(item__about__in=scope)
    found = list(done)
    claimants = procedures.claimants({each.case for each in found})
    named = {(rule, who, about) for rule, person, claimant, about in wanted for who in (person, claimant)}
    tied, on = lru_cache(maxsize=None)(_tied), clock.jst(at).date()
    return [
        each
        for each in found
        if (claimant := claimants.get(each.case))
        and claimant != each.item.claimant
        and (each.item.rule, claimant, each.item.about) not in named
        and not tied(claimant, each.item.about, on)
    ]


def _tied(claimant: str, child: str, on: date) -> bool:
    try:
        adult, minor = (residents.person(each, viewer=EYES, at=on) for each in (claimant, child))
    except residents.NotFound:
        return False
    fled = adult.protected and adult.household_number != minor.household_number
    return adult.resident and not fled and residents.may_be_told(claimant, child, at=on)
