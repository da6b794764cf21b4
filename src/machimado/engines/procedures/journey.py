"""The way through a form: which pages and questions show, which are done, what will be submitted.

Derived from definition and answers each time, never stored (after GOV.UK forms-runner's journey). A hidden answer is
kept in the draft, but neither decides anything further nor is submitted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from machimado.engines.procedures.answers import Answers, Item
from machimado.engines.procedures.conditions import Scope, holds
from machimado.engines.procedures.definitions import Attachment, Page, Procedure, Question, Validation
from machimado.kernel.text import Text


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One item of a repeating group and the questions that show inside it."""

    item: Item
    questions: tuple[Question, ...]
    missing: tuple[Question, ...]
    scope: Scope

    @property
    def complete(self) -> bool:
        return not self.missing and next(faults(self.questions, self.scope), None) is None


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page that shows: its visible questions or items, and what it still lacks."""

    page: Page
    questions: tuple[Question, ...]
    items: tuple[ShownItem, ...]
    missing: tuple[Question, ...]
    too_few: bool
    scope: Scope

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def complete(self) -> bool:
        return not (
            self.missing or self.too_few or self.page.stop or any(item.missing for item in self.items)
        )


@dataclass(frozen=True, slots=True)
class Journey:
    """The pages that show, in order; a 中止 page ends the way."""

    pages: tuple[ShownPage, ...]
    visible: Answers
    scope: Scope

    @property
    def stopped(self) -> ShownPage | None:
        return next((page for page in self.pages if page.page.stop), None)

    @property
    def next(self) -> ShownPage | None:
        """The first page that still needs something; None when all is answered."""
        return next((page for page in self.pages if not page.complete), None)

    @property
    def complete(self) -> bool:
        return self.next is None

    def page(self, name: str) -> ShownPage | None:
        return next((page for page in self.pages if page.name == name), None)

    def after(self, name: str) -> ShownPage | None:
        """The next page that needs something behind this one, else the first that does; None when all is answered."""
        names = [page.name for page in self.pages]
        start = names.index(name) + 1 if name in names else 0
        behind = (page for page in self.pages[start:] if not page.complete)
        return next(behind, None) or self.next


def walk(procedure: Procedure, answers: Answers, *, on: date, as_it_came: bool = False) -> Journey:
    """The journey with these answers on this day.

    `as_it_came`: a paper shows all that stands on it, also what no answer before it asks for, and does not end at a 中止.
    """
    values: dict[str, Any] = {}
    scope = Scope(values, on=on)
    pages: list[ShownPage] = []
    visible = Answers()
    for page in procedure.pages:
        if holds(page.when, scope) is not True and not (as_it_came and _written(page, answers)):
            continue
        if page.group:
            values[page.group.name] = [_values(item) for item in answers.items(page.group.name)]
        shown = (
            _group_page(page, answers, scope, as_it_came)
            if page.group
            else _page(page, answers, scope, values, as_it_came)
        )
        if page.group:
            items = tuple(_visible_item(item) for item in shown.items)
            values[page.group.name] = [_values(item) for item in items]
            visible = Answers(visible.single, {**visible.groups, page.group.name: items})
        else:
            kept = {q.name: answers.single[q.name] for q in shown.questions if q.name in answers.single}
            visible = visible.with_single(kept)
        pages.append(shown)
        if page.stop and not as_it_came:
            break
    return Journey(tuple(pages), visible, scope)


def _written(page: Page, answers: Answers) -> bool:
    """Whether a paper says something on this page."""
    if page.group:
        return bool(answers.items(page.group.name))
    return any(q.name in answers.single and not empty(answers.single[q.name].value) for q in page.questions)


def _values(item: Item) -> dict[str, Any]:
    return {name: answer.value for name, answer in item.answers.items()}


def _page(page: Page, answers: Answers, scope: Scope, values: dict[str, Any], as_it_came: bool) -> ShownPage:
    questions = []
    for question in page.questions:
        if holds(question.when, scope) is True or (as_it_came and question.name in answers.single):
            questions.append(question)
            if question.name in answers.single:
                values[question.name] = answers.single[question.name].value
    missing = tuple(q for q in questions if q.required and empty(values.get(q.name)))
    return ShownPage(page, tuple(questions), (), missing, too_few=False, scope=scope)


def _group_page(page: Page, answers: Answers, scope: Scope, as_it_came: bool) -> ShownPage:
    assert page.group is not None
    items = tuple(show_item(page, item, scope, as_it_came) for item in answers.items(page.group.name))
    return ShownPage(page, (), items, (), too_few=len(items) < page.group.minimum, scope=scope)


def show_item(page: Page, item: Item, scope: Scope, as_it_came: bool = False) -> ShownItem:
    """The questions that show inside one item."""
    assert page.group is not None
    values: dict[str, Any] = {}
    inner = scope.within(values)
    questions = []
    for question in page.group.questions:
        if holds(question.when, inner) is True or (as_it_came and question.name in item.answers):
            questions.append(question)
            if question.name in item.answers:
                values[question.name] = item.answers[question.name].value
    missing = tuple(q for q in questions if q.required and empty(values.get(q.name)))
    return ShownItem(item, tuple(questions), missing, inner)


def _visible_item(shown: ShownItem) -> Item:
    kept = {q.name: shown.item.answers[q.name] for q in shown.questions if q.name in shown.item.answers}
    return Item(shown.item.id, kept, shown.item.person)


def empty(value: Any) -> bool:
    """Whether nothing has been answered; a composite is empty when each of its parts is."""
    if isinstance(value, dict):
        return not any(value.values())
    return value is None or value == "" or value == []


def faults(questions: tuple[Question, ...], scope: Scope) -> Iterator[tuple[Question, Text]]:
    """The 検証 that fail among the visible questions; an unknown condition is no fault."""
    for question in questions:
        for check in question.checks:
            if _fails(check, question, scope):
                yield question, check.sentence


def _fails(check: Validation, question: Question, scope: Scope) -> bool:
    return not empty(scope.value(question.name)) and holds(check.condition, scope) is False


def all_faults(journey: Journey) -> list[tuple[ShownPage, Question, Text]]:
    """Every failing 検証 of a journey, looked at again before submitting."""
    found = [(page, q, text) for page in journey.pages for q, text in faults(page.questions, page.scope)]
    for page in journey.pages:
        for item in page.items:
            found += [(page, q, text) for q, text in faults(item.questions, item.scope)]
    return found


def attachments(procedure: Procedure, journey: Journey) -> tuple[Attachment, ...]:
    """The papers that these answers call for."""
    return tuple(a for a in procedure.attachments if holds(a.when, journey.scope) is True)
