"""The board and one initiative. Public: a city shows what it measures, and what it does not measure yet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from machimado.kernel import clock
from machimado.services.promotion import board


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "promotion/board.html", {"axes": board.axes(on=clock.today())})


@require_safe
def initiative(request: HttpRequest, key: str) -> HttpResponse:
    found = dict(board.initiatives(on=clock.today())).get(key)
    if found is None:
        raise Http404
    shown = {"initiative": found, "readings": board.readings(found, on=clock.today())}
    return render(request, "promotion/initiative.html", shown)
