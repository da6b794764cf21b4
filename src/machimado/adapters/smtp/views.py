"""The demo's letter box: what would have gone out."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machimado.adapters.smtp import demo


@never_cache
@require_safe
def letter_box(request: HttpRequest) -> HttpResponse:
    """The newest mails of the demo; a 404 where mail is real."""
    if settings.MODE == "production" or settings.MACHIMADO_SMTP_URL:
        raise Http404
    return render(request, "smtp/letter_box.html", {"mails": demo.kept(settings.MACHIMADO_MAIL)})
