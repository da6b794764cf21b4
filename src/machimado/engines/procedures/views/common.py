"""What the views of this room share."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from machimado.core.accounts import api as accounts
from machimado.core.accounts.api import Identity

View = Callable[..., HttpResponse]


def found_or_404(view: View) -> View:
    """What does not exist for this person is a 404, whoever else it may belong to."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except LookupError as missing:
            raise Http404 from missing

    return guarded


def me(request: HttpRequest) -> Identity:
    return accounts.identity(request)


def mine(request: HttpRequest) -> dict[str, Any]:
    """The arguments that scope a verb to this resident."""
    who = me(request)
    return {"by": who.actor, "person": who.person_number}


def to(name: str, *args: Any, anchor: str = "") -> HttpResponseRedirect:
    """A redirect to one of our own pages."""
    return HttpResponseRedirect(
        reverse(f"procedures:{name}", args=args) + (f"#{quote(anchor)}" if anchor else "")
    )


def to_desk(name: str, *args: Any) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"procedures_desk:{name}", args=args))
