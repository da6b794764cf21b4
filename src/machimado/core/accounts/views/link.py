"""Being linked to the register: by a number that comes by post, or at the counter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from machimado.core.accounts import codes, counter, identities, links
from machimado.core.accounts.forms import CodeForm, LinkRequestForm
from machimado.core.accounts.gates import fresh_login_required, resident_required, safe_next
from machimado.core.accounts.identities import identity
from machimado.core.accounts.middleware.throttles import HOUR, Limit, throttle_request
from machimado.kernel import clock

REQUESTS = (Limit("link_request", "account", 5, 24 * HOUR), Limit("link_request", "address", 20, 24 * HOUR))
TRIES = (Limit("link_code", "account", 10, HOUR), Limit("link_code", "address", 30, HOUR))


@require_safe
@resident_required(linked=False)
def link(request: HttpRequest) -> HttpResponse:
    """Where the link stands, and the ways to it."""
    return render(request, "accounts/link.html", {"next": safe_next(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(linked=False)
def link_request(request: HttpRequest) -> HttpResponse:
    """Ask for the letter. The answer is the same whether somebody was found or not."""
    form = LinkRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        for limit in REQUESTS:
            throttle_request(request, limit)
        codes.ask(request.user.pk, form.typed(), at=clock.now())
        return redirect("accounts:link_requested")
    return render(request, "accounts/link_request.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@resident_required(linked=False)
def link_requested(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/link_requested.html")


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(linked=False)
def link_code(request: HttpRequest) -> HttpResponse:
    """Type in the number of the letter."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        for limit in TRIES:
            throttle_request(request, limit)
        if codes.redeem(request.user.pk, form.cleaned_data["code"], at=clock.now()):
            identities.forget(request)
            messages.success(
                request, _("住民票の情報とつながりました。分かっていることは、もう書かなくてすみます。")
            )
            return redirect(safe_next(request) or "accounts:link")
        form.add_error(
            "code",
            _(
                "この番号は使えません。手紙を見て、もう一度入力してください。5回まちがえると、新しい手紙がいります。"
                "手紙のとおりに入力しても使えないときは、本人確認書類を持って市役所の窓口へお越しください。"
            ),
        )
    return render(request, "accounts/link_code.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(linked=False)
def link_counter(request: HttpRequest) -> HttpResponse:
    """Show a number for the official at the counter."""
    ticket = counter.ticket(request.user.pk, at=clock.now()) if request.method == "POST" else None
    return render(request, "accounts/link_counter.html", {"ticket": ticket})


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required()
@fresh_login_required
def link_end(request: HttpRequest) -> HttpResponse:
    """End the link; what was done through it stays."""
    if request.method == "POST":
        links.unlink(request.user.pk, by=identity(request).actor, at=clock.now())
        identities.forget(request)
        messages.success(request, _("住民票の情報とのつながりを外しました。"))
        return redirect("accounts:link")
    return render(request, "accounts/link_end.html")
