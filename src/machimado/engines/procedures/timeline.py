"""The one timeline that resident and section both see: the journal's entries about the case."""

from collections.abc import Sequence
from itertools import pairwise
from uuid import UUID

from machimado.core.journal import api as journal
from machimado.engines.procedures import adding, editions, papers
from machimado.engines.procedures.entries import SENTENCES
from machimado.engines.procedures.models import Case, Correction
from machimado.engines.procedures.outward import Step
from machimado.kernel.ref import Ref
from machimado.ui.context import language

REQUESTED = "procedures.correction_requested"
BESIDE = {"notice_issued"}  # the page says so beside the decision
SHOWN = frozenset(f"procedures.{name}" for name in SENTENCES if name not in BESIDE)


def steps(case_id: UUID) -> list[Step]:
    """What happened, oldest first; the last one is where the case stands."""
    found = journal.entries(subject=Ref("case", str(case_id)), limit=200)
    shown = sorted((entry for entry in found if entry.type in SHOWN), key=lambda entry: (entry.at, entry.id))
    notes = _notes(case_id, shown)
    return [
        Step(entry.at, entry.text(), notes.get(entry.id, ""), current=index == len(shown) - 1)
        for index, entry in enumerate(shown)
    ]


def _notes(case_id: UUID, entries: Sequence[journal.EntryView]) -> dict[UUID, str]:
    """Which papers and items were asked for, and which papers came, by entry: the journal itself only counts them."""
    requests = [entry for entry in entries if entry.type == REQUESTED]
    if not any(entry.public.get(kind) for entry in requests for kind in ("papers", "items")):
        return {}
    case = Case.objects.get(id=case_id)
    asked = zip(requests, case.corrections.order_by("asked_at"), strict=False)
    return {**{entry.id: _asked_for(case, correction) for entry, correction in asked}, **_came(case)}


def _asked_for(case: Case, correction: Correction) -> str:
    procedure = editions.pinned(case.edition).procedure
    lines = []
    for place, _reason in papers.places(correction):
        paper, page = papers.paper_at(place, procedure), adding.page_at(place, procedure)
        if paper is not None:
            lines.append(paper.label.in_language(language()))
        elif page is not None and page.group is not None:
            lines.append(adding.words(page.group, language()))
    return "\n".join(lines)


def _came(case: Case) -> dict[UUID, str]:
    sent, rows = list(case.submissions.order_by("number")), list(case.attachments.all())
    labels = {
        p.name: p.label.in_language(language()) for p in editions.pinned(case.edition).procedure.attachments
    }
    return {
        now.entry: "\n".join(
            f"{labels.get(row.slot, row.slot)}：{row.name}" for row in papers.added(now, before, rows)
        )
        for before, now in pairwise(sent)
    }
