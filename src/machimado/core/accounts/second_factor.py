"""Whether this session was opened with more than a password."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from machimado.core.accounts.models import Account


def passed(request: HttpRequest, account: Account) -> bool:
    """A one-time code, a recovery code or a passkey was shown in this session, by this account."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, account))


def enrolled(account: Account) -> bool:
    """Whether the account has an authenticator app or a passkey."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=account, type__in=kinds).exists()


def shown_while_enrolling(
    *, request: HttpRequest, user: Account, authenticator: Authenticator, **_: object
) -> None:
    """Whoever has just enrolled has shown it: no second sign-in is asked for. (allauth's authenticator_added)"""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", type=authenticator.type, id=authenticator.pk)
