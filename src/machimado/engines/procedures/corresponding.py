"""補正のお願い on paper: for whoever claimed on paper and reads no messages here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from machimado.core.jobs import api as jobs
from machimado.engines.documents import api as documents
from machimado.engines.procedures import papers
from machimado.engines.procedures.calendar import due
from machimado.engines.procedures.handling import POST_CORRECTION
from machimado.engines.procedures.models import Correction
from machimado.engines.procedures.outward import CaseView
from machimado.engines.procedures.summary import label_at
from machimado.engines.procedures.views_of import case_view, today
from machimado.kernel.ref import Ref

LETTER = "補正のお願い"
ANSWER_WITHIN = 10  # open days


@jobs.job(POST_CORRECTION)
def post(payload: Mapping[str, Any], *, at: datetime) -> None:
    """Put the letter into the print queue; effects and completion share one transaction. Nothing where it was lifted."""
    correction = Correction.objects.select_related("case").get(id=UUID(payload["correction"]))
    if correction.lifted_at or correction.answered_at:
        return
    case = case_view(correction.case, side=papers.OFFICIAL)
    documents.post(
        LETTER,
        person=case.person,
        data=letter_data(case, correction),
        about=Ref("case", str(case.id)),
        key=f"correction:{correction.id}",
        at=at,
    )


def letter_data(case: CaseView, correction: Correction) -> dict[str, Any]:
    """Which places, and why, in the words of the form."""
    places = [
        {"項目": label_at(case, place, "ja"), "理由": reason} for place, reason in papers.places(correction)
    ]
    asked_on = today(correction.asked_at)
    return {
        "手続": str(case.procedure.short or case.procedure.title),
        "申請年月日": case.arrived_on,
        "期限": due(asked_on, ANSWER_WITHIN),
        "箇所": places,
    }
