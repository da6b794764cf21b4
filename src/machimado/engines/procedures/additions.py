"""The form of one more item that a correction asks for: only the questions that its own answers call for, as on a page."""

from typing import Any

from django.http import QueryDict

from machimado.engines.procedures import adding
from machimado.engines.procedures.answers import Answer, Item, Path
from machimado.engines.procedures.conditions import Scope
from machimado.engines.procedures.definitions import Page, Question
from machimado.engines.procedures.forms import AnswerForm, Row
from machimado.engines.procedures.journey import empty, faults, show_item
from machimado.ui.context import language


class Addition:
    """One more item: its questions named within `児童/k1`, and which of them the page that was sent had drawn.

    `lenient`: an official records what came, so every question of the group stands there and none has to be answered.
    """

    def __init__(
        self, place: Path, page: Page, reason: str, data: QueryDict | None, *, lenient: bool
    ) -> None:
        assert page.group is not None
        self.page, self.group, self.reason, self.lenient = page, page.group, reason, lenient
        self.id, self.prefix, self.data = place[2], f"{place[0]}/{place[2]}", data
        self.typed = self._values(
            AnswerForm(self.group.questions, {}, data, prefix=self.prefix, lenient=True)
        )
        self.new: tuple[Question, ...] = ()

    def draw(self, outer: Scope) -> None:
        """Its form, among the answers around it. A question that nobody has seen yet is asked, not found missing."""
        item = Item(self.id, {name: Answer(value) for name, value in self.typed.items()})
        self.shown = show_item(self.page, item, outer)
        questions = self.group.questions if self.lenient else self.shown.questions
        self.form = AnswerForm(questions, {}, self.data, prefix=self.prefix, lenient=self.lenient)
        if self.data is not None and not self.lenient:
            drawn = set(self.data.getlist(self.drawn))
            self.new = tuple(question for question in questions if question.name not in drawn)
        for question in self.new:
            self.form.forgive(question)

    def judge(self) -> None:
        """Blame each 検証 that does not hold."""
        for question, sentence in faults(self.form.questions, self.shown.scope):
            self.form.blame(question, sentence.in_language(language()))

    def values(self) -> dict[Path, Any]:
        """What says something, by its place in the next submission."""
        return {(self.group.name, self.id, n): v for n, v in self._values(self.form).items()}

    @property
    def title(self) -> str:
        return adding.words(self.group, language())

    @property
    def drawn(self) -> str:
        """The name of the input that tells which questions a page had drawn."""
        return f"{self.prefix}-drawn"

    def rows(self) -> list[Row]:
        return self.form.rows()

    @staticmethod
    def _values(form: AnswerForm) -> dict[str, Any]:
        values = form.values() if form.is_bound else {}
        return {name: value for name, value in values.items() if not empty(value)}
