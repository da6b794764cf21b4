"""My page, who looked at my data."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machimado.core.accounts import api as accounts
from machimado.engines.guidance import api as guidance
from machimado.kernel import clock
from machimado.services.portal import mine


@require_safe
@never_cache
@accounts.resident_required()
def page(request: HttpRequest) -> HttpResponse:
    shown = mine.page(accounts.identity(request), viewer=accounts.viewer(request), at=clock.now())
    return render(request, "portal/my.html", shown)


@require_POST
@accounts.resident_required()
def put_away(request: HttpRequest, due_id: UUID) -> HttpResponse:
    """Not now: the item leaves the cards and waits on my page."""
    who = accounts.identity(request)
    if not guidance.dismiss(due_id, person=who.person_number or "", by=who.actor, at=clock.now()):
        raise Http404
    messages.success(request, _("案内をしまいました。マイページの「しまった案内」から、いつでももどせます。"))
    return redirect("portal:my")


@require_POST
@accounts.resident_required()
def bring_back(request: HttpRequest, due_id: UUID) -> HttpResponse:
    """An item that was put away is due again."""
    if not guidance.bring_back(due_id, person=accounts.identity(request).person_number or ""):
        raise Http404
    return redirect("portal:my")


@require_safe
@never_cache
@accounts.resident_required()
def looks(request: HttpRequest) -> HttpResponse:
    """Who saw my data; of a child for whom I act, who saw theirs, and that I looked is kept there too."""
    number = accounts.acting_for(request) or ""
    shown = mine.looked_at(
        number, who=accounts.identity(request), viewer=accounts.viewer(request), at=clock.now()
    )
    return render(request, "portal/looks.html", shown)
