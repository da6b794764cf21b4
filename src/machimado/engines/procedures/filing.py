"""How a case comes to be: submitted online, or recorded from paper or at the counter."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model

from machimado.core.files import api as files
from machimado.core.journal import api as journal
from machimado.engines.procedures import canonical, drafting, editions, queries, renewing
from machimado.engines.procedures.answers import Answers, to_json
from machimado.engines.procedures.calendar import due
from machimado.engines.procedures.editions import Pinned
from machimado.engines.procedures.journey import Journey, all_faults, attachments, walk
from machimado.engines.procedures.models import Attachment, Case, Draft, Submission
from machimado.engines.procedures.numbers import new_number
from machimado.engines.procedures.outward import ONLINE, Incomplete, LevelTooLow
from machimado.engines.procedures.recognising import recognised
from machimado.engines.procedures.views_of import today
from machimado.engines.procedures.words import MISSING, NO_CONSENT, NO_PAPER, STOPPED, TOO_LOW
from machimado.kernel.ids import new_id
from machimado.kernel.ref import Actor, Ref


def submit(
    draft_id: UUID, *, by: Actor, person: str, at: datetime, key: str, level: int, consents: Collection[str]
) -> Case:
    """Turn a draft into a case, once: the same key, or the same draft, gives the same case again.

    Raises LookupError (no such draft), LevelTooLow, Incomplete.
    """
    own_key = f"{by.id}:{key}"
    try:
        with transaction.atomic():
            draft = drafting.owned(draft_id, by=by, person=person, lock=True)
            return _file(draft, own_key, by, at, level, consents)
    except (LookupError, IntegrityError):
        return _earlier(draft_id, own_key, by, person)


def _earlier(draft_id: UUID, own_key: str, by: Actor, person: str) -> Case:
    case = queries.case_of_draft(draft_id, by=by, person=person)
    if case is None:
        case = Case.objects.filter(submissions__key=own_key).first()
    if case is None:
        raise LookupError(draft_id)
    return case


def _file(draft: Draft, key: str, by: Actor, at: datetime, level: int, consents: Collection[str]) -> Case:
    pinned, answers = renewing.read(draft, on=today(at))
    if level < pinned.procedure.level:
        raise LevelTooLow(TOO_LOW)
    answers = recognised(answers, pinned.procedure, person=draft.person, by=by, at=at)
    journey = walk(pinned.procedure, answers, on=today(at))
    papers = list(draft.attachments.all())
    wanted = _wanted(pinned, journey, papers)
    check(pinned, journey, {paper.slot for paper in papers}, consents)
    case = open_case(
        pinned, person=draft.person, by=by, arrived_on=today(at), channel=ONLINE, at=at, draft=draft.id
    )
    sent = [paper for paper in papers if paper.slot in wanted]
    Attachment.objects.filter(id__in=[paper.id for paper in sent]).update(case=case, draft=None)
    for paper in sent:
        paper.case, paper.draft = case, None
    for paper in papers:
        if paper not in sent:
            files.remove(paper.file, by=by, at=at)
    given = [consent.name for consent in pinned.procedure.consents if consent.name in consents]
    add_submission(case, journey.visible, key=key, by=by, at=at, papers=sent, consents=given, rows=sent)
    draft.delete()
    return case


def _wanted(pinned: Pinned, journey: Journey, papers: Sequence[Attachment]) -> set[str]:
    """Papers that the answers still call for: others stay behind with the draft's hidden answers."""
    return {attachment.name for attachment in attachments(pinned.procedure, journey)}


def check(pinned: Pinned, journey: Journey, slots: Collection[str], consents: Collection[str]) -> None:
    """Whether nothing is missing or wrong. Raises Incomplete with the page to go on with."""
    if journey.stopped:
        raise Incomplete(STOPPED, journey.stopped.name)
    if journey.next:
        raise Incomplete(MISSING, journey.next.name)
    for page, _question, sentence in all_faults(journey):
        raise Incomplete(sentence, page.name)
    for attachment in attachments(pinned.procedure, journey):
        if attachment.required and attachment.name not in slots:
            raise Incomplete(NO_PAPER, "attachments")
    for consent in pinned.procedure.consents:
        if consent.required and consent.name not in consents:
            raise Incomplete(NO_CONSENT, None)


def open_case(
    pinned: Pinned,
    *,
    person: str,
    by: Actor,
    arrived_on: date,
    channel: str,
    at: datetime,
    draft: UUID | None = None,
) -> Case:
    """The row of a new case; its submission and journal entry follow in the same transaction."""
    return Case.objects.create(
        number=new_number(arrived_on),
        draft=draft,
        account=by.id if by.kind == "resident" else "",
        person=person,
        procedure=pinned.key,
        edition=pinned.edition,
        section=pinned.procedure.section,
        channel=channel,
        needs_decision=pinned.procedure.needs_decision,
        arrived_on=arrived_on,
        filed_at=at,
        due_on=due(arrived_on, pinned.procedure.standard_days),
    )


def add_submission(
    case: Case,
    answers: Answers,
    *,
    key: str,
    by: Actor,
    at: datetime,
    number: int = 1,
    papers: Sequence[Attachment] = (),
    consents: Collection[str] = (),
    entry_type: str = "procedures.submitted",
    rows: Sequence[Model] = (),
) -> Submission:
    """The immutable bytes of what was sent, and the journal entry that carries their digest and attests the submission,
    its case and the other `rows` that were written.
    """
    body = canonical.write(_content(case, answers, number=number, at=at, papers=papers, consents=consents))
    submission = Submission.objects.create(
        case=case, number=number, key=key, body=body, digest=canonical.digest(body), at=at, entry=new_id()
    )
    journal.record(
        entry_type,
        by=by,
        subject=Ref("case", str(case.id)),
        at=at,
        public=public_fields(case) | _arrival(case, entry_type),
        digests=[journal.Digest("submission", str(submission.id), submission.digest)],
        rows=[case, submission, *rows],
        entry_id=submission.entry,
    )
    return submission


def public_fields(case: Case) -> dict[str, Any]:
    """What KPIs may count of a case."""
    return {
        "procedure": case.procedure,
        "channel": case.channel,
        "section": case.section,
        "edition": str(case.edition),
    }


def _arrival(case: Case, entry_type: str) -> dict[str, str]:
    """A claim counts on the day of its arrival, which for paper comes before that of its entry."""
    return {"arrived_on": case.arrived_on.isoformat()} if entry_type == "procedures.submitted" else {}


def _content(
    case: Case,
    answers: Answers,
    *,
    number: int,
    at: datetime,
    papers: Sequence[Attachment],
    consents: Collection[str],
) -> Mapping[str, Any]:
    return {
        "受付番号": case.number,
        "手続": case.procedure,
        "版": str(case.edition),
        "宛名番号": case.person,
        "経路": case.channel,
        "到達日": case.arrived_on.isoformat(),
        "提出": number,
        "日時": at.isoformat(),
        "答え": to_json(answers),
        "添付": [{"名称": p.slot, "ファイル": p.file, "sha256": p.sha256} for p in papers],
        "同意": sorted(consents),
    }


def record_paper(
    key: str,
    *,
    person: str,
    answers: Answers,
    arrived_on: date,
    channel: str,
    request_key: str,
    by: Actor,
    at: datetime,
) -> Case:
    """Record a claim that came on paper or at the counter, as it came; what is missing is asked back by correction.

    All of it is kept, also what stands under a question that the paper leaves open or that ends a claim online. The
    edition is the one in force on the day of arrival. Raises LookupError where there was none.
    """
    own_key = f"{by.id}:{request_key}"
    known = Case.objects.filter(submissions__key=own_key).first()
    if known:
        return known
    pinned = editions.current(key, on=arrived_on)
    answers = recognised(answers, pinned.procedure, person=person, by=by, at=at)
    with transaction.atomic():
        case = open_case(pinned, person=person, by=by, arrived_on=arrived_on, channel=channel, at=at)
        add_submission(case, answers, key=own_key, by=by, at=at)
    return case
