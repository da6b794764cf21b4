"""What the views of this room share."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from machimado.core.accounts import api as accounts
from machimado.core.accounts.api import Identity
from machimado.engines.procedures import api as procedures

View = Callable[..., HttpResponse]


def found_or_404(view: View) -> View:
    """What does not exist for this person is a 404, whoever else it may belong to.

    A draft that was submitted meanwhile (the browser's back button, a second tab) has become a case: there it goes on.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except LookupError as missing:
            case = _submitted(request, kwargs.get("draft_id"))
            if case is None:
                raise Http404 from missing
            messages.info(
                request, _("この書きかけは、もう提出されています。提出した手続きを表示しています。")
            )
            return to("case", case)

    return guarded


def _submitted(request: HttpRequest, draft_id: UUID | None) -> UUID | None:
    case = procedures.case_of_draft(draft_id, **mine(request)) if draft_id else None
    return case.id if case else None


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
