"""Decorators before views: anonymous people are led to the login, others who may not enter meet a 404."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import unquote, urlencode

from allauth.account.decorators import reauthentication_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from machimado.core.accounts import second_factor, stashes
from machimado.core.accounts.identities import account_of, identity
from machimado.core.accounts.outward import Level
from machimado.kernel import clock
from machimado.kernel.access import OFFICIALS, Role

P = ParamSpec("P")
ENTERED = "_machimado_entered"
"""Set on requests that passed a gate: a 404 of the view itself is told from one of the gate (permission test)."""
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def resident_required(*, linked: bool = True, level: Level | None = None) -> Callable[[View[P]], View[P]]:
    """Only residents; unlinked ones are led to the page that links them where the view needs the register."""
    needed = max(Level.LINKED if linked else Level.EMAIL, level or Level.ANONYMOUS)

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            who = identity(request)
            if who.is_anonymous:
                return _keep_and_lead(request, "account_login")
            if not who.is_resident:
                raise Http404
            if who.level < needed:
                return to_login(request, "accounts:link")
            setattr(request, ENTERED, True)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _keep_and_lead(request: HttpRequest, urlname: str) -> HttpResponseRedirect:
    """The login was over when the form came back: keep it for the account for which its page was drawn, and lead back there."""
    marked = stashes.mark_of(request) if request.method == "POST" else None
    if marked:
        typed = {name: request.POST.getlist(name) for name in request.POST if name not in stashes.NEVER_KEPT}
        stashes.keep(request, typed, path=marked.page, email=None, at=clock.now())
    return to_login(request, urlname, back=marked.page if marked else None)


def official_required(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Only officials whose acting post holds one of these roles (any role where none is named)."""
    wanted = frozenset(roles) or OFFICIALS

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            who = identity(request)
            if who.is_anonymous:
                return _keep_and_lead(request, "accounts_desk:login")
            if not who.is_official:
                raise Http404
            if not second_factor.passed(request, account_of(request)):
                return _keep_and_lead(request, "accounts_desk:second_factor")
            if not who.roles & wanted:
                raise Http404
            setattr(request, ENTERED, True)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def fresh_login_required(view: View[P]) -> View[P]:
    """For acts that would hurt if somebody else did them: ask for the password or passkey again after a while."""
    guarded: View[P] = reauthentication_required(view)
    return guarded


def safe_next(request: HttpRequest) -> str:
    """The page to go on to, where it is one of ours; empty otherwise."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_ours(wanted) else ""


def is_ours(url: str | None) -> bool:
    """A path of our own, also for a proxy that decodes it once more: never another host or scheme, nor a page beside."""
    wanted = url or ""
    return wanted.startswith("/") and all(
        url_has_allowed_host_and_scheme(each, allowed_hosts=None) for each in (wanted, unquote(wanted))
    )


def to_login(request: HttpRequest, urlname: str, *, back: str | None = None) -> HttpResponseRedirect:
    """A redirect that comes back to this page afterwards, or to `back`: a page of our own, never one that was sent unsigned."""
    back = back or (request.get_full_path() if request.method in {"GET", "HEAD"} else request.path)
    return HttpResponseRedirect(f"{reverse(urlname)}?{urlencode({'next': back})}")
