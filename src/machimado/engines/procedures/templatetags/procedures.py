"""`{% load procedures %}`: what the forms of this room need."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from machimado.core.accounts import api as accounts

register = template.Library()


@register.simple_tag(takes_context=True)
def stash_mark(context: Context) -> SafeString | str:
    """A hidden mark that says whose page this is: what is typed after the login is over waits for that account."""
    request = context.get("request")
    if request is None:
        return ""
    return format_html('<input type="hidden" name="kept_for" value="{}">', accounts.stash_mark(request))
