"""`{% load accounts %}`: what forms of every room need."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from machimado.core.accounts import stashes

register = template.Library()


@register.simple_tag(takes_context=True)
def stash_mark(context: Context, page: str = "") -> SafeString | str:
    """A hidden mark that says whose page this is: what is typed after the login is over waits for that account.

    It waits at `page`; without one at `here` (pages drawn under the address of a button), else at this very address.
    """
    request = context.get("request")
    if request is None:
        return ""
    page = page or context.get("here") or request.get_full_path()
    return format_html(
        '<input type="hidden" name="{}" value="{}">', stashes.FIELD, stashes.mark(request, page=page)
    )
