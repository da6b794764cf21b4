"""The door of procedures: from a draft to a decision.

    draft = procedures.start("児童手当認定請求", person=number, viewer=viewer, by=resident, at=now)
    draft = procedures.answer(draft.id, page="お仕事", values={"職業": "会社員"}, by=resident, person=number, at=now)
    case = procedures.submit(draft.id, by=resident, person=number, level=2, key=key, consents=[…], at=now)
    procedures.accept(case.id, by=official, at=now)

Raises LookupError for what does not exist for the caller, NotPossible (with words for people) for what cannot be now.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO
from uuid import UUID

from machimado.core.residents.api import Viewer
from machimado.engines.procedures import (
    drafting,
    editions,
    enclosing,
    filing,
    handling,
    identifying,
    occasions,
    papers,
    queries,
    timeline,
)
from machimado.engines.procedures.answers import Answer, Answers, Item, Path
from machimado.engines.procedures.definitions import Procedure
from machimado.engines.procedures.desk import (
    accept,
    claim,
    decide,
    desk_case,
    lift_correction,
    propose,
    record_correction,
    record_enclosure,
    record_paper,
    release,
    request_correction,
    return_proposal,
    take_back_enclosure,
    worklist,
)
from machimado.engines.procedures.occasions import Occasion
from machimado.engines.procedures.outward import (
    COUNTER,
    ONLINE,
    PAPER,
    AskedPaper,
    AttachmentView,
    CaseRow,
    CaseView,
    CorrectionView,
    DecisionView,
    DraftView,
    Incomplete,
    LaterKnown,
    LevelTooLow,
    NotPossible,
    ProcedureView,
    ProposalView,
    Step,
    Worklist,
)
from machimado.engines.procedures.views_of import case_view, draft_view
from machimado.kernel.ref import Actor

__all__ = [
    "COUNTER",
    "ONLINE",
    "PAPER",
    "Answer",
    "Answers",
    "AskedPaper",
    "AttachmentView",
    "CaseRow",
    "CaseView",
    "CorrectionView",
    "DecisionView",
    "DraftView",
    "Incomplete",
    "Item",
    "LaterKnown",
    "LevelTooLow",
    "NotPossible",
    "Occasion",
    "Procedure",
    "ProcedureView",
    "ProposalView",
    "Step",
    "Worklist",
    "accept",
    "add_item",
    "answer",
    "attach",
    "bring_back",
    "case_of_draft",
    "cases_of",
    "catalogue",
    "claim",
    "claimants",
    "correct",
    "decide",
    "desk_case",
    "detach",
    "discard",
    "draft",
    "drafts_of",
    "edition",
    "enclose",
    "later_known",
    "lift_correction",
    "my_case",
    "procedure",
    "propose",
    "record_correction",
    "record_enclosure",
    "record_paper",
    "register_occasions",
    "release",
    "remove_item",
    "request_correction",
    "return_proposal",
    "start",
    "steps",
    "submit",
    "take_back",
    "take_back_enclosure",
    "withdraw",
    "worklist",
]


register_occasions = occasions.register


def catalogue(*, on: date) -> list[ProcedureView]:
    """Every procedure in force, by key."""
    return [ProcedureView(p.key, p.edition, p.procedure) for p in editions.all_current(on=on)]


def procedure(key: str, *, on: date) -> ProcedureView:
    """The procedure in force. Raises LookupError."""
    pinned = editions.current(key, on=on)
    return ProcedureView(pinned.key, pinned.edition, pinned.procedure)


def edition(key: str, edition_id: UUID) -> ProcedureView:
    """One edition of a procedure, in force or not. Raises LookupError for another procedure's."""
    pinned = editions.pinned(edition_id)
    if pinned.key != key:
        raise LookupError(edition_id)
    return ProcedureView(pinned.key, pinned.edition, pinned.procedure)


# The resident's drafts.


def start(
    key: str,
    *,
    person: str,
    viewer: Viewer,
    by: Actor,
    at: datetime,
    prefill: Mapping[str, Any] | None = None,
    origin: str = "",
) -> DraftView:
    """Begin a draft, filled in with what is known. With an `origin` (a due item) it is begun once. Raises LookupError."""
    made = drafting.start(
        key, person=person, viewer=viewer, by=by, at=at, prefill=prefill or {}, origin=origin
    )
    return draft_view(made, at=at)


def draft(draft_id: UUID, *, by: Actor, person: str | None, at: datetime) -> DraftView:
    """One's own draft. Raises LookupError."""
    return draft_view(drafting.owned(draft_id, by=by, person=person), at=at)


def occasion(draft: DraftView, *, at: datetime) -> Occasion | None:
    """What brought somebody to a draft of theirs, and why it matters today; None where nothing did, or no longer does."""
    return occasions.of(draft.origin, person=draft.person, at=at)


def drafts_of(*, by: Actor, person: str, at: datetime) -> list[DraftView]:
    """書きかけ, the latest first."""
    return [draft_view(each, at=at) for each in queries.drafts(by=by, person=person)]


def answer(
    draft_id: UUID,
    *,
    page: str,
    values: Mapping[str, Any],
    rough: Mapping[str, list[str]] | None = None,
    item: str | None = None,
    by: Actor,
    person: str,
    at: datetime,
) -> DraftView:
    """Keep what a page sent: `values` are valid answers in the shape of their 型, `rough` what was typed and is not."""
    return drafting.save(
        draft_id, place=page, values=values, rough=rough or {}, item=item, by=by, person=person, at=at
    )


def add_item(draft_id: UUID, *, page: str, by: Actor, person: str, at: datetime) -> str:
    """A new item in the page's repeating group; its id."""
    return drafting.add_item(draft_id, place=page, by=by, person=person, at=at)


def remove_item(draft_id: UUID, *, page: str, item: str, by: Actor, person: str, at: datetime) -> None:
    """Take an item out of the page's repeating group; it may come back."""
    drafting.remove_item(draft_id, place=page, item=item, by=by, person=person, at=at)


def bring_back(draft_id: UUID, *, page: str, item: str, by: Actor, person: str, at: datetime) -> None:
    """Put an item that was taken out into its group again, with what was answered about it."""
    drafting.bring_back(draft_id, place=page, item=item, by=by, person=person, at=at)


def attach(
    draft_id: UUID, *, slot: str, content: BinaryIO, filename: str, by: Actor, person: str, at: datetime
) -> None:
    """Add a paper. Raises files.Refused."""
    drafting.attach(draft_id, slot=slot, content=content, filename=filename, by=by, person=person, at=at)


def detach(draft_id: UUID, *, attachment: UUID, by: Actor, person: str, at: datetime) -> None:
    """Take a paper back out."""
    drafting.detach(draft_id, attachment=attachment, by=by, person=person, at=at)


def discard(draft_id: UUID, *, by: Actor, person: str, at: datetime) -> None:
    """Throw the draft away."""
    drafting.discard(draft_id, by=by, person=person, at=at)


def submit(
    draft_id: UUID,
    *,
    by: Actor,
    person: str,
    level: int,
    at: datetime,
    key: str = "",
    consents: Collection[str] = (),
) -> CaseRow:
    """Turn the draft into a case, once for each draft and key. Raises LevelTooLow, Incomplete.

    What comes back costs no further query; `my_case` gives the whole.
    """
    case = filing.submit(
        draft_id, by=by, person=person, at=at, key=key or str(draft_id), level=level, consents=consents
    )
    return queries.row(case)


# The resident's cases.


def cases_of(*, by: Actor, person: str) -> list[CaseRow]:
    """One's cases, the newest first."""
    return [queries.row(case) for case in queries.resident_cases(by=by, person=person)]


def my_case(case_id: UUID, *, by: Actor, person: str | None) -> CaseView:
    """One's own case. Raises LookupError."""
    return case_view(queries.resident_case(case_id, by=by, person=person), side=papers.RESIDENT)


def enclose(
    case_id: UUID,
    *,
    place: Path,
    content: BinaryIO,
    filename: str,
    by: Actor,
    person: str,
    at: datetime,
) -> None:
    """Lay a paper beside the correction that asks for it, until it is sent. Raises files.Refused."""
    queries.resident_case(case_id, by=by, person=person)
    enclosing.enclose(case_id, place=place, content=content, filename=filename, by=by, at=at)


def take_back(case_id: UUID, *, file: UUID, by: Actor, person: str, at: datetime) -> None:
    """Remove a paper that lies beside a correction."""
    queries.resident_case(case_id, by=by, person=person)
    enclosing.take_back(case_id, file=file, by=by, at=at)


def correct(
    case_id: UUID, *, values: Mapping[Path, Any], key: str, by: Actor, person: str, at: datetime
) -> CaseView:
    """Answer a correction: the fields that were sent back, and the papers that lie beside it. Raises NotPossible."""
    queries.resident_case(case_id, by=by, person=person)
    return case_view(handling.correct(case_id, values=values, key=key, by=by, at=at), side=papers.RESIDENT)


def case_of_draft(draft_id: UUID, *, by: Actor, person: str | None) -> CaseRow | None:
    """The case that one's draft became: who comes back to the form after submitting it is led there."""
    found = queries.case_of_draft(draft_id, by=by, person=person) if person else None
    return queries.row(found) if found else None


def claimants(case_ids: Collection[str]) -> dict[str, str]:
    """Of these cases, those under way (neither decided nor withdrawn), and the 宛名番号 for whom each was made."""
    return queries.claimants(case_ids)


def later_known(people: Collection[str], *, procedures: Collection[str], at: datetime) -> list[LaterKnown]:
    """In these people's claims under way or granted: each child sent without a number whom the register shows by now.

    By name and day of birth, among the claimant's own children, never across 支援措置.
    """
    return identifying.later_known(people, procedures=procedures, at=at)


def withdraw(case_id: UUID, *, reason: str = "", by: Actor, person: str, at: datetime) -> None:
    """Take the request back."""
    queries.resident_case(case_id, by=by, person=person)
    handling.withdraw(case_id, reason=reason, by=by, at=at)


def steps(case_id: UUID) -> list[Step]:
    """The timeline that both sides see, oldest first. The caller has authorised the case."""
    return timeline.steps(case_id)
