"""The error summary: one line a problem, each linked to the control that it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField, MultiWidget
from django.forms.widgets import ChoiceWidget, Select


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


def _of_form(form: BaseForm) -> Iterator[Problem]:
    for message in form.non_field_errors():
        yield Problem(str(message), "")
    for bound in form:
        for message in bound.errors:
            yield Problem(str(message), anchor(bound), str(bound.label))


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
