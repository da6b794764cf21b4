"""`/healthz`: is everything ready that a request needs?"""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machimado.core.operations.health import faults


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 `{"ready": true}` when all is ready, else 503 with the names of what is not (no detail for strangers)."""
    missing = faults()
    return JsonResponse({"ready": not missing, "missing": missing}, status=503 if missing else 200)
