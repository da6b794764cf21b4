"""Papers of a case: what each submission carries, and what a correction asks for.

A correction asks for a paper at a place of its own, like a field: ("添付", 名称) for one more, ("添付", 名称, its id) for
one in the place of another that was sent. What comes lies beside the correction, by side, until the correction is sent;
then the next submission carries it. What it replaces stays where it was sent.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from machimado.core.files import api as files
from machimado.engines.procedures import canonical
from machimado.engines.procedures.answers import Path
from machimado.engines.procedures.definitions import Attachment as Paper
from machimado.engines.procedures.definitions import Procedure
from machimado.engines.procedures.models import Attachment, Case, Correction, Submission
from machimado.engines.procedures.outward import AskedPaper, AttachmentView
from machimado.kernel.ref import Actor, Ref

HEAD = "添付"
RESIDENT, OFFICIAL = "resident", "official"


def is_paper(place: Path) -> bool:
    """Whether a place of a correction is a paper's. (A question's has one part or, in an item, three; no group is 添付.)"""
    return len(place) > 1 and place[0] == HEAD


def places(correction: Correction) -> tuple[tuple[Path, str], ...]:
    """What was sent back: places and reasons."""
    return tuple((tuple(field["path"].split("/")), field["reason"]) for field in correction.fields)


def views(rows: Iterable[Attachment]) -> tuple[AttachmentView, ...]:
    return tuple(AttachmentView(a.id, a.slot, a.file, a.name, a.size, a.sha256) for a in rows)


def sent(case: Case, body: Mapping[str, Any]) -> tuple[list[Attachment], list[Attachment]]:
    """The papers of a submission, by its bytes; and the case's others, which only submissions before it carry."""
    carried = {paper["ファイル"] for paper in body[HEAD]}
    rows = list(case.attachments.all())
    return [row for row in rows if row.file in carried], [row for row in rows if row.file not in carried]


def paper_at(place: Path, procedure: Procedure) -> Paper | None:
    """The paper that a place names; None for a field's place, and for a paper that the definition does not have."""
    if not is_paper(place):
        return None
    return next((paper for paper in procedure.attachments if paper.name == place[1]), None)


def asked(correction: Correction, case: Case, procedure: Procedure, *, side: str) -> tuple[AskedPaper, ...]:
    """The papers that a correction asks for, and what of them lies beside it on this side."""
    found = []
    rows = {str(view.id): view for view in views(case.attachments.all())}
    for number, (place, reason) in enumerate(places(correction), start=1):
        paper = paper_at(place, procedure)
        if paper is not None:
            instead_of = rows.get(place[2]) if len(place) > 2 else None
            came = _came(correction, number, paper.name, side)
            found.append(AskedPaper(place, number, paper, reason, instead_of, came))
    return tuple(found)


def owner(correction: Correction | UUID, number: int, side: str) -> Ref:
    """Whose the files beside a correction are, while it is not sent."""
    found = correction.id if isinstance(correction, Correction) else correction
    return Ref(f"correction_{side}", f"{found}:{number}")


def _came(correction: Correction, number: int, slot: str, side: str) -> tuple[AttachmentView, ...]:
    return tuple(
        AttachmentView(UUID(file.id), slot, file.id, file.name, file.size, file.sha256)
        for file in files.of_owner(owner(correction, number, side))
    )


def clear(correction: Correction, *, by: Actor, at: datetime, but: str = "") -> None:
    """Remove what lies beside a correction that is over; not on the side from which it was sent (`but`)."""
    for number in range(1, len(correction.fields) + 1):
        for side in {RESIDENT, OFFICIAL} - {but}:
            for file in files.of_owner(owner(correction, number, side)):
                files.remove(file.id, by=by, at=at)


def take_over(
    case: Case, asked: Iterable[AskedPaper], body: Mapping[str, Any], *, at: datetime
) -> tuple[list[Attachment], list[Attachment]]:
    """The papers of the next submission: those of the one before, less the replaced; and what came, now the case's."""
    asked = list(asked)
    replaced = {each.instead_of.id for each in asked if each.instead_of}
    kept = [row for row in sent(case, body)[0] if row.id not in replaced]
    came = [
        Attachment(case=case, slot=f.slot, file=f.file, name=f.name, size=f.size, sha256=f.sha256, at=at)
        for each in asked
        for f in each.came
    ]
    return kept, Attachment.objects.bulk_create(came)


def added(now: Submission, before: Submission, rows: Iterable[Attachment]) -> list[Attachment]:
    """The papers that a submission carries and the one before it did not."""
    new = _files(now) - _files(before)
    return [row for row in rows if row.file in new]


def _files(submission: Submission) -> set[str]:
    return {paper["ファイル"] for paper in canonical.read(submission.body)[HEAD]}
