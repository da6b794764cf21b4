"""The form that answers a correction: the papers asked for, the fields sent back, wherever in the form they stand, and the
items that are to be added.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from machimado.engines.procedures import adding, summary
from machimado.engines.procedures.additions import Addition
from machimado.engines.procedures.answers import Path
from machimado.engines.procedures.conditions import Scope
from machimado.engines.procedures.forms import AnswerForm, unjudged
from machimado.engines.procedures.journey import empty, faults
from machimado.engines.procedures.outward import AskedPaper, CaseView
from machimado.ui.context import language


class Upload(forms.FileInput):
    """Takes several photographs at once."""

    allow_multiple_selected = True


class EnclosureForm(forms.Form):
    """One paper that was asked for: what lies beside the correction already, and a place to add to it."""

    def __init__(self, asked: AskedPaper, *, bound: bool) -> None:
        super().__init__({} if bound else None, prefix=prefix_of(asked))
        self.asked = asked
        label = asked.paper.label.in_language(language())
        self.fields["file"] = forms.FileField(
            label=_("写真かPDF"),
            required=not asked.came,
            widget=Upload({"accept": "image/*,application/pdf", "multiple": True}),
            error_messages={
                "required": _("「%(paper)s」がまだ付いていません。写真かPDFを選んでください。")
                % {"paper": label}
            },
        )

    def refuse(self, sentence: str) -> None:
        """A file that is not taken: what to do instead."""
        self.add_error("file", forms.ValidationError(sentence, code="refused"))


def prefix_of(asked: AskedPaper) -> str:
    return f"paper-{asked.number}"


def input_of(asked: AskedPaper) -> str:
    """The name of the input that sends a paper's files."""
    return f"{prefix_of(asked)}-file"


class CorrectionForm:
    """One small form for each paper, each field, named by its place (`児童/k1/児童の氏名`), and each item to be added.

    `lenient`: an official records what came, complete or not. `withheld`: an address is written, but not read, here.
    """

    def __init__(
        self, case: CaseView, data: QueryDict | None, *, lenient: bool = False, withheld: bool = False
    ) -> None:
        assert case.correction is not None
        self.case, self.lenient = case, lenient
        self.address: Any = ""  # what looking up an address came to
        self.enclosures = [EnclosureForm(each, bound=data is not None) for each in case.correction.papers]
        self.parts: dict[Path, AnswerForm] = {}
        self.additions: list[Addition] = []
        for path, reason in case.correction.fields:
            page = adding.page_at(path, case.procedure)
            if page is not None:
                self.additions.append(Addition(path, page, reason, data, lenient=lenient))
                continue
            found = summary.find(case.journey, path)
            if found is None:
                continue
            question, answer = found
            shut = withheld and question.type == "住所"
            answers = {question.name: answer} if answer and not shut else {}
            prefix = "/".join(path[:-1]) or None
            self.parts[path] = AnswerForm(
                [question], answers, data, prefix=prefix, reasons={question.name: reason}, lenient=lenient
            )
        for addition in self.additions:
            addition.draw(self._around(bound=data is not None))

    def is_valid(self) -> bool:
        """Whether each paper has come, each field is valid, and each 検証 of theirs holds with the new values."""
        if not all(form.is_valid() for form in self.forms) or self.asks_more:
            return False
        for addition in self.additions:
            addition.judge()
        scopes = {
            path: self._scope(path) for path in self.parts
        }  # before any blame: reading values cleans it away
        for path, form in self.parts.items():
            for question, sentence in faults(form.questions, scopes[path]):
                form.blame(question, sentence.in_language(language()))
        return not any(form.errors for form in self.forms)

    @property
    def asks_more(self) -> bool:
        """Whether the answers called for questions that the page had not drawn."""
        return any(addition.new for addition in self.additions)

    def unjudged(self) -> None:
        """What was typed, without a word about it."""
        for form in self.forms:
            unjudged(form)

    def values(self) -> dict[Path, Any]:
        """The fields' values; on record from paper, only those that say something."""
        values = {path: next(iter(form.values().values())) for path, form in self.parts.items()}
        said = {path: v for path, v in values.items() if not (self.lenient and empty(v))}
        return said | {path: v for addition in self.additions for path, v in addition.values().items()}

    def rows(self) -> Iterator[Any]:
        for form in self.parts.values():
            yield from form.rows()

    @property
    def forms(self) -> list[forms.Form]:
        return [*self.enclosures, *self.parts.values(), *(addition.form for addition in self.additions)]

    def _scope(self, path: Path) -> Scope:
        """The answers as they will be: what was sent before, with the new values over it."""
        changed = {
            p[-1]: next(iter(f.values().values())) for p, f in self.parts.items() if p[:-1] == path[:-1]
        }
        outer = self._around(bound=True)
        if len(path) == 1:
            return outer
        item = self.case.answers.item(path[0], path[1])
        before = {name: answer.value for name, answer in item.answers.items()} if item else {}
        return outer.within({**before, **changed})

    def _around(self, *, bound: bool) -> Scope:
        """The answers outside of any item, as they will be, with every item that is to be added among its group's."""
        sent = self.case.journey.scope.answers
        parts = [(p, f.values()) for p, f in self.parts.items() if len(p) == 1] if bound else []
        single = {path[0]: value for path, values in parts for value in values.values()}
        groups: dict[str, list[Any]] = {}
        for addition in self.additions:
            name = addition.group.name
            groups[name] = [*groups.get(name, sent.get(name) or []), addition.typed]
        return Scope({**sent, **single, **groups}, on=self.case.arrived_on)
