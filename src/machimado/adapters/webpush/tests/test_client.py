"""The real client against a local push service that decrypts."""

import json
import stat
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from machimado.adapters.webpush import demo, subscriptions, vapid
from machimado.adapters.webpush.client import WebPushChannel, _seconds
from machimado.adapters.webpush.failing import FailingPush
from machimado.adapters.webpush.models import Subscription
from machimado.adapters.webpush.tests.serving import PushService
from machimado.core.accounts.models import Account
from machimado.engines.messaging import api as messaging
from machimado.kernel import clock

KEY = "0198f0000000700080000000000000ab"


@pytest.fixture
def account(db: None) -> Account:
    return Account.objects.create(id=UUID(int=7), email="hanako@example.jp")


def subscribed(service: PushService, account: Account, path: str = "/ok") -> str:
    subscriptions.add(account.pk, service.subscription(path), at=clock.now())
    return subscriptions.of(str(account.pk))[-1]


def push(target: str, **changes: object) -> messaging.Outgoing:
    fields = {
        "key": KEY,
        "target": target,
        "language": "ja",
        "subject": "",
        "body": "手続きの結果が出ました。",
        "link": "http://127.0.0.1:8000/cases/9/",
        **changes,
    }
    return messaging.Outgoing(**fields)  # type: ignore[arg-type]


CHANNEL = WebPushChannel(contact="machimado@shiroishi.example")


def test_the_device_reads_what_was_said_and_the_service_only_from_whom(
    service: PushService, account: Account
) -> None:
    CHANNEL.deliver(push(subscribed(service, account), urgent=True))
    (seen,) = service.seen()
    assert json.loads(seen["text"]) == {
        "title": "まちまど",
        "body": "手続きの結果が出ました。",
        "link": "http://127.0.0.1:8000/cases/9/",
        "lang": "ja",
        "tag": KEY,
    }
    assert (seen["topic"], seen["urgency"], seen["encoding"]) == (KEY, "high", "aes128gcm")
    assert seen["claims"]["aud"] == service.origin
    assert seen["claims"]["sub"] == "mailto:machimado@shiroishi.example"
    assert seen["claims"]["k"] == vapid.public_key()


def test_a_gone_subscription_is_for_ever(service: PushService, account: Account) -> None:
    with pytest.raises(messaging.PermanentError) as caught:
        CHANNEL.deliver(push(target := subscribed(service, account, "/gone")))
    assert caught.value.gone
    CHANNEL.gone(target)
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(("path", "wait"), [("/later", 7200), ("/down", None)])
def test_a_busy_service_is_for_later(
    service: PushService, account: Account, path: str, wait: int | None
) -> None:
    with pytest.raises(messaging.TemporaryError) as caught:
        CHANNEL.deliver(push(subscribed(service, account, path)))
    assert caught.value.retry_after == wait


@pytest.mark.parametrize("path", ["/large", "/bad"])
def test_what_a_service_will_never_take_is_not_sent_again_and_the_device_stays(
    service: PushService, account: Account, path: str
) -> None:
    with pytest.raises(messaging.PermanentError) as caught:
        CHANNEL.deliver(push(subscribed(service, account, path)))
    assert not caught.value.gone


def test_a_service_that_is_away_rests_and_the_others_go_on(
    service: PushService, account: Account, settings: object
) -> None:
    channel = WebPushChannel(contact="machimado@shiroishi.example")
    there = subscribed(service, account)
    settings.MACHIMADO_PUSH_ORIGINS = [service.origin, "http://127.0.0.1:9"]  # type: ignore[attr-defined]
    away = {**service.subscription(), "endpoint": "http://127.0.0.1:9/ok"}
    subscriptions.add(account.pk, away, at=clock.now())
    (target,) = set(subscriptions.of(str(account.pk))) - {there}
    for why in ("no connection", "resting"):
        with pytest.raises(messaging.TemporaryError, match=why):
            channel.deliver(push(target))
    channel.deliver(push(there))
    assert len(service.seen()) == 1


def test_a_redirect_is_not_followed(service: PushService, account: Account) -> None:
    with pytest.raises(messaging.PermanentError):
        CHANNEL.deliver(push(subscribed(service, account, "/away")))
    assert not service.seen()


def test_an_endpoint_that_is_not_allowed_any_more_is_not_called(
    service: PushService, account: Account, settings: object
) -> None:
    target = subscribed(service, account)
    settings.MACHIMADO_PUSH_ORIGINS = []  # type: ignore[attr-defined]
    with pytest.raises(messaging.PermanentError):
        CHANNEL.deliver(push(target))
    assert not service.seen()


def test_nobody_listening_is_for_later(account: Account, settings: object, service: PushService) -> None:
    target = subscribed(service, account)
    row = Subscription.objects.get(id=target)
    settings.MACHIMADO_PUSH_ORIGINS = ["http://127.0.0.1:9"]  # type: ignore[attr-defined]
    row.info = {**row.info, "endpoint": "http://127.0.0.1:9/ok"}
    row.save()
    with pytest.raises(messaging.TemporaryError):
        CHANNEL.deliver(push(target))


def test_retry_after_in_both_forms() -> None:
    when = clock.now() + timedelta(minutes=5)
    assert _seconds("120") == 120
    assert 290 <= (_seconds(when.strftime("%a, %d %b %Y %H:%M:%S GMT")) or 0) <= 300
    assert 290 <= (_seconds(when.strftime("%a, %d %b %Y %H:%M:%S -0000")) or 0) <= 300
    assert _seconds("soon") is None
    assert _seconds("999999999") == 86_400


def test_the_private_key_is_for_its_owner_only() -> None:
    vapid.public_key()
    assert stat.S_IMODE(vapid.path().stat().st_mode) == 0o600


def test_the_demo_has_a_telephone_for_everyone(account: Account, tmp_path: Path) -> None:
    stand_in = demo.DemoPush(tmp_path, contact="x@example.jp")
    (target,) = stand_in.targets(str(account.pk))
    for _ in range(2):
        stand_in.deliver(push(target))
    (shown,) = demo.shown(tmp_path, str(account.pk))
    assert shown.body == "手続きの結果が出ました。"


def test_the_failing_one_fails() -> None:
    with pytest.raises(messaging.TemporaryError):
        FailingPush().deliver(push("x"))
