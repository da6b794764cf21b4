"""Whether this session was opened with more than a password."""

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from machimado.core.accounts.models import Account


def passed(request: HttpRequest, account: Account) -> bool:
    """A one-time code, a recovery code or a passkey was shown in this session, by this account."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, account))
