"""記録: what the city knows from a decision on, of the claimant and each child of the register (児童手当受給)."""

from collections.abc import Iterable
from datetime import datetime

from machimado.core.residents import api as residents
from machimado.core.residents.api import Viewer
from machimado.engines.procedures import editions, notice
from machimado.engines.procedures.identifying import decided_cases, granted, identified, newly_known
from machimado.engines.procedures.models import Case
from machimado.engines.procedures.views_of import today
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.ref import system

BY = system("procedures.inform")


def keep(case: Case, term: str, group: str, *, at: datetime) -> None:
    """Keep what was decided for each child whom the register shows; for the others `keep_later` does when it learns of them."""
    procedure = editions.pinned(case.edition).procedure
    answers = identified(notice.sent(case), procedure, person=case.person, at=at)
    children = [item.person for item in answers.items(group) if item.person]
    _remember(case, term, children, at=at)


def keep_later(person: str, *, at: datetime) -> None:
    """The register has learned of somebody, a child or a parent: what was granted for a child before it knew them is kept
    now, from the day of the decision on.
    """
    links = residents.parents_of(person, viewer=Viewer.of_system(BY.id), at=today(at))
    for case in decided_cases({person, *(link.parent for link in links)}):
        children = newly_known(case, at=at)
        if children and (outcome := granted(case, at=at)) and outcome.keeps:
            rows = vocabulary.holding(at=today(at), people=[case.person])
            held = {row.about for row in rows if (row.term, row.person) == (outcome.keeps, case.person)}
            _remember(case, outcome.keeps, [child for child in children if child not in held], at=at)


def _remember(case: Case, term: str, children: Iterable[str], *, at: datetime) -> None:
    for child in children:
        vocabulary.remember(
            term,
            person=case.person,
            about=child,
            value=True,
            source="decision",
            valid_from=today(case.decision.at),
            by=BY,
            at=at,
        )
