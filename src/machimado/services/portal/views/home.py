"""The home: what is due for me, then life events, then search; the town's news."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from machimado.kernel import clock
from machimado.services.portal import content, finder


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    known = {"events": finder.life_events(on=today), "news": content.news(until=today, limit=3)}
    return render(request, "portal/home.html", known)
