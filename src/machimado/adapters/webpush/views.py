"""Where a browser hands in its subscription."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machimado.adapters.webpush import subscriptions, vapid
from machimado.adapters.webpush.endpoints import NotAnEndpoint
from machimado.core.accounts import api as accounts
from machimado.kernel import clock


@never_cache
@require_safe
@accounts.resident_required(linked=False)
def key(request: HttpRequest) -> HttpResponse:
    """The application server key to subscribe with."""
    return JsonResponse({"key": vapid.public_key()})


@never_cache
@require_http_methods(["POST", "DELETE"])
@accounts.resident_required(linked=False)
def devices(request: HttpRequest) -> HttpResponse:
    """POST keeps this browser's subscription, DELETE forgets it. Both take a PushSubscription's JSON."""
    who = accounts.identity(request)
    account, said = UUID(who.account_id), _said(request)
    accounts.throttle("webpush.devices", str(account), limit=30, per_seconds=600, at=clock.now())
    if request.method == "DELETE":
        subscriptions.drop(account, str(said.get("endpoint", "")))
        return HttpResponse(status=204)
    try:
        subscriptions.add(account, said, at=clock.now())
    except NotAnEndpoint:
        return JsonResponse({"error": "not a subscription of a push service"}, status=422)
    return HttpResponse(status=201)


def _said(request: HttpRequest) -> dict[str, Any]:
    try:
        said = json.loads(request.body[:10_000])
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
