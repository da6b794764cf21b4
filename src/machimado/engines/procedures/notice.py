"""The notice of a decision: what it states, and what would keep it from being printed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from machimado.engines.documents import api as documents
from machimado.engines.procedures import canonical, editions
from machimado.engines.procedures.answers import Answers, from_json
from machimado.engines.procedures.conditions import holds
from machimado.engines.procedures.definitions import EachItem, Outcome
from machimado.engines.procedures.journey import walk
from machimado.engines.procedures.models import Case
from machimado.engines.procedures.outward import ONLINE
from machimado.engines.procedures.show import shown_value


def sent(case: Case) -> Answers:
    """The answers of the latest submission."""
    return from_json(canonical.read(case.submissions.order_by("-number")[0].body)["答え"])


def data(case: Case, outcome: Outcome, content: Mapping[str, Any]) -> dict[str, Any]:
    """The 記載事項: what was decided, and of the answers what the definition's 記載 names."""
    return _data(case, sent(case), outcome, content)


def _data(case: Case, answers: Answers, outcome: Outcome, content: Mapping[str, Any]) -> dict[str, Any]:
    if outcome.refusal:
        return {
            "請求": str(editions.pinned(case.edition).procedure.title),
            "請求年月日": case.arrived_on,
            "事実": content["事実"],
            "根拠条項": content["条"],
            "あてはめ": content.get("あてはめ", ""),
        }
    found: dict[str, Any] = {"請求年月日": case.arrived_on, **content.get("決定事項", {})}
    if outcome.each is not None:
        found[outcome.each.group] = _rows(answers, outcome.each, content.get("項目ごと", {}))
    return found


def obstacles(case: Case, outcome: Outcome, content: Mapping[str, Any], *, at: datetime) -> tuple[str, ...]:
    """Why this decision's notice could not be printed (a character that no font has), for the official; empty: it can."""
    if not outcome.document:
        return ()
    kept = canonical.read(canonical.write(content))  # as the decision's own bytes will say it
    answers = sent(case)
    if sentence := _lacks(case, answers, outcome):
        return (sentence,)
    told = _data(case, answers, outcome, kept)
    return documents.obstacles(outcome.document, person=case.person, data=told, at=at)


def _lacks(case: Case, answers: Answers, outcome: Outcome) -> str:
    """What keeps a decision from being made for each item: too few of them, where the form asks for them or may."""
    procedure = editions.pinned(case.edition).procedure
    name = outcome.each.group if outcome.each else ""
    page = next((page for page in procedure.pages if page.group and page.group.name == name), None)
    if page is None or page.group is None or len(answers.items(name)) >= page.group.minimum:
        return ""
    journey = walk(procedure, answers, on=case.arrived_on, as_it_came=case.channel != ONLINE)
    if holds(page.when, journey.scope) is False:
        return ""
    return f"「{page.group.label}」がありません。補正で求めてください。"


def _rows(answers: Answers, each: EachItem, decided: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for item in answers.items(each.group):
        values = {name: answer.value for name, answer in item.answers.items()}
        row = {column: shown_value(values.get(name)) for column, name in each.columns.items()}
        rows.append({**row, **decided.get(item.id, {})})
    return rows
