"""Language switch, postal look-up, the installable shell."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from machimado.ui import fields, postal
from machimado.ui.context import RUBY_COOKIE, city, language

_YEAR = 365 * 24 * 60 * 60


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language (and whether readings are shown) in a cookie, and go back to where the person was."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(wanted if safe else "/")
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        _remember(request, response, settings.LANGUAGE_COOKIE_NAME, chosen)
    if request.POST.get("furigana") in {"0", "1"}:
        _remember(request, response, RUBY_COOKIE, request.POST["furigana"])
    return response


def _remember(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)


@require_safe
@cache_control(max_age=24 * 60 * 60)
def icon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for the mark of what names none: a PDF, an answer in JSON."""
    return HttpResponseRedirect(static("ui/img/mark.svg"))


@require_safe
def address(request: HttpRequest) -> HttpResponse:
    """The places of a postal code, as a fragment for htmx."""
    code = fields.narrow(request.GET.get(request.GET.get("name", "postal_code"), ""))
    digits = "".join(c for c in code if c.isdigit())
    found = postal.places(digits) if len(digits) == 7 else []
    return render(request, "ui/places.html", {"places": found, "into": request.GET.get("into", "")})


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest: how the town's window is installed on a telephone."""
    icon = {"src": static("ui/img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    shell = {
        "id": "/",
        "name": f"{settings.MACHIMADO_CITY} まちまど",
        "short_name": "まちまど",
        "lang": "ja",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf7f1",
        "theme_color": "#00316a",
        "icons": [
            icon,
            {"src": static("ui/img/mark-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("ui/img/mark-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any"},
            {
                "src": static("ui/img/mark-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
        ],
    }
    return JsonResponse(
        shell, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, so that its scope is the whole site. It keeps the offline page and its looks, nothing personal."""
    return render(request, "ui/service_worker.js", {"kept": _SHELL}, content_type="text/javascript")


_SHELL = [
    "ui/vendor/dads-tokens-1.1.9.css",
    "ui/css/base.css",
    "ui/css/frame.css",
    "ui/css/components.css",
    "ui/img/mark.svg",
]


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows when there is no network."""
    words = {
        "title": _("いまインターネットにつながっていません"),
        "what": _("電波のよいところで、もういちど開いてください。"),
        "next": _(
            "入力の途中だったものは、保存したところまで残っています。急ぐときは市役所へお電話ください。"
        ),
        "offline": True,
    }
    known = {**city(), "html_lang": "en" if language() == "en" else "ja"}
    return render(request, "ui/plain_error.html", words | known)
