"""What the section does with a case, and what the resident answers: 担当, 受付, 補正, 取下げ."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.engines.procedures import canonical, telling
from machimado.engines.procedures.answers import Answer, Answers, Path, from_json
from machimado.engines.procedures.calendar import resumed
from machimado.engines.procedures.filing import add_submission, public_fields
from machimado.engines.procedures.models import Acceptance, Assignment, Case, Correction, State, Withdrawal
from machimado.engines.procedures.outward import NotPossible
from machimado.engines.procedures.views_of import today
from machimado.engines.procedures.words import NO_FIELD, NOT_NOW, TAKEN
from machimado.kernel.ref import Actor, Ref

POST_CORRECTION = "procedures.post_correction"


def locked(case_id: UUID, *, states: Sequence[str] = ()) -> Case:
    """The case, held until the transaction ends. Raises LookupError, or NotPossible outside of these states."""
    case = Case.objects.select_for_update(of=("self",)).filter(id=case_id).first()
    if case is None:
        raise LookupError(case_id)
    if states and case.state not in states:
        raise NotPossible(NOT_NOW)
    return case


def log(case: Case, name: str, *, by: Actor, at: datetime, **more: Any) -> UUID:
    """One journal entry about the case."""
    public: Mapping[str, Any] = {**public_fields(case), **more.pop("public", {})}
    return journal.record(
        f"procedures.{name}", by=by, subject=Ref("case", str(case.id)), at=at, public=public, **more
    )


@transaction.atomic
def claim(case_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take charge of a case. Twice by the same official changes nothing; NotPossible where another has it."""
    case = locked(case_id, states=_OPEN)
    if case.official == by.id:
        return
    if case.official:
        raise NotPossible(TAKEN)
    try:
        with transaction.atomic():
            Assignment.objects.create(case=case, official=by.id, at=at)
    except IntegrityError:
        raise NotPossible(TAKEN) from None
    case.official = by.id
    case.settle()
    log(case, "claimed", by=by, at=at)


@transaction.atomic
def release(case_id: UUID, *, by: Actor, at: datetime) -> None:
    """Hand a case back to the section; only who has it may."""
    case = locked(case_id)
    if case.official != by.id:
        raise NotPossible(TAKEN)
    case.assignments.filter(ended_at=None).update(ended_at=at)
    case.official = ""
    case.settle()
    log(case, "released", by=by, at=at)


@transaction.atomic
def accept(case_id: UUID, *, by: Actor, at: datetime) -> None:
    """受付: take the case up for examination; a 届出 is done with that."""
    case = locked(case_id, states=[State.ARRIVED])
    case.acceptance = Acceptance.objects.create(case=case, by=by.id, at=at)
    case.settle()
    log(case, "received", by=by, at=at)
    telling.tell(case, "received", at=at)


@transaction.atomic
def request_correction(case_id: UUID, *, fields: Mapping[Path, str], by: Actor, at: datetime) -> UUID:
    """補正: send single fields back, each with its reason; the 標準処理期間 stands still meanwhile."""
    case = locked(case_id, states=[State.ARRIVED, State.EXAMINED])
    if not fields or not all(reason.strip() for reason in fields.values()):
        raise NotPossible(NO_FIELD)
    correction = Correction.objects.create(
        case=case,
        fields=[{"path": "/".join(path), "reason": reason.strip()} for path, reason in fields.items()],
        asked_at=at,
        asked_by=by.id,
    )
    case.settle()
    log(case, "correction_requested", by=by, at=at, public={"fields": len(fields)})
    if not telling.tell(case, "correction_requested", at=at, key=str(correction.id)):
        jobs.enqueue(
            POST_CORRECTION, payload={"correction": str(correction.id)}, key=str(correction.id), at=at
        )
    return correction.id


@transaction.atomic
def lift_correction(case_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take a request for correction back (it was answered by telephone, or nothing came)."""
    case = locked(case_id, states=[State.CORRECTING])
    correction = case.corrections.get(answered_at=None, lifted_at=None)
    correction.lifted_at, correction.lifted_by = at, by.id
    correction.save(update_fields=["lifted_at", "lifted_by"])
    _resume(case, correction, at=at)
    log(case, "correction_lifted", by=by, at=at)


@transaction.atomic
def correct(case_id: UUID, *, values: Mapping[Path, Any], key: str, by: Actor, at: datetime) -> Case:
    """The answer to a correction: exactly the fields that were sent back, as a new submission. The same key acts once."""
    case = locked(case_id)
    own_key = f"{case.id}:{key}"
    if case.submissions.filter(key=own_key).exists():
        return case
    if case.state != State.CORRECTING:
        raise NotPossible(NOT_NOW)
    correction = case.corrections.get(answered_at=None, lifted_at=None)
    latest = case.submissions.order_by("-number").first()
    assert latest is not None
    answers = _put(from_json(canonical.read(latest.body)["答え"]), correction, values)
    correction.answered_at = at
    correction.save(update_fields=["answered_at"])
    add_submission(
        case,
        answers,
        key=own_key,
        by=by,
        at=at,
        number=latest.number + 1,
        papers=list(case.attachments.all()),
        entry_type="procedures.corrected",
    )
    _resume(case, correction, at=at)
    return case


def _put(answers: Answers, correction: Correction, values: Mapping[Path, Any]) -> Answers:
    """Only what was sent back may change; a field may also be confirmed as it was."""
    asked = {tuple(field["path"].split("/")) for field in correction.fields}
    for path, value in values.items():
        if path not in asked:
            raise LookupError(path)
        before = answers.get(path)
        answers = answers.put(path, before.changed_to(value, "typed") if before else Answer(value))
    return answers


def _resume(case: Case, correction: Correction, *, at: datetime) -> None:
    case.settle(due_on=resumed(case.due_on, asked=today(correction.asked_at), answered=today(at)))


@transaction.atomic
def withdraw(case_id: UUID, *, reason: str, by: Actor, at: datetime) -> None:
    """取下げ: the resident takes the request back, at any time before the decision."""
    case = locked(case_id, states=_OPEN)
    case.withdrawal = Withdrawal.objects.create(case=case, by=by.id, at=at, reason=reason)
    case.settle()
    log(case, "withdrawn", by=by, at=at)


_OPEN = (State.ARRIVED, State.EXAMINED, State.CORRECTING, State.PROPOSED)
