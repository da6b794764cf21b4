"""From rows to what the door hands out."""

from datetime import date, datetime
from typing import Any

from machimado.engines.procedures import canonical, editions, papers, renewing
from machimado.engines.procedures.answers import from_json
from machimado.engines.procedures.definitions import Procedure
from machimado.engines.procedures.journey import walk
from machimado.engines.procedures.models import Case, Correction, Draft, Proposal
from machimado.engines.procedures.outward import (
    ONLINE,
    CaseView,
    CorrectionView,
    DecisionView,
    DraftView,
    ProposalView,
    SentView,
)
from machimado.kernel.clock import jst


def draft_view(draft: Draft, *, at: datetime) -> DraftView:
    on = jst(at).date()
    pinned, answers = renewing.read(draft, on=on)
    return DraftView(
        id=draft.id,
        procedure_key=draft.procedure,
        procedure=pinned.procedure,
        edition=pinned.edition,
        begun=draft.edition,
        renewed_on=pinned.procedure.effective if pinned.edition != draft.edition else None,
        person=draft.person,
        answers=answers,
        rough=draft.rough,
        journey=walk(pinned.procedure, answers, on=on),
        attachments=papers.views(draft.attachments.all()),
        created_at=draft.created_at,
        saved_at=draft.saved_at,
        origin=draft.origin,
    )


def correction_view(row: Correction, case: Case, procedure: Procedure, side: str) -> CorrectionView:
    asked = papers.asked(row, case, procedure, side=side)
    return CorrectionView(row.id, papers.places(row), asked, row.asked_at, row.answered_at)


def proposal_view(row: Proposal) -> ProposalView:
    reason = row.return_reason.get("理由", "") if row.return_reason else ""
    return ProposalView(row.id, row.outcome, row.content, row.by, row.at, reason)


def case_view(case: Case, *, side: str) -> CaseView:
    """The case with its newest submission; its journey is walked on the day that it arrived.

    `side` (resident, official): whose papers, laid beside an open correction and not yet sent, stand in it.
    """
    pinned = editions.pinned(case.edition)
    submissions = list(case.submissions.order_by("-number"))
    body = canonical.read(submissions[0].body)
    answers = from_json(body["答え"])
    current, earlier = papers.sent(case, body)
    correction = case.corrections.filter(answered_at=None, lifted_at=None).first()
    proposal = case.proposals.order_by("-at").first()
    return CaseView(
        id=case.id,
        number=case.number,
        procedure_key=case.procedure,
        procedure=pinned.procedure,
        edition=case.edition,
        person=case.person,
        account=case.account,
        section=case.section,
        channel=case.channel,
        state=case.state,
        arrived_on=case.arrived_on,
        filed_at=case.filed_at,
        due_on=case.due_on,
        official=case.official,
        answers=answers,
        journey=walk(pinned.procedure, answers, on=case.arrived_on, as_it_came=case.channel != ONLINE),
        attachments=papers.views(current),
        earlier=papers.views(earlier),
        correction=correction_view(correction, case, pinned.procedure, side) if correction else None,
        proposal=proposal_view(proposal) if proposal else None,
        decision=_decision_view(case),
        sent=tuple(SentView(each.number, each.at, each.entry) for each in submissions),
    )


def _decision_view(case: Case) -> DecisionView | None:
    decision = getattr(case, "decision", None)
    if decision is None:
        return None
    content: dict[str, Any] = canonical.read(decision.body)
    return DecisionView(decision.outcome, content["拒否"], content, decision.at, decision.document)


def today(at: datetime) -> date:
    return jst(at).date()
