"""The catalogue: for everyone, without a login."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from machimado.engines.procedures import api as procedures
from machimado.kernel import clock
from machimado.services.online_procedures import stages


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every procedure in force."""
    found = procedures.catalogue(on=clock.today())
    return render(request, "online_procedures/catalogue.html", {"procedures": found})


@require_safe
def procedure(request: HttpRequest, key: str) -> HttpResponse:
    """One procedure: who, until when, what is asked, what to bring, the law, the remedies; then the start."""
    try:
        found = procedures.procedure(key, on=clock.today())
    except LookupError as missing:
        raise Http404 from missing
    shown = {"procedure": found, "stages": stages.ladder(found.definition.stage.stage)}
    return render(request, "online_procedures/procedure.html", shown)
