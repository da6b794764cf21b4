"""The form that answers a correction: the fields sent back, wherever in the form they stand."""

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

from machimado.engines.procedures import summary
from machimado.engines.procedures.answers import Path
from machimado.engines.procedures.conditions import Scope
from machimado.engines.procedures.forms import AnswerForm
from machimado.engines.procedures.journey import faults
from machimado.engines.procedures.outward import CaseView
from machimado.ui.context import language


class CorrectionForm:
    """One small form for each field, named by its place (`児童/k1/児童の氏名`)."""

    def __init__(self, case: CaseView, data: QueryDict | None) -> None:
        assert case.correction is not None
        self.case = case
        self.parts: dict[Path, AnswerForm] = {}
        for path, reason in case.correction.fields:
            found = summary.find(case.journey, path)
            if found is None:
                continue
            question, answer = found
            answers = {question.name: answer} if answer else {}
            prefix = "/".join(path[:-1]) or None
            self.parts[path] = AnswerForm(
                [question], answers, data, prefix=prefix, reasons={question.name: reason}
            )

    def is_valid(self) -> bool:
        """Whether each field is valid, and each 検証 of theirs holds with the new values."""
        if not all(form.is_valid() for form in self.parts.values()):
            return False
        for path, form in self.parts.items():
            for question, sentence in faults(form.questions, self._scope(path)):
                form.blame(question, sentence.in_language(language()))
        return not any(form.errors for form in self.parts.values())

    def unjudged(self) -> None:
        """What was typed, without a word about it."""
        for form in self.parts.values():
            form.unjudged()

    def values(self) -> dict[Path, Any]:
        return {path: next(iter(form.values().values())) for path, form in self.parts.items()}

    def rows(self) -> Iterator[Any]:
        for form in self.parts.values():
            yield from form.rows()

    @property
    def forms(self) -> list[AnswerForm]:
        return list(self.parts.values())

    def _scope(self, path: Path) -> Scope:
        """The answers as they will be: what was sent before, with the new values over it."""
        changed = {
            p[-1]: next(iter(f.values().values())) for p, f in self.parts.items() if p[:-1] == path[:-1]
        }
        single = {p[0]: next(iter(f.values().values())) for p, f in self.parts.items() if len(p) == 1}
        outer = Scope({**self.case.journey.scope.answers, **single}, on=self.case.arrived_on)
        if len(path) == 1:
            return outer
        item = self.case.answers.item(path[0], path[1])
        before = {name: answer.value for name, answer in item.answers.items()} if item else {}
        return outer.within({**before, **changed})
