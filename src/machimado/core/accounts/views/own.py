"""My account, and for whom I act."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from machimado.core.accounts import acting
from machimado.core.accounts.gates import resident_required, safe_next
from machimado.core.accounts.identities import identity
from machimado.kernel import clock


@require_safe
@resident_required(linked=False)
def account(request: HttpRequest) -> HttpResponse:
    """E-mail, password, passkeys, the link: what belongs to the account."""
    return render(request, "accounts/account.html")


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required()
def acting_page(request: HttpRequest) -> HttpResponse:
    """Choose for whom to act: oneself, or a child."""
    if request.method == "POST":
        return _chosen(request, request.POST.get("person", ""))
    context = {
        "choices": acting.choices(request),
        "current": acting.acting_for(request),
        "me": identity(request).person_number,
        "next": safe_next(request),
    }
    return render(request, "accounts/acting.html", context)


def _chosen(request: HttpRequest, number: str) -> HttpResponse:
    if number in {"", identity(request).person_number}:
        acting.stop(request)
        messages.success(request, _("ご自分の手続きに戻りました。"))
    elif acting.choose(request, number, at=clock.now()):
        messages.success(request, _("お子さんの手続きに切りかえました。"))
    else:
        raise Http404
    return redirect(safe_next(request) or "accounts:acting")
