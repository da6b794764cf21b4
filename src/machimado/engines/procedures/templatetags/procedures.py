"""`{% load procedures %}`: what the forms of this room need."""

from collections.abc import Mapping
from typing import Any

from django import template

from machimado.engines.procedures.answers import Path
from machimado.engines.procedures.numbers import spoken
from machimado.engines.procedures.outward import CaseView
from machimado.engines.procedures.summary import Decided, decided, label_at
from machimado.ui.context import language

register = template.Library()


@register.filter
def number(value: str) -> str:
    """A 受付番号 as it is read aloud: in groups of four."""
    return spoken(value)


@register.simple_tag
def asked(case: CaseView, path: Path) -> str:
    """The words of the question or the paper at a place that was sent back."""
    return label_at(case, path, language())


@register.simple_tag
def particulars(case: CaseView, outcome: str, content: Mapping[str, Any]) -> list[Decided]:
    """What an outcome decides, in the words and the units of its questions."""
    return decided(case.procedure, case.answers, outcome, content, language())
