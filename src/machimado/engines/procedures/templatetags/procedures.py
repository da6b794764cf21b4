"""`{% load procedures %}`: what the forms of this room need."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from machimado.core.accounts import api as accounts
from machimado.engines.procedures.answers import Path
from machimado.engines.procedures.numbers import spoken
from machimado.engines.procedures.outward import CaseView
from machimado.engines.procedures.summary import Decided, decided, find
from machimado.ui.context import language

register = template.Library()


@register.simple_tag(takes_context=True)
def stash_mark(context: Context) -> SafeString | str:
    """A hidden mark that says whose page this is: what is typed after the login is over waits for that account."""
    request = context.get("request")
    if request is None:
        return ""
    return format_html('<input type="hidden" name="kept_for" value="{}">', accounts.stash_mark(request))


@register.filter
def number(value: str) -> str:
    """A 受付番号 as it is read aloud: in groups of four."""
    return spoken(value)


@register.simple_tag
def asked(case: CaseView, path: Path) -> str:
    """The words of the question at a path, as they stand in the form."""
    found = find(case.journey, path)
    return found[0].label.in_language(language()) if found else path[-1]


@register.simple_tag
def particulars(case: CaseView, outcome: str, content: Mapping[str, Any]) -> list[Decided]:
    """What an outcome decides, in the words and the units of its questions."""
    return decided(case.procedure, case.answers, outcome, content, language())
