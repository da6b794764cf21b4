"""Rate limits before the pages where somebody could try things, and the page for whoever tried too often."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from machimado.core.accounts.throttling import TooMany, address_of, throttle
from machimado.kernel import clock

MINUTE = 60
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Limit:
    """So many POSTs in so many seconds, counted by `by`: the address, or what is typed in the field of that name.

    The field is the one that the page reads: whoever adds another to the form changes nothing.
    """

    scope: str
    by: str
    limit: int
    per_seconds: int


LOGIN = (Limit("login", "address", 40, 5 * MINUTE), Limit("login", "login", 10, 15 * MINUTE))
MAILS = (Limit("mail", "address", 20, HOUR), Limit("mail", "email", 5, HOUR))
CODES = (Limit("second_factor", "address", 40, 5 * MINUTE), Limit("second_factor", "pending", 6, 5 * MINUTE))
LIMITS: dict[str, tuple[Limit, ...]] = {
    "account_login": LOGIN,
    "accounts_desk:login": LOGIN,
    "account_signup": MAILS,
    "account_reset_password": MAILS,
    "account_email": (Limit("mail", "account", 10, HOUR),),
    "account_email_verification_sent": (Limit("verify_email", "address", 30, 15 * MINUTE),),
    "account_reauthenticate": (Limit("reauthenticate", "account", 10, 15 * MINUTE),),
    "account_change_password": (Limit("reauthenticate", "account", 10, 15 * MINUTE),),
    "mfa_reauthenticate": (Limit("reauthenticate", "account", 10, 15 * MINUTE),),
    "mfa_authenticate": CODES,
    "mfa_activate_totp": (Limit("second_factor", "account", 20, 15 * MINUTE),),
    "mfa_login_webauthn": (Limit("login", "address", 40, 5 * MINUTE),),
}


def limit_posts(url_name: str, limit: Limit) -> None:
    """Add a limit to a page of another room; the same one twice is one."""
    known = LIMITS.get(url_name, ())
    if limit not in known:
        LIMITS[url_name] = (*known, limit)


class Throttles:
    """Counts POSTs to the pages of LIMITS; any view's TooMany becomes a 429 that says when to come back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if request.method != "POST" or match is None:
            return None
        try:
            for limit in LIMITS.get(match.view_name, ()):
                throttle_request(request, limit)
        except TooMany as error:
            return too_many(request, error)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return too_many(request, error) if isinstance(error, TooMany) else None


def throttle_request(request: HttpRequest, limit: Limit) -> None:
    """Count this request under one limit. Raises TooMany."""
    key = _key(request, limit.by)
    if key:
        scope = f"{limit.scope}:{limit.by}"
        throttle(scope, key, limit=limit.limit, per_seconds=limit.per_seconds, at=clock.now())


def _key(request: HttpRequest, by: str) -> str:
    if by == "address":
        return address_of(request)
    if by == "account":
        return str(request.user.pk or "")
    if by == "pending":  # the account that has shown its password and not yet its second factor
        return str((request.session.get("account_login") or {}).get("user_pk") or "")
    return request.POST.get(by, "").strip().casefold()


def too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    minutes = -(-error.seconds // 60)
    response = render(request, "accounts/too_many.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(error.seconds)
    return response
