"""Whether this session was opened with more than a password."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.http import HttpRequest

from machimado.core.accounts.models import Account


def passed(request: HttpRequest, account: Account) -> bool:
    """A one-time code, a recovery code or a passkey was shown in this session, by this account."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, account))


KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def enrolled(account: Account) -> bool:
    """Whether the account has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user=account, type__in=KINDS).exists()


def others(authenticator: Authenticator) -> QuerySet[Authenticator]:
    """What else the account could sign in with, were this one gone."""
    return Authenticator.objects.filter(user=authenticator.user, type__in=KINDS).exclude(pk=authenticator.pk)


def shown_while_enrolling(
    *, request: HttpRequest, user: Account, authenticator: Authenticator, **_: object
) -> None:
    """Whoever has just enrolled has shown it: no second sign-in is asked for. (allauth's authenticator_added)"""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", type=authenticator.type, id=authenticator.pk)
