"""A child for whom a claim is under way is not due once more for the other parent, as long as the claimant is there for it.

What was decided the rules read from the city's ledger; until then only the case knows of it.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from machimado.core.residents import api as residents
from machimado.core.residents.api import Viewer
from machimado.engines.guidance.models import Completion, DueItem
from machimado.engines.procedures import api as procedures
from machimado.engines.rules import api as rules
from machimado.kernel import clock

EYES = Viewer.of_system("guidance")
Key = tuple[str, str, str, str]
"""(rule, person, claimant, about)"""
MANY = 1_000
"""From so many children on, every completion is read: a database takes only so many values in one question."""


def already_claimed(
    opened: Collection[DueItem], waiting: Collection[DueItem] = (), *, at: datetime
) -> list[Completion]:
    """For each new item whose child somebody is claiming for already, the completion that ties it to that case; and for
    each that was `waiting`, where the claim named a child whom the register has only now come to know.

    Not across 支援措置 (docs/adr/0038): both must be parents who may be told of the child; and not by a case of somebody
    who has died or left.
    """
    on = clock.jst(at).date()
    noted, typed = _noted(opened), _typed([*opened, *waiting], at=at)
    claims = [(item, noted.get((item.rule, item.about))) for item in opened]
    claims += [(item, typed.get((item.rule, item.about))) for item in (*opened, *waiting)]
    found = {
        item.id: Completion(item=item, case=claim.case, at=at)
        for item, claim in claims
        if claim
        and _tied(claim.claimant, item.about, on)
        and residents.may_be_told(item.claimant, item.about, at=on)
    }
    return list(found.values())


class Claim(NamedTuple):
    case: str
    claimant: str


def _noted(opened: Collection[DueItem]) -> dict[tuple[str, str], Claim]:
    """The cases under way that other items of the same children are tied to, by rule and child."""
    earlier = _earlier(opened)
    claimants = procedures.claimants({each.case for each in earlier})
    return {
        (each.item.rule, each.item.about): Claim(each.case, claimants[each.case])
        for each in earlier
        if each.case in claimants
    }


def _typed(items: Collection[DueItem], *, at: datetime) -> dict[tuple[str, str], Claim]:
    """The claims of these people that were sent before the register knew the child, by rule and child."""
    on = clock.jst(at).date()
    rules_of: dict[str, set[str]] = {}
    for rule in {item.rule for item in items}:
        if (guiding := rules.rule(rule, at=on).notice) and guiding.procedure:
            rules_of.setdefault(guiding.procedure, set()).add(rule)
    people = {who for item in items for who in (item.claimant, item.person)}
    if not rules_of:
        return {}
    return {
        (rule, each.child): Claim(each.case, each.person)
        for each in procedures.later_known(people, procedures=rules_of.keys(), at=at)
        for rule in rules_of[each.procedure_key]
    }


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
