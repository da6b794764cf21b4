"""The demo's logins: made where missing, printed, and entered with one click."""

from functools import cache
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth import get_user_model, login, logout
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from machimado.core.accounts import api as accounts
from machimado.core.offices import api as offices
from machimado.demo.cast import PARTS, PASSWORD, TOTP_SECRET, Part
from machimado.demo.town_life import townhall
from machimado.kernel import clock
from machimado.kernel.ref import system

BY = system("demo")


def ensure() -> None:
    """Make the logins that are missing. The town must have been built."""
    known = set(get_user_model().objects.values_list("email", flat=True))
    keys = townhall().state().keys
    for part in PARTS:
        if part.email in known:
            continue
        if part.is_official:
            _make_official(part)
        elif part.key in keys:
            _make_resident(part, keys[part.key])


@cache
def _hash() -> str:
    """One hash for all: they share a password that stands on the tour's page."""
    return make_password(PASSWORD)


def _make_account(part: Part, **kind: Any) -> Any:
    account = get_user_model()(email=part.email, language=part.language, password=_hash(), **kind)
    account.save()
    EmailAddress.objects.create(user=account, email=part.email, verified=True, primary=True)
    return account


def _make_resident(part: Part, person: str) -> None:
    account = _make_account(part, kind="resident")
    accounts.link_at_counter(account.pk, person, document="デモ", by=BY, at=clock.now())


def _make_official(part: Part) -> None:
    family, given = part.name.split(" ")
    at = clock.now()
    official = offices.enrol(number=part.number, family=family, given=given, by=BY, at=at)
    for section, role in part.posts:
        offices.appoint(official.id, section=section, role=role, since=clock.today(), by=BY, at=at)
    account = _make_account(part, kind="official", official_id=official.id)
    TOTP.activate(account, TOTP_SECRET)


def enter(request: HttpRequest, part: Part) -> None:
    """Sign in as this part, an official with the second factor: as after typing it all. Raises LookupError."""
    model = get_user_model()
    try:
        account = model.objects.get(email=part.email, is_active=True)
    except model.DoesNotExist as error:
        raise LookupError(part.slug) from error
    logout(request)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, account, method="password", email=part.email)
    if part.is_official:
        factor = Authenticator.objects.get(user=account, type=Authenticator.Type.TOTP)
        record_authentication(request, account, method="mfa", type=factor.type, id=factor.pk)


def as_table() -> str:
    """For the terminal: who can sign in, and with what."""
    lines = [f"{part.email:32}{part.name}　{part.about.ja}" for part in PARTS if part.listed]
    return "\n".join(
        [
            "サインイン（パスワードはどれも " + PASSWORD + "）",
            *(f"  {line}" for line in lines),
            f"  職員の2つめの確認（TOTP の鍵）: {TOTP_SECRET}",
        ]
    )
