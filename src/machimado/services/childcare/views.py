"""The family's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machimado.core.accounts import api as accounts
from machimado.kernel import clock
from machimado.services.childcare import children


@require_safe
@never_cache
@accounts.resident_required()
def overview(request: HttpRequest) -> HttpResponse:
    number = accounts.identity(request).person_number or ""
    mine = children.of(number, viewer=accounts.viewer(request), at=clock.today())
    return render(request, "childcare/children.html", {"children": mine})
