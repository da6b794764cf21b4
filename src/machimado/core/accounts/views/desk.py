"""The officials' door: signing in, the second factor, the post in which one acts."""

from urllib.parse import urlencode

from allauth.account.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from machimado.core.accounts import identities, posts, second_factor
from machimado.core.accounts.gates import official_required, safe_next, to_login
from machimado.core.accounts.identities import identity


class DeskLoginView(LoginView):
    """E-mail and password of an official; the second factor follows."""

    template_name = "accounts/desk/login.html"

    def get_success_url(self) -> str:
        """By way of the posts: whoever holds several says first in which of them the page belongs."""
        wanted, posts_page = safe_next(self.request), reverse("accounts_desk:post")
        return f"{posts_page}?{urlencode({'next': wanted})}" if wanted else posts_page


login = DeskLoginView.as_view()


@require_safe
def second_factor_page(request: HttpRequest) -> HttpResponse:
    """Officials without a second factor are led to one; nothing else of the desk opens before."""
    who = identity(request)
    if who.is_anonymous:
        return to_login(request, "accounts_desk:login")
    if not who.is_official:
        raise Http404
    if second_factor.passed(request, identities.account_of(request)):
        return redirect(safe_next(request) or "accounts_desk:post")
    enrolled = second_factor.enrolled(identities.account_of(request))
    context = {"enrolled": enrolled, "next": safe_next(request) or reverse("accounts_desk:post")}
    return render(request, "accounts/desk/second_factor.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@official_required()
def post(request: HttpRequest) -> HttpResponse:
    """兼務: in which section do I act just now?"""
    official_id = identity(request).official_id or ""
    if request.POST.get("section"):
        if not posts.choose(request, official_id, request.POST["section"]):
            raise Http404
        identities.forget(request)
        return redirect(safe_next(request) or "accounts_desk:post")
    held, wanted = posts.held(official_id), safe_next(request)
    if wanted and len(held) <= 1:
        return redirect(wanted)
    return render(request, "accounts/desk/post.html", {"posts": held, "next": wanted})
