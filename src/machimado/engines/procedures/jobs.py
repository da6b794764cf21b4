"""What follows a decision: the sealed notice, and word to the resident."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from machimado.core.jobs import api as jobs
from machimado.engines.documents import api as documents
from machimado.engines.procedures import canonical, editions, telling
from machimado.engines.procedures.answers import from_json
from machimado.engines.procedures.deciding import INFORM
from machimado.engines.procedures.definitions import Outcome
from machimado.engines.procedures.models import Case, Decision
from machimado.engines.procedures.show import shown_value
from machimado.kernel.ref import Ref, system


@jobs.job(INFORM)
def inform(payload: Mapping[str, Any], *, at: datetime) -> None:
    """Issue the notice of a decision and tell the resident; effects and completion share one transaction."""
    decision = Decision.objects.select_related("case").get(id=UUID(payload["decision"]))
    case = decision.case
    outcome = editions.pinned(case.edition).procedure.outcome(decision.outcome)
    if outcome is not None and outcome.document and not decision.document:
        issued = documents.issue(
            outcome.document,
            subject=Ref("case", str(case.id)),
            person=case.person,
            data=notice_data(decision, outcome),
            by=system(INFORM),
            at=at,
        )
        decision.document = str(issued.id)
        decision.save(update_fields=["document"])
    telling.tell(case, "decided", at=at)


def notice_data(decision: Decision, outcome: Outcome) -> dict[str, Any]:
    """The 記載事項 of the notice: what was decided, and of the answers what the definition's 記載 names."""
    case = decision.case
    content = canonical.read(decision.body)
    if outcome.refusal:
        return {
            "請求": str(editions.pinned(case.edition).procedure.title),
            "請求年月日": case.arrived_on,
            "事実": content["事実"],
            "根拠条項": content["条"],
            "あてはめ": content.get("あてはめ", ""),
        }
    data: dict[str, Any] = {"請求年月日": case.arrived_on, **content.get("決定事項", {})}
    if outcome.each is not None:
        data[outcome.each.group] = _rows(case, outcome, content)
    return data


def _rows(case: Case, outcome: Outcome, content: Mapping[str, Any]) -> list[dict[str, Any]]:
    each = outcome.each
    assert each is not None
    latest = case.submissions.order_by("-number")[0]
    answers = from_json(canonical.read(latest.body)["答え"])
    decided = content.get("項目ごと", {})
    rows = []
    for item in answers.items(each.group):
        values = {name: answer.value for name, answer in item.answers.items()}
        row = {column: shown_value(values.get(name)) for column, name in each.columns.items()}
        rows.append({**row, **decided.get(item.id, {})})
    return rows
