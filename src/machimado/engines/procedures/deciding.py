"""起案 and 決裁: 審査 proposes, 決裁 decides; a refusal without reasons and a 処分 without 教示 are impossible."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.engines.procedures import canonical, editions, notice
from machimado.engines.procedures.definitions import Outcome, Procedure
from machimado.engines.procedures.handling import locked, log
from machimado.engines.procedures.models import Case, Decision, Proposal, State
from machimado.engines.procedures.outward import NotPossible
from machimado.engines.procedures.words import NO_REASON, NO_REMEDY, NOT_NOW, SAME_PERSON, no_notice
from machimado.kernel.ids import new_id
from machimado.kernel.ref import Actor

INFORM = "procedures.inform"


@transaction.atomic
def propose(case_id: UUID, *, outcome: str, content: Mapping[str, Any], by: Actor, at: datetime) -> UUID:
    """起案. `content`: 事実, 条, あてはめ for a refusal (行政手続法8条); 決定事項 and 項目ごと as the outcome states them."""
    case = locked(case_id, states=[State.EXAMINED])
    procedure = editions.pinned(case.edition).procedure
    chosen = _outcome(procedure, outcome)
    _refuse_without_reason(chosen, content)
    _refuse_without_notice(case, chosen, content, at)
    proposal = Proposal.objects.create(case=case, outcome=outcome, content=dict(content), at=at, by=by.id)
    case.settle()
    log(case, "proposed", proposal, by=by, at=at)
    return proposal.id


@transaction.atomic
def return_proposal(case_id: UUID, *, reason: str, by: Actor, at: datetime) -> None:
    """差戻し: 決裁 sends the proposal back to 審査 with a reason."""
    case = locked(case_id, states=[State.PROPOSED])
    proposal = case.proposals.get(returned_at=None)
    proposal.returned_at, proposal.returned_by, proposal.return_reason = at, by.id, {"理由": reason}
    proposal.save(update_fields=["returned_at", "returned_by", "return_reason"])
    case.settle()
    log(case, "proposal_returned", proposal, by=by, at=at)


@transaction.atomic
def decide(case_id: UUID, *, by: Actor, at: datetime) -> None:
    """決裁: the standing proposal becomes the city's decision; notice and message follow after the commit.

    Nobody decides on their own proposal.
    """
    case = locked(case_id, states=[State.PROPOSED])
    proposal = case.proposals.get(returned_at=None)
    if proposal.by == by.id:
        raise NotPossible(SAME_PERSON)
    procedure = editions.pinned(case.edition).procedure
    outcome = _outcome(procedure, proposal.outcome)
    _refuse_without_reason(outcome, proposal.content)
    _refuse_without_notice(case, outcome, proposal.content, at)
    if procedure.appealable and procedure.remedy is None:
        raise NotPossible(NO_REMEDY)
    _record(case, proposal, outcome, procedure, by=by, at=at)


def _record(
    case: Case, proposal: Proposal, outcome: Outcome, procedure: Procedure, *, by: Actor, at: datetime
) -> None:
    decision_id = new_id()
    body = canonical.write(_content(case, proposal, outcome, procedure, at))
    digest = canonical.digest(body)
    case.decision = Decision.objects.create(
        id=decision_id,
        case=case,
        proposal=proposal,
        outcome=outcome.name,
        body=body,
        digest=digest,
        at=at,
        by=by.id,
    )
    case.settle()
    log(
        case,
        "decided",
        case.decision,
        by=by,
        at=at,
        public={"outcome": outcome.name},
        digests=[journal.Digest("decision", str(decision_id), digest)],
    )
    jobs.enqueue(INFORM, payload={"decision": str(decision_id)}, key=str(decision_id), at=at)


def _content(
    case: Case, proposal: Proposal, outcome: Outcome, procedure: Procedure, at: datetime
) -> Mapping[str, Any]:
    remedy = procedure.remedy
    return {
        "受付番号": case.number,
        "結果": outcome.name,
        "拒否": outcome.refusal,
        "決定機関": procedure.authority,
        "日時": at.isoformat(),
        **proposal.content,
        "教示": remedy.model_dump(by_alias=True, mode="json") if remedy else None,
    }


def _outcome(procedure: Procedure, name: str) -> Outcome:
    outcome = procedure.outcome(name)
    if outcome is None:
        raise NotPossible(NOT_NOW)
    return outcome


def _refuse_without_reason(outcome: Outcome, content: Mapping[str, Any]) -> None:
    """理由の提示 (行政手続法8条): what happened, and which article it falls under."""
    if outcome.refusal and not (str(content.get("事実", "")).strip() and str(content.get("条", "")).strip()):
        raise NotPossible(NO_REASON)


def _refuse_without_notice(case: Case, outcome: Outcome, content: Mapping[str, Any], at: datetime) -> None:
    """A decision takes effect by its notice: none is made whose paper no font of the city can print."""
    if found := notice.obstacles(case, outcome, content, at=at):
        raise NotPossible(no_notice(found))
