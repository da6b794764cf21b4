"""The official's desk: what waits for me, what is due soon, where to go."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machimado.core.accounts import api as accounts
from machimado.engines.procedures import api as procedures
from machimado.kernel import clock

SOON = 8
WAITING = ("到達", "審査中", "補正待ち", "決裁待ち")
STOPPED = "補正待ち"  # while the person is asked, no day counts


@require_safe
@never_cache
@accounts.official_required()
def home(request: HttpRequest) -> HttpResponse:
    who = accounts.identity(request)
    return render(request, "portal/desk.html", {"who": who, **_work(who)})


def _work(who: accounts.Identity) -> dict[str, Any]:
    official = who.official_id or ""
    work = procedures.worklist(
        sections=who.sections, official=official, at=clock.now(), filters={"並び": "期限"}
    )
    waiting = [(state, work.counts.get(state, 0)) for state in WAITING]
    soon = [row for row in work.rows if row.state != STOPPED][:SOON]
    return {"work": work, "waiting": waiting, "soon": soon, "today": clock.today()}
