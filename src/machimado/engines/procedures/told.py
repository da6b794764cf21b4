"""What the answers of a case say in the words of the rules (わかる事実), so that nobody is asked again."""

from machimado.engines.procedures.conditions import Known, holds
from machimado.engines.procedures.definitions import ToldFact
from machimado.engines.procedures.outward import CaseView

Facts = dict[str, dict[str, bool]]  # 宛名番号 → term → value


def facts_of(case: CaseView) -> Facts:
    """The facts that the answers settle, by person; what they leave open is left out."""
    found: Facts = {}
    for told in case.procedure.tells:
        for person, value in _said(told, case):
            if person and value is not None:
                found.setdefault(person, {})[told.fact] = value
    return found


def counted(case: CaseView) -> int:
    """How many people of 数える groups count with the children (算定): those for whom the fact holds."""
    return sum(
        value is True for told in case.procedure.tells if told.counts for _, value in _said(told, case)
    )


def _said(told: ToldFact, case: CaseView) -> list[tuple[str | None, Known]]:
    if told.group is None:
        return [(case.person, holds(told.when, case.journey.scope))]
    items = [
        item
        for page in case.journey.pages
        if page.page.group and page.page.group.name == told.group
        for item in page.items
    ]
    return [(one.item.person, holds(told.when, one.scope)) for one in items]
