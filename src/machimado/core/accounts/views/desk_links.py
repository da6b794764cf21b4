"""At the counter: linking an account to a person whose identity document the official has in hand."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from machimado.core.accounts import counter, links, matching
from machimado.core.accounts.forms import CounterLinkForm, CounterUnlinkForm
from machimado.core.accounts.gates import official_required
from machimado.core.accounts.identities import identity
from machimado.core.accounts.middleware.throttles import HOUR, Limit, throttle_request
from machimado.core.accounts.stashes import left_here
from machimado.core.offices import api as offices
from machimado.kernel import clock
from machimado.kernel.access import Role

DUTY = "本人確認"
TRIES = (Limit("counter_link", "account", 60, HOUR),)

END = "id_end_%s"
"""Two forms on one page: each box has an id of its own."""


@require_http_methods(["GET", "HEAD", "POST"])
@official_required(Role.RECEPTION)
def desk_links(request: HttpRequest) -> HttpResponse:
    """Link: 宛名番号, the number on the resident's screen, the kind of document."""
    _only_in_charge(request)
    left = left_here(request).dict()
    ending = bool(left) and "ticket" not in left
    form = CounterLinkForm(request.POST or None, initial={} if ending else left)
    if request.method == "POST" and form.is_valid() and _linked(request, form):
        messages.success(request, _("アカウントと住民票の情報をつなぎました。"))
        return redirect("accounts_desk:links")
    status = 422 if form.errors else 200
    unlink_form = CounterUnlinkForm(auto_id=END, initial=left if ending else {})
    context = {"form": form, "unlink_form": unlink_form}
    return render(request, "accounts/desk/links.html", context, status=status)


@require_POST
@official_required(Role.RECEPTION)
def desk_link_end(request: HttpRequest) -> HttpResponse:
    """End a link because the person asks for it at the counter."""
    _only_in_charge(request)
    form = CounterUnlinkForm(request.POST, auto_id=END)
    if form.is_valid():
        ended = links.unlink_person(form.cleaned_data["number"], by=identity(request).actor, at=clock.now())
        if ended:
            messages.success(request, _("つながりを外しました。"))
            return redirect("accounts_desk:links")
        form.add_error("number", _("この宛名番号につながったアカウントはありません。"))
    context = {"form": CounterLinkForm(), "unlink_form": form, "here": reverse("accounts_desk:links")}
    return render(request, "accounts/desk/links.html", context, status=422)


def _linked(request: HttpRequest, form: CounterLinkForm) -> bool:
    for limit in TRIES:
        throttle_request(request, limit)
    typed, at, by = form.cleaned_data, clock.now(), identity(request).actor
    if not matching.lives_here(typed["number"], at=at):
        form.add_error("number", _("この宛名番号の方は、いま住民ではありません。番号を確かめてください。"))
        return False
    if not counter.link(typed["number"], typed["ticket"], document=typed["document"], by=by, at=at):
        form.add_error(
            "ticket", _("番号が違うか、15分を過ぎました。本人の画面で新しい番号を出してもらってください。")
        )
        return False
    return True


def _only_in_charge(request: HttpRequest) -> None:
    """Only sections to which the city's pack gives this duty."""
    if identity(request).section not in {each.key for each in offices.sections_with(DUTY)}:
        raise Http404
