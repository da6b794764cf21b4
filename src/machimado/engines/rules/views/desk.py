"""Rules in words, as an official reads and signs them: requirements, law, amount, deadline, and every example."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from machimado.core.accounts import api as accounts
from machimado.core.definitions.api import DefinitionError
from machimado.engines.rules import api as rules
from machimado.engines.rules import reading
from machimado.kernel import clock
from machimado.kernel.access import Role

READERS = (Role.REVIEW, Role.ADMINISTRATION)


@require_safe
@accounts.official_required(*READERS)
def shelf(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    found = [(key, rules.rule(key, at=today)) for key in rules.keys(at=today)]
    return render(request, "rules/shelf.html", {"rules": found})


@require_safe
@accounts.official_required(*READERS)
def rule(request: HttpRequest, key: str) -> HttpResponse:
    try:
        page = reading.page(key, at=clock.today())
    except DefinitionError as error:
        raise Http404 from error
    return render(request, "rules/rule.html", {"page": page})
