"""For tests of every room: accounts of residents and officials, and signing them in with all that belongs to it."""

import time
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.test import Client

from machimado.core.accounts import links
from machimado.core.accounts.models import Account, Way
from machimado.core.accounts.models.account import Kind
from machimado.core.accounts.posts import SESSION_KEY
from machimado.core.offices import api as offices
from machimado.core.residents import api as residents
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.kernel.ref import system

BACKEND = "machimado.core.accounts.adapters.backend.DoorBackend"
PASSWORD = "shiroishi-onsen-kokeshi"  # noqa: S105
TESTS = system("tests")


def make_resident(
    email: str = "hanako@example.jp", *, person: str | None = None, at: datetime | None = None
) -> Account:
    """A resident's account with a verified e-mail address; linked where `person` (宛名番号) is given.

    By post, as most are; whoever is under 支援措置, or lives with somebody who is, was at the counter.
    """
    account = Account(email=email, kind=Kind.RESIDENT)
    account.set_password(PASSWORD)
    account.save()
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    if person is not None:
        way = Way.COUNTER if residents.hidden(person, at=clock.today()) else Way.POST
        links.link(account.pk, person, way=way, by=TESTS, at=at or clock.now())
    return account


def make_official(
    number: str = "1001", *posts: tuple[str, Role], since: date = date(2020, 4, 1), at: datetime | None = None
) -> Account:
    """An official's account with posts ((section, role) …), without a second factor on record."""
    at = at or clock.now()
    official = offices.enrol(number=number, family="職員", given=number, by=TESTS, at=at)
    for section, role in posts:
        offices.appoint(official.id, section=section, role=role, since=since, by=TESTS, at=at)
    account = Account(email=f"{number}@city.example.jp", kind=Kind.OFFICIAL, official_id=official.id)
    account.set_password(PASSWORD)
    account.save()
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


def sign_in(
    client: Client, account: Account, *, second_factor: bool = True, section: str | None = None
) -> Client:
    """Sign in as the pages would: an official with the second factor (unless not), acting in `section`."""
    client.force_login(account, backend=BACKEND)
    session = client.session
    session.update(_session(account, second_factor=second_factor, section=section))
    session.save()
    return client


def signed_in(request: HttpRequest, account: Account, **how: Any) -> HttpRequest:
    """The same for a request of RequestFactory: sets user and session."""
    request.user = account
    request.session = _session(account, **how)  # type: ignore[assignment]
    return request


def _session(account: Account, *, second_factor: bool = True, section: str | None = None) -> dict[str, Any]:
    records: list[dict[str, Any]] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    if second_factor and account.is_official:
        records.append({"method": "mfa", "type": "totp", "at": time.time()})
    session: dict[str, Any] = {
        "account_authentication_methods": records,
        "account_authentication_methods_user": str(account.pk),
    }
    return session | ({SESSION_KEY: section} if section else {})
