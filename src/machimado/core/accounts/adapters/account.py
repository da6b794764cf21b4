"""allauth's questions about accounts, answered."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from machimado.core.accounts.gates import is_ours
from machimado.core.accounts.models import Account
from machimado.core.accounts.throttling import address_of

SAME_ANSWER = _("メールアドレスかパスワードが違います。もう一度たしかめてください。")


class AccountAdapter(DefaultAccountAdapter):
    """One answer for known and unknown e-mail addresses; officials and residents never enter by each other's door."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": SAME_ANSWER,
        "incorrect_password": _("パスワードが違います。もう一度入れてください。"),
        "incorrect_code": _("番号が違います。メールに書いてある番号を入れてください。"),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def is_safe_url(self, url: str | None) -> bool:
        """One rule about the way on, here and on our own pages; also where any host name is answered."""
        return is_ours(url)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.FRONT != "officials")

    def send_account_already_exists_mail(self, email: str) -> None:
        """The work of a real sign-up, so that the time tells nothing either."""
        make_password("the same work as for a new account")
        super().send_account_already_exists_mail(email)

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        if settings.FRONT != "both" and user.is_official != (settings.FRONT == "officials"):
            clear_login(request)
            return HttpResponseRedirect(reverse("account_login"))
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: Account) -> None:
        """Nothing of what somebody else left in this browser's session goes over to the person who signs in."""
        kept = {key: value for key, value in request.session.items() if key.startswith("account_")}
        request.session.flush()
        for key, value in kept.items():
            request.session[key] = value
        super().login(request, user)
        request.session.set_expiry(0)

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", secure=settings.SECURE
            )
        return response

    def new_user(self, request: HttpRequest) -> Account:
        """Whoever signs up in a language is written to in it."""
        account: Account = super().new_user(request)
        account.language = get_language() or settings.LANGUAGE_CODE
        return account

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        return settings.OFFICIALS_HOME if is_official(user) else settings.LOGIN_REDIRECT_URL

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within the quarter of an hour after any step of signing in; afterwards again for each sensitive act."""
        request = context.request
        records = get_authentication_records(request, request.user)
        fresh = bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not fresh

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Pages say themselves what happened; "signed in as …" would only stand in the way."""
        template = kwargs.get("message_template") or (args[0] if args else "")
        if template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, *args, **kwargs)


def is_official(user: Any) -> bool:
    return bool(getattr(user, "is_official", False))
