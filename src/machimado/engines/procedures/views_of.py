"""From rows to what the door hands out."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from machimado.engines.procedures import canonical, editions
from machimado.engines.procedures.answers import from_json
from machimado.engines.procedures.journey import walk
from machimado.engines.procedures.models import Attachment, Case, Correction, Draft, Proposal
from machimado.engines.procedures.outward import (
    ONLINE,
    AttachmentView,
    CaseView,
    CorrectionView,
    DecisionView,
    DraftView,
    ProposalView,
)
from machimado.kernel.clock import jst


def attachment_views(rows: Iterable[Attachment]) -> tuple[AttachmentView, ...]:
    return tuple(AttachmentView(a.id, a.slot, a.file, a.name, a.size, a.sha256) for a in rows)


def draft_view(draft: Draft, *, at: datetime) -> DraftView:
    pinned = editions.pinned(draft.edition)
    answers = from_json(draft.answers)
    return DraftView(
        id=draft.id,
        procedure_key=draft.procedure,
        procedure=pinned.procedure,
        edition=draft.edition,
        person=draft.person,
        answers=answers,
        rough=draft.rough,
        journey=walk(pinned.procedure, answers, on=jst(at).date()),
        attachments=attachment_views(draft.attachments.all()),
        created_at=draft.created_at,
        saved_at=draft.saved_at,
        origin=draft.origin,
    )


def correction_view(row: Correction) -> CorrectionView:
    fields = tuple((tuple(field["path"].split("/")), field["reason"]) for field in row.fields)
    return CorrectionView(row.id, fields, row.asked_at, row.answered_at)


def proposal_view(row: Proposal) -> ProposalView:
    reason = row.return_reason.get("理由", "") if row.return_reason else ""
    return ProposalView(row.id, row.outcome, row.content, row.by, row.at, reason)


def case_view(case: Case) -> CaseView:
    """The case with its newest submission; its journey is walked on the day that it arrived."""
    pinned = editions.pinned(case.edition)
    submission = case.submissions.order_by("-number").first()
    assert submission is not None
    answers = from_json(canonical.read(submission.body)["答え"])
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
        attachments=attachment_views(case.attachments.all()),
        correction=correction_view(correction) if correction else None,
        proposal=proposal_view(proposal) if proposal else None,
        decision=_decision_view(case),
        entry=submission.entry,
    )


def _decision_view(case: Case) -> DecisionView | None:
    decision = getattr(case, "decision", None)
    if decision is None:
        return None
    content: dict[str, Any] = canonical.read(decision.body)
    return DecisionView(decision.outcome, content["拒否"], content, decision.at, decision.document)


def today(at: datetime) -> date:
    return jst(at).date()
