"""The home: what is due for me, then life events, then search; the town's news."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machimado.core.accounts import api as accounts
from machimado.core.residents import api as residents
from machimado.kernel import clock
from machimado.services.portal import agenda, content, finder


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    shown = {"events": finder.life_events(on=today), "news": content.news(until=today, limit=3)}
    return render(request, "portal/home.html", shown | _mine(request))


def _mine(request: HttpRequest) -> dict[str, Any]:
    """What leads the home: nothing before sign-in, the way to the register before the link, else what is due."""
    who = accounts.identity(request)
    if not who.is_resident:
        return {"due": None}
    if who.person_number is None:
        return {"due": None, "unlinked": True}
    viewer, at = accounts.viewer(request), clock.now()
    try:
        me, household = residents.at_home(viewer=viewer, at=clock.today())
    except residents.NotFound:
        return {"due": None}
    return {"me": me, "due": agenda.of(me, household, at=at)}
