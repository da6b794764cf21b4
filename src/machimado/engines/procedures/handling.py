"""What the section does with a case, and what the resident answers: 担当, 受付, 補正, 取下げ."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model

from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.engines.procedures import adding, canonical, editions, papers, telling
from machimado.engines.procedures.answers import Answer, Answers, Path, Source, from_json
from machimado.engines.procedures.calendar import resumed
from machimado.engines.procedures.definitions import Procedure
from machimado.engines.procedures.filing import add_submission, public_fields
from machimado.engines.procedures.models import Acceptance, Assignment, Case, Correction, State, Withdrawal
from machimado.engines.procedures.outward import AskedPaper, NotPossible
from machimado.engines.procedures.recognising import recognised
from machimado.engines.procedures.views_of import today
from machimado.engines.procedures.words import NO_FIELD, NOT_NOW, PAPER_TO_COME, TAKEN
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


def log(case: Case, name: str, *rows: Model, by: Actor, at: datetime, **more: Any) -> UUID:
    """One journal entry about the case, attesting it and the records beside it that were written."""
    public: Mapping[str, Any] = {**public_fields(case), **more.pop("public", {})}
    return journal.record(
        f"procedures.{name}",
        by=by,
        subject=Ref("case", str(case.id)),
        at=at,
        public=public,
        rows=[case, *rows],
        **more,
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
            assignment = Assignment.objects.create(case=case, official=by.id, at=at)
    except IntegrityError:
        raise NotPossible(TAKEN) from None
    case.official = by.id
    case.settle()
    log(case, "claimed", assignment, by=by, at=at)


@transaction.atomic
def release(case_id: UUID, *, by: Actor, at: datetime) -> None:
    """Hand a case back to the section; only who has it may."""
    case = locked(case_id)
    if case.official != by.id:
        raise NotPossible(TAKEN)
    assignment = case.assignments.get(ended_at=None)
    assignment.ended_at = at
    assignment.save(update_fields=["ended_at"])
    case.official = ""
    case.settle()
    log(case, "released", assignment, by=by, at=at)


@transaction.atomic
def accept(case_id: UUID, *, by: Actor, at: datetime) -> None:
    """受付: take the case up for examination; a 届出 is done with that."""
    case = locked(case_id, states=[State.ARRIVED])
    case.acceptance = Acceptance.objects.create(case=case, by=by.id, at=at)
    case.settle()
    log(case, "received", case.acceptance, by=by, at=at)
    telling.tell(case, "received", at=at)


@transaction.atomic
def request_correction(case_id: UUID, *, fields: Mapping[Path, str], by: Actor, at: datetime) -> UUID:
    """補正: send single fields back, ask for papers or for one more item of a group, each with its reason; the
    標準処理期間 stands still meanwhile.
    """
    case = locked(case_id, states=[State.ARRIVED, State.EXAMINED])
    if not fields or not all(reason.strip() for reason in fields.values()):
        raise NotPossible(NO_FIELD)
    correction = Correction.objects.create(
        case=case,
        fields=[
            {"path": "/".join(adding.kept(path)), "reason": reason.strip()} for path, reason in fields.items()
        ],
        asked_at=at,
        asked_by=by.id,
    )
    case.settle()
    log(case, "correction_requested", correction, by=by, at=at, public=_counts(fields))
    if not telling.tell(case, "correction_requested", at=at, key=str(correction.id)):
        jobs.enqueue(
            POST_CORRECTION, payload={"correction": str(correction.id)}, key=str(correction.id), at=at
        )
    return correction.id


def _counts(places: Iterable[Path]) -> Mapping[str, int]:
    asked = Counter(
        "papers" if papers.is_paper(place) else "items" if adding.is_item(place) else "fields"
        for place in places
    )
    return {kind: asked[kind] for kind in ("fields", "papers", "items")}


@transaction.atomic
def lift_correction(case_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take a request for correction back (it was answered by telephone, or nothing came)."""
    case = locked(case_id, states=[State.CORRECTING])
    correction = case.corrections.get(answered_at=None, lifted_at=None)
    correction.lifted_at, correction.lifted_by = at, by.id
    correction.save(update_fields=["lifted_at", "lifted_by"])
    papers.clear(correction, by=by, at=at)
    _resume(case, correction, at=at)
    log(case, "correction_lifted", correction, by=by, at=at)


@transaction.atomic
def correct(case_id: UUID, *, values: Mapping[Path, Any], key: str, by: Actor, at: datetime) -> Case:
    """The answer to a correction: exactly what was asked for, as a new submission. The same key acts once.

    An official records what came on paper. Raises NotPossible while a paper that was asked for has not come.
    """
    case = locked(case_id)
    own_key = f"{case.id}:{key}"
    if case.submissions.filter(key=own_key).exists():
        return case
    correction, asked = open_correction(case, by=by)
    if not all(each.came for each in asked):
        raise NotPossible(PAPER_TO_COME)
    latest = case.submissions.order_by("-number").first()
    assert latest is not None
    body, procedure = canonical.read(latest.body), editions.pinned(case.edition).procedure
    answers = _put(from_json(body["答え"]), correction, values, procedure, by=by)
    if any(len(path) > 1 for path in values):
        answers = recognised(answers, procedure, person=case.person, by=by, at=at)
    correction.answered_at = at
    correction.save(update_fields=["answered_at"])
    kept, came = papers.take_over(case, asked, body, at=at)
    _resume(case, correction, at=at)
    add_submission(
        case,
        answers,
        key=own_key,
        by=by,
        at=at,
        number=latest.number + 1,
        papers=[*kept, *came],
        entry_type="procedures.corrected",
        rows=[correction, *came],
    )
    papers.clear(correction, by=by, at=at, but=by.kind)
    return case


def open_correction(case: Case, *, by: Actor) -> tuple[Correction, tuple[AskedPaper, ...]]:
    """The correction that a case waits for, with the papers it asks for. Raises NotPossible where there is none."""
    if case.state != State.CORRECTING:
        raise NotPossible(NOT_NOW)
    correction = case.corrections.get(answered_at=None, lifted_at=None)
    procedure = editions.pinned(case.edition).procedure
    return correction, papers.asked(correction, case, procedure, side=by.kind)


def _put(
    answers: Answers, correction: Correction, values: Mapping[Path, Any], procedure: Procedure, *, by: Actor
) -> Answers:
    """Only what was sent back may change; a field may also be confirmed as it was, and an item that was asked for comes in."""
    asked = {place for place, _reason in papers.places(correction)}
    source: Source = "paper" if by.kind == papers.OFFICIAL else "typed"
    for path, value in values.items():
        added = adding.put(answers, path, Answer(value, source), asked=asked, procedure=procedure)
        if added is not None:
            answers = added
            continue
        if path not in asked:
            raise LookupError(path)
        before = answers.get(path)
        answers = answers.put(path, before.changed_to(value, source) if before else Answer(value, source))
    return answers


def _resume(case: Case, correction: Correction, *, at: datetime) -> None:
    case.settle(due_on=resumed(case.due_on, asked=today(correction.asked_at), answered=today(at)))


@transaction.atomic
def withdraw(case_id: UUID, *, reason: str, by: Actor, at: datetime) -> None:
    """取下げ: the resident takes the request back, at any time before the decision."""
    case = locked(case_id, states=_OPEN)
    for correction in case.corrections.filter(answered_at=None, lifted_at=None):
        papers.clear(correction, by=by, at=at)
    case.withdrawal = Withdrawal.objects.create(case=case, by=by.id, at=at, reason=reason)
    case.settle()
    log(case, "withdrawn", case.withdrawal, by=by, at=at)


_OPEN = (State.ARRIVED, State.EXAMINED, State.CORRECTING, State.PROPOSED)
