"""The form of one page, of one item, of a correction: built from questions, answers and their provenance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from machimado.engines.procedures import fields, show
from machimado.engines.procedures.answers import Answer
from machimado.engines.procedures.definitions import Question
from machimado.engines.procedures.journey import empty
from machimado.engines.procedures.sameness import same
from machimado.ui import postal
from machimado.ui.context import language
from machimado.ui.fields import narrow


@dataclass(frozen=True)
class Row:
    """One question as a page draws it."""

    question: Question
    name: str
    label: str
    help: str
    provenance: str
    reason: str
    bound: tuple[BoundField, ...]

    @property
    def composite(self) -> bool:
        return self.question.type in fields.COMPOSITES


class AnswerForm(forms.Form):
    """Fields named by their question (`電話番号`, `住所-郵便番号`), within a prefix where several items share a page."""

    def __init__(
        self,
        questions: Sequence[Question],
        answers: Mapping[str, Answer],
        data: Mapping[str, Any] | None = None,
        *,
        prefix: str | None = None,
        lenient: bool = False,
        reasons: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.questions = tuple(questions)
        self.answers = answers
        self.reasons = reasons or {}
        for question in self.questions:
            self._add(question, lenient)

    def _add(self, question: Question, lenient: bool) -> None:
        required = question.required and not lenient
        answer = self.answers.get(question.name)
        initial = fields.to_initial(question, answer.value if answer else None)
        for part, field in fields.fields_of(question, language(), required=required).items():
            field.initial = initial.get(part)
            self.fields[name_of(question, part)] = field

    def rows(self) -> list[Row]:
        """The questions in order, each with its bound fields."""
        return [self._row(question) for question in self.questions]

    def _row(self, question: Question) -> Row:
        words = language()
        answer = self.answers.get(question.name)
        known = answer is not None and answer.source != "typed" and not empty(answer.value)
        known = known and (not self.is_bound or self._says_still(question, answer))
        return Row(
            question=question,
            name=self.add_prefix(question.name),
            label=question.label.in_language(words),
            help=question.help.in_language(words) if question.help else "",
            provenance=show.provenance(answer.source, answer.as_of, words) if answer and known else "",
            reason=self.reasons.get(question.name, ""),
            bound=tuple(self[name_of(question, part)] for part in self._parts(question)),
        )

    def _says_still(self, question: Question, answer: Answer) -> bool:
        """Whether what was typed is the answer that was known, without a word about the rest of the form."""
        typed = {}
        for part in self._parts(question):
            bound = self[name_of(question, part)]
            try:
                typed[part] = bound.field.clean(bound.data)
            except forms.ValidationError:
                return False
        return same(fields.to_answer(question, typed), answer.value)

    def _parts(self, question: Question) -> list[str]:
        return list(fields.fields_of(question, language(), required=False))

    def values(self) -> dict[str, Any]:
        """The answers that are valid, also while others are not."""
        self.full_clean()
        found = {}
        for question in self.questions:
            names = {part: name_of(question, part) for part in self._parts(question)}
            if not any(name in self.errors for name in names.values()):
                cleaned = {part: self.cleaned_data.get(name) for part, name in names.items()}
                found[question.name] = fields.to_answer(question, cleaned)
        return found

    def sent(self) -> dict[str, Any]:
        """The valid answers to what the page asked when it was drawn: a question that showed up since (another tab) is
        not in it, and keeps its answer. Boxes that are not ticked send nothing, and count as asked.
        """
        asked = {q.name for q in self.questions if q.type == "複数選択" or came(q, self.data)}
        return {name: value for name, value in self.values().items() if name in asked}

    def typed(self) -> dict[str, list[str]]:
        """Everything that this form sent, as it was typed; kept while something in it is not yet an answer."""
        if not isinstance(self.data, QueryDict):
            return {}
        prefixes = tuple(self.add_prefix(name) for name in self.fields)
        return {key: self.data.getlist(key) for key in self.data if key.startswith(prefixes)}

    def wrong(self) -> bool:
        """Whether something typed is not valid (an empty required field is merely missing)."""
        return any(error.code != "required" for errors in self.errors.as_data().values() for error in errors)

    def unjudged(self) -> Self:
        """What was typed, without a word about it."""
        unjudged(self)
        return self

    def blame(self, question: Question, sentence: str) -> None:
        """Put the sentence of a failing 検証 at its question."""
        last = list(self._parts(question))[-1]
        self.add_error(name_of(question, last), forms.ValidationError(sentence, code="check"))

    def forgive(self, question: Question) -> None:
        """Say nothing about a question that was not asked yet."""
        for part in self._parts(question):
            self.errors.pop(name_of(question, part), None)


def unjudged(form: forms.Form) -> None:
    """Say nothing about what was typed: errors answer a POST, never a page that is opened again."""
    form.full_clean()
    form.errors.clear()


def came(question: Question, data: Mapping[str, Any]) -> bool:
    """Whether one of a question's inputs was sent: `職業`, `住所-郵便番号`, `生年月日_era`."""
    name = question.name
    return any(key == name or key.startswith((f"{name}-", f"{name}_")) for key in data)


def name_of(question: Question, part: str) -> str:
    return f"{question.name}-{part}" if part else question.name


def from_typed(typed: Mapping[str, list[str]]) -> QueryDict:
    """What was typed before, as if it had just been sent."""
    data = QueryDict(mutable=True)
    for key, values in typed.items():
        data.setlist(key, list(values))
    return data


def with_address(data: QueryDict) -> tuple[QueryDict, str]:
    """The form's data with the address of its postal code filled in (「住所をさがす」 without JavaScript).

    The second value says which case it was: "filled", "several" or "unknown".
    """
    found_at = data["find_address"]
    digits = "".join(char for char in narrow(data.get(found_at, "")) if char.isdigit())
    places = postal.places(digits) if len(digits) == 7 else []
    filled = data.copy()
    if not places:
        return filled, "unknown"
    filled[f"{found_at.rpartition('-')[0]}-所在地"] = str(places[0])
    return filled, "filled" if len(places) == 1 else "several"
