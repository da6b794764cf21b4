"""The error summary: one line a problem, each linked to the control that it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField, Field, MultiWidget
from django.forms.widgets import CheckboxInput, ChoiceWidget, FileInput, Select
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Problem:
    message: str
    anchor: str
    label: str = ""


def anchor(bound: BoundField) -> str:
    """The id of the first control of a field, so that the link lands on something that takes the focus."""
    widget = bound.field.widget
    first_of_many = isinstance(widget, MultiWidget) or (
        isinstance(widget, ChoiceWidget) and not isinstance(widget, Select)
    )
    return f"{bound.auto_id}_0" if first_of_many else str(bound.id_for_label or bound.auto_id)


def sentence(bound: BoundField, message: object) -> str:
    """What to do, for this field: 「入力してください」 alone does not say what. An example where the hint is one."""
    words, label = str(message), str(bound.label)
    if (
        words != str(Field.default_error_messages["required"])
        or not label
        or label.endswith(("か", "？", "?"))
    ):
        return words
    chosen = isinstance(bound.field.widget, ChoiceWidget | CheckboxInput | FileInput)
    asked = _("%(label)sを選んでください。") if chosen else _("%(label)sを入力してください。")
    example = str(bound.help_text) if str(bound.help_text).startswith(_("例：")) else ""
    return f"{asked % {'label': label}}{example}"


def _of_form(form: BaseForm) -> Iterator[Problem]:
    for message in form.non_field_errors():
        yield Problem(str(message), "")
    for bound in form:
        for message in bound.errors:
            yield Problem(sentence(bound, message), anchor(bound), str(bound.label))


def collect(*forms: Any) -> list[Problem]:
    """Every problem of the forms, formsets and lists of them given, in the order of the page."""
    found: list[Problem] = []
    for form in forms:
        if isinstance(form, list | tuple):
            found += collect(*form)
        elif isinstance(form, BaseFormSet):
            found += [Problem(str(m), "") for m in form.non_form_errors()]
            found += [problem for inner in form.forms for problem in _of_form(inner)]
        elif isinstance(form, BaseForm):
            found += _of_form(form)
    return found
