"""Anyone may ask whether a paper is genuine; nobody learns whose it is."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from machimado.core.accounts import api as accounts
from machimado.engines.documents import api
from machimado.engines.documents.forms import FileForm, NumberForm
from machimado.kernel import clock


def _throttle(request: HttpRequest) -> None:
    """Thirty looks a minute from one place: enough for people, too few for guessing 98 bits."""
    accounts.throttle(
        "documents.verify", accounts.address_of(request), limit=30, per_seconds=60, at=clock.now()
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify_any(request: HttpRequest) -> HttpResponse:
    """Type the number, or hand in the PDF."""
    _throttle(request)
    if request.method != "POST":
        return render(
            request, "documents/verify_any.html", {"number_form": NumberForm(), "file_form": FileForm()}
        )
    if "file" in request.FILES:
        return _check(request, None)
    form = NumberForm(request.POST)
    if not form.is_valid():
        context = {"number_form": form, "file_form": FileForm(), "form": form}
        return render(request, "documents/verify_any.html", context, status=422)
    plain = "".join(c for c in form.cleaned_data["number"].upper() if c.isascii() and c.isalnum())
    return HttpResponseRedirect(reverse("documents:verify", args=[plain[:32] or "0"]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """What the QR code opens: kind, number, date, office, and whether it stands."""
    _throttle(request)
    if request.method == "POST":
        return _check(request, token)
    found = api.verify(token)
    context = {"found": found, "token": token, "file_form": FileForm()}
    return render(request, "documents/verify.html", context, status=_status(found))


def _check(request: HttpRequest, token: str | None) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        check = api.check_file(form.cleaned_data["file"].read(), token=token)
        context = {"found": check.verification, "check": check, "token": token, "file_form": FileForm()}
        return render(request, "documents/verify.html", context, status=_status(check.verification))
    if token is None:
        context = {"number_form": NumberForm(), "file_form": form, "form": form}
        return render(request, "documents/verify_any.html", context, status=422)
    context = {"found": api.verify(token), "token": token, "file_form": form, "form": form}
    return render(request, "documents/verify.html", context, status=422)


def _status(found: api.Verification) -> int:
    return 404 if found.standing is api.Standing.UNKNOWN else 200
