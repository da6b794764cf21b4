"""お知らせの受け取り方: language, channels, quiet hours."""

from datetime import time
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from machimado.core.accounts import api as accounts
from machimado.engines.messaging import channels, preferences
from machimado.engines.messaging.forms import PreferenceForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@accounts.resident_required(linked=False)
def edit(request: HttpRequest) -> HttpResponse:
    """Show and change how one is told."""
    who = accounts.identity(request)
    account = UUID(who.account_id)
    form = PreferenceForm(request.POST or None, initial=_initial(account, who.language))
    if request.method == "POST" and form.is_valid():
        _save(account, form.cleaned_data)
        messages.success(request, _("お知らせの受け取り方を保存しました。"))
        return HttpResponseRedirect(reverse("messaging:preferences"))
    devices = len(channels.targets(channels.PUSH, str(account)))
    context = {"form": form, "devices": devices, "panels": channels.panels()}
    return render(request, "messaging/preferences.html", context, status=422 if form.errors else 200)


def _initial(account: UUID, language: str) -> dict[str, object]:
    wishes = preferences.of(account)
    return {
        "language": language,
        "email": wishes.email,
        "push": wishes.push,
        "quiet_from": f"{wishes.quiet_from:%H}:00",
        "quiet_until": f"{wishes.quiet_until:%H}:00",
    }


def _save(account: UUID, chosen: dict[str, object]) -> None:
    preferences.change(
        account,
        language=str(chosen["language"]),
        email=bool(chosen["email"]),
        push=bool(chosen["push"]),
        quiet_from=time.fromisoformat(str(chosen["quiet_from"])),
        quiet_until=time.fromisoformat(str(chosen["quiet_until"])),
    )
