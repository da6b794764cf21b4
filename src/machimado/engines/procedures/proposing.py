"""The form of a proposal: what is decided, for the whole and for each item; or the reasons of a refusal."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from machimado.engines.procedures.definitions import Outcome
from machimado.engines.procedures.forms import AnswerForm, Row, unjudged
from machimado.engines.procedures.outward import CaseView
from machimado.engines.procedures.suggesting import suggest
from machimado.engines.procedures.summary import item_title


class ReasonsForm(forms.Form):
    """理由の提示 (行政手続法8条)."""

    facts = forms.CharField(
        label=_("事実"),
        help_text=_("何があったか、何を確かめたかを、本人が読んでわかるように書きます。"),
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("却下の理由となる事実を書いてください。")},
    )
    article = forms.CharField(
        label=_("根拠となる条"),
        help_text=_("例：児童手当法第4条第1項第1号"),
        error_messages={"required": _("根拠となる法令の条を書いてください。例：児童手当法第4条第1項第1号")},
    )
    reasoning = forms.CharField(
        label=_("あてはめ"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("事実がなぜその条に当たるか。"),
    )


class ProposalForm:
    """One form for the outcome, and one for each item of its group."""

    def __init__(self, case: CaseView, outcome: Outcome, data: QueryDict | None) -> None:
        self.outcome = outcome
        self.reasons = ReasonsForm(data) if outcome.refusal else None
        suggested = suggest(case, outcome)
        self.whole = AnswerForm(
            outcome.particulars, suggested.answers(outcome.particulars), data, prefix="all"
        )
        self.items: list[tuple[str, str, AnswerForm]] = []
        each = outcome.each
        for item in case.answers.items(each.group) if each else ():
            assert each is not None
            title = item_title(case.answers, each, item.id)
            initial = suggested.answers(each.questions, item.person)
            self.items.append((item.id, title, AnswerForm(each.questions, initial, data, prefix=item.id)))

    @property
    def forms(self) -> list[Any]:
        return [
            *([self.reasons] if self.reasons else []),
            self.whole,
            *(form for _id, _title, form in self.items),
        ]

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.forms)

    def unjudged(self) -> None:
        """What was typed, without a word about it."""
        for form in self.forms:
            unjudged(form)

    def rows(self) -> list[Row]:
        return self.whole.rows()

    def item_rows(self) -> Iterator[tuple[str, list[Row]]]:
        for _id, title, form in self.items:
            yield title, form.rows()

    def content(self) -> dict[str, Any]:
        """What the proposal keeps, in the words of the decision."""
        if self.reasons is not None:
            said = self.reasons.cleaned_data
            return {"事実": said["facts"], "条": said["article"], "あてはめ": said["reasoning"]}
        return {
            "決定事項": self.whole.values(),
            "項目ごと": {item_id: form.values() for item_id, _title, form in self.items},
        }
