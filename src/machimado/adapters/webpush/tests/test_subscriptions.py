"""Who subscribes what, and which addresses are never called."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from machimado.adapters.webpush import endpoints, subscriptions
from machimado.adapters.webpush.models import Subscription
from machimado.adapters.webpush.tests.serving import PushService
from machimado.core.accounts.models import Account
from machimado.core.accounts.testing import make_resident, sign_in
from machimado.kernel import clock


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://wns2-by3p.notify.windows.com/w/?token=abc",
        "https://web.push.apple.com/abc",
    ],
)
def test_the_browsers_services_are_known(endpoint: str) -> None:
    assert endpoints.allowed(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://127.0.0.1/x",
        "https://169.254.169.254/latest/meta-data",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evil.example/fcm.googleapis.com",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://evil.example\\@fcm.googleapis.com/x",
        "https://notify.windows.com.evil.example/",
        "file:///etc/passwd",
        "https://fcm.googleapis.com/a b",
        "https://[::1/x",
        "",
    ],
)
def test_no_other_address_is_ever_called(endpoint: str) -> None:
    assert not endpoints.allowed(endpoint)


@pytest.fixture
def account(db: None) -> Account:
    return make_resident()


def ask(client: Client, method: str, said: Any) -> int:
    call = getattr(client, method)
    return int(call("/push/subscriptions/", json.dumps(said), content_type="application/json").status_code)


def test_a_browser_subscribes_and_leaves(client: Client, account: Account, service: PushService) -> None:
    assert ask(client, "post", service.subscription()) == 302  # to the login
    sign_in(client, account)
    assert ask(client, "post", service.subscription()) == 201
    assert ask(client, "post", service.subscription()) == 201
    row = Subscription.objects.get()
    assert row.account == account
    assert row.info == service.subscription()
    assert ask(client, "delete", service.subscription()) == 204
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "said",
    [{}, [], "x", {"endpoint": "https://fcm.googleapis.com/x", "keys": {"p256dh": "AA", "auth": "AA"}}],
)
def test_what_is_no_subscription_is_refused(client: Client, account: Account, said: Any) -> None:
    sign_in(client, account)
    assert ask(client, "post", said) == 422
    assert not Subscription.objects.exists()


def test_a_browser_follows_whoever_signed_in_last(account: Account, service: PushService) -> None:
    other = Account.objects.create(id=UUID(int=8), email="taro@example.jp")
    subscriptions.add(account.pk, service.subscription(), at=clock.now())
    subscriptions.add(other.pk, service.subscription(), at=clock.now())
    assert not subscriptions.of(str(account.pk))
    assert len(subscriptions.of(str(other.pk))) == 1


def test_nobody_removes_another_accounts_browser(account: Account, service: PushService) -> None:
    subscriptions.add(account.pk, service.subscription(), at=clock.now())
    subscriptions.drop(UUID(int=8), service.subscription()["endpoint"])
    assert subscriptions.of(str(account.pk))


def test_the_oldest_device_makes_room(account: Account, service: PushService) -> None:
    for number in range(subscriptions.MOST + 2):
        subscriptions.add(account.pk, service.subscription(f"/{number}"), at=clock.now())
    assert len(subscriptions.of(str(account.pk))) == subscriptions.MOST
