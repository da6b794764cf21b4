"""What follows a decision: the sealed notice, word to the resident, and what the city knows from then on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.engines.documents import api as documents
from machimado.engines.procedures import canonical, editions, keeping, notice, telling
from machimado.engines.procedures.deciding import INFORM
from machimado.engines.procedures.handling import log
from machimado.engines.procedures.models import Case, Decision
from machimado.engines.procedures.views_of import today
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.ref import Ref, system

LEARNED = "procedures.learned"
LEARNS = ("born", "moved_in", "renamed", "household_changed", "corrected", "changed")
"""The register's events after which somebody typed into a claim may be somebody it knows."""


@jobs.job(INFORM)
def inform(payload: Mapping[str, Any], *, at: datetime) -> None:
    """Issue the notice of a decision and tell the resident; effects and completion share one transaction."""
    decision = Decision.objects.select_related("case").get(id=UUID(payload["decision"]))
    case = decision.case
    outcome = editions.pinned(case.edition).procedure.outcome(decision.outcome)
    if outcome is not None and outcome.document and not decision.document:
        issued = documents.issue(
            outcome.document,
            subject=Ref("case", str(case.id)),
            person=case.person,
            data=notice.data(case, outcome, canonical.read(decision.body)),
            by=system(INFORM),
            at=at,
        )
        decision.document = str(issued.id)
        decision.save(update_fields=["document"])
        log(case, "notice_issued", decision, by=system(INFORM), at=at)
    if outcome is not None and outcome.keeps and outcome.each:
        keeping.keep(case, outcome.keeps, outcome.each.group, at=at)
    telling.tell(case, "decided", at=at)


@jobs.job(LEARNED)
def learned(payload: Mapping[str, Any], *, at: datetime) -> None:
    """The register shows somebody, or shows them anew: perhaps a child for whom a claim was granted before."""
    keeping.keep_later(journal.entry(UUID(payload["entry"])).subject.id, at=at)


@jobs.job("procedures.remember")
def remember(payload: Mapping[str, Any], *, at: datetime) -> None:
    """Facts that the resident typed are not asked for again; what belongs to the case alone is not kept."""
    entry = journal.entry(UUID(payload["entry"]))
    case = Case.objects.get(id=UUID(entry.subject.id))
    procedure = editions.pinned(case.edition).procedure
    answers = notice.sent(case)
    terms = vocabulary.facts(on=today(at))
    for page in procedure.pages:
        for question in page.questions if page.whose == "本人" else ():
            answer = answers.single.get(question.name)
            if answer is not None and answer.source == "typed" and _reusable(terms, question.fact):
                vocabulary.remember(
                    question.fact or "",
                    person=case.person,
                    value=answer.value,
                    source="earlier",
                    valid_from=today(at),
                    by=entry.actor,
                    at=at,
                )


def _reusable(terms: Mapping[str, vocabulary.FactDefinition], term: str | None) -> bool:
    return term in terms and vocabulary.Source.EARLIER in terms[term].sources
