"""Search and person page. Each person shown is one look in the journal; names never stand in a URL."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machimado.core.accounts import api as accounts
from machimado.core.journal import api as journal
from machimado.core.lookup.forms import WORDS, PurposeForm, SearchForm
from machimado.core.lookup.gate import ROLES
from machimado.core.residents import api as residents
from machimado.kernel import clock
from machimado.kernel.ref import Ref

SHOWN = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@accounts.official_required(*ROLES)
def search(request: HttpRequest) -> HttpResponse:
    """The query travels in the body, so that no name comes into a log or a browser's history."""
    form = SearchForm(request.POST or None, initial=accounts.left_here(request).dict())
    context = {"form": form, "searched": False}
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        found = residents.search(
            form.cleaned_data["query"], viewer=accounts.viewer(request), at=clock.today()
        )
        shown = found[:SHOWN]
        _look(request, (each.number for each in shown), purpose)
        context |= {"searched": True, "found": shown, "more": len(found) > SHOWN, "purpose": purpose}
    return render(request, "lookup/search.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@accounts.official_required(*ROLES)
def person(request: HttpRequest, number: str) -> HttpResponse:
    """One person and their household; without a purpose the page only asks for it."""
    viewer, today = accounts.viewer(request), clock.today()
    form = PurposeForm(request.GET or None)
    if not form.is_valid():
        return render(request, "lookup/purpose.html", {"form": form, "number": number})
    view = residents.person(number, viewer=viewer, at=today)
    members: Iterable[residents.PersonView] = ()
    if view.household_number and view.resident:
        household = residents.household(view.household_number, viewer=viewer, at=today)
        members = [each for each in household.members if each.number != number]
    purpose = form.cleaned_data["purpose"]
    _look(request, [number, *(each.number for each in members)], purpose)
    context = {
        "person": view,
        "members": members,
        "events": residents.events_of(number, viewer=viewer),
        "purpose": purpose,
    }
    return render(request, "lookup/person.html", context)


def _look(request: HttpRequest, numbers: Iterable[str], purpose: str) -> None:
    who, at = accounts.identity(request), clock.now()
    with transaction.atomic():
        for number in numbers:
            journal.look(
                by=who.actor,
                subject=Ref("person", number),
                at=at,
                purpose=WORDS[purpose],
                section=who.section,
            )
