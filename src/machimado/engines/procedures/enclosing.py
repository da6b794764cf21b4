"""Papers laid beside an open correction, before it is sent. Nothing of it is official yet, so none of it is journalled
but the files themselves.
"""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from machimado.core.files import api as files
from machimado.engines.procedures import papers
from machimado.engines.procedures.answers import Path
from machimado.engines.procedures.handling import locked, open_correction
from machimado.engines.procedures.models import Case, Correction
from machimado.engines.procedures.outward import AskedPaper
from machimado.kernel.ref import Actor


def enclose(case_id: UUID, *, place: Path, content: BinaryIO, filename: str, by: Actor, at: datetime) -> None:
    """Lay a paper beside the correction that asks for it. The same content twice is one.

    Raises files.Refused with what to do, NotPossible where no correction is open, LookupError for a place not asked for.
    """
    correction, asked = _asked(Case.objects.get(id=case_id), place, by=by)
    received = files.receive(
        content=content,
        filename=filename,
        owner=papers.owner(correction, asked.number, by.kind),
        policy=files.UploadPolicy(max_count=asked.paper.maximum),
    )
    with transaction.atomic():
        _correction, asked = _asked(locked(case_id), place, by=by)
        if received.sha256 not in {file.sha256 for file in asked.came}:
            files.keep(received, by=by, at=at)


def take_back(case_id: UUID, *, file: UUID, by: Actor, at: datetime) -> None:
    """Remove a paper that lies beside the correction; a second time changes nothing."""
    with transaction.atomic():
        _correction, asked = open_correction(locked(case_id), by=by)
        if any(file == came.id for each in asked for came in each.came):
            files.remove(str(file), by=by, at=at)


def _asked(case: Case, place: Path, *, by: Actor) -> tuple[Correction, AskedPaper]:
    correction, asked = open_correction(case, by=by)
    for each in asked:
        if each.place == place:
            return correction, each
    raise LookupError(place)
