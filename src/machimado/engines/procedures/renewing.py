"""A draft that was begun on an older edition, under the one that has come into force since."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from machimado.engines.procedures import editions
from machimado.engines.procedures.answers import Answer, Answers, Item, from_json
from machimado.engines.procedures.definitions import Procedure, Question
from machimado.engines.procedures.editions import Pinned
from machimado.engines.procedures.models import Draft

PARTS = {"氏名": "氏", "住所": "所在地", "口座": "番号"}
NUMBERS = ("整数", "金額")


def read(draft: Draft, *, on: date) -> tuple[Pinned, Answers]:
    """The edition under which a draft stands on a day, and its answers there."""
    pinned, answers = editions.standing(draft.edition, on=on), from_json(draft.answers)
    return pinned, answers if pinned.edition == draft.edition else carried(answers, pinned.procedure)


def carried(answers: Answers, procedure: Procedure) -> Answers:
    """The answers that are answers still. What is asked in another shape now, or no longer offered, is asked anew.

    Only the reading leaves them out: the draft keeps what was typed.
    """
    single = {q.name: q for page in procedure.pages for q in page.questions}
    groups = {group.name: {q.name: q for q in group.questions} for group in procedure.groups()}
    return Answers(
        _fitting(answers.single, single),
        {
            name: tuple(Item(i.id, _fitting(i.answers, groups.get(name, {})), i.person) for i in items)
            for name, items in answers.groups.items()
        },
    )


def _fitting(answers: Mapping[str, Answer], questions: Mapping[str, Question]) -> dict[str, Answer]:
    return {
        name: answer
        for name, answer in answers.items()
        if name not in questions or fits(questions[name], answer.value)
    }


def fits(question: Question, value: Any) -> bool:
    """Whether a value has the JSON shape of an answer to this question, and is one that it offers."""
    if value is None or value == "":
        return True
    offered = {choice.value for choice in question.choices}
    if question.type == "選択":
        return value in offered if isinstance(value, str) else False
    if question.type == "複数選択":
        return isinstance(value, list) and set(value) <= offered
    if question.type == "はい・いいえ":
        return isinstance(value, bool)
    if question.type in NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool)
    if question.type in PARTS:
        return isinstance(value, dict) and PARTS[question.type] in value
    return isinstance(value, str) and _written(question.type, value)


def _written(kind: str, text: str) -> bool:
    if kind == "年月":
        return re.fullmatch(r"\d{4}-\d{2}", text) is not None
    if kind != "日付":
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
