"""A delivery asks again, when its time has come, whether it is still wished, when and where."""

from datetime import datetime, time, timedelta

import pytest

from machimado.core.accounts.models import Account
from machimado.core.jobs import api as jobs
from machimado.engines.messaging import api, channels, outbox, preferences
from machimado.engines.messaging.models import Attempt, Delivery, State
from machimado.engines.messaging.tests.conftest import AT, Recorder
from machimado.engines.messaging.tests.test_outbox import CASE, JST, PROCEDURE, Outside, send

EVENING, NIGHT = datetime(2026, 11, 23, 20, 59, tzinfo=JST), datetime(2026, 11, 24, 2, 0, tzinfo=JST)
MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=JST)


def choose(account: Account, **changes: object) -> None:
    usual = {"language": "ja", "email": True, "push": True, "quiet_from": time(21), "quiet_until": time(7)}
    preferences.change(account.pk, **{**usual, **changes})


@pytest.fixture
def phone(outside: Outside) -> Recorder:
    outside[channels.PUSH].devices = ["device"]
    return outside[channels.PUSH]


def test_a_retry_does_not_ring_at_night(account: Account, message: str, phone: Recorder) -> None:
    phone.errors = [api.TemporaryError("503", retry_after=3600)]
    send(at=EVENING)
    for at in (EVENING, NIGHT, MORNING - timedelta(minutes=1)):
        jobs.drain(at=at)
    assert not phone.taken
    jobs.drain(at=MORNING, strict=True)
    assert len(phone.taken) == 1
    assert phone.taken[0].key == Delivery.objects.get(channel=channels.PUSH).key


def test_what_waited_for_a_worker_does_not_ring_at_night(
    account: Account, message: str, phone: Recorder
) -> None:
    send(at=EVENING)
    jobs.drain(at=NIGHT, strict=True)  # the worker was down all evening
    assert not phone.taken
    assert Delivery.objects.get(channel=channels.PUSH).not_before == MORNING
    jobs.drain(at=MORNING, strict=True)
    assert len(phone.taken) == 1


def test_an_urgent_push_rings_at_night(account: Account, urgent: str, phone: Recorder) -> None:
    api.send(urgent, to=account.pk, context={"手続": PROCEDURE, "児童": "花"}, about=CASE, key="u", at=NIGHT)
    jobs.drain(at=NIGHT, strict=True)
    assert phone.taken[0].urgent


def test_a_channel_that_was_switched_off_since_is_not_used(
    account: Account, message: str, outside: Outside, phone: Recorder
) -> None:
    send(at=EVENING)
    choose(account, email=False, push=False)
    jobs.drain(at=EVENING, strict=True)
    assert not phone.taken
    assert not outside[channels.EMAIL].taken
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    assert not Attempt.objects.exists()


def test_a_closed_account_is_told_nothing_more(account: Account, message: str, outside: Outside) -> None:
    send()
    Account.objects.update(is_active=False)
    jobs.drain(at=AT, strict=True)
    assert not outside[channels.EMAIL].taken


def test_a_mail_goes_to_the_address_of_today(account: Account, message: str, outside: Outside) -> None:
    send()
    Account.objects.update(email="new@example.jp")
    jobs.drain(at=AT, strict=True)
    assert [mail.target for mail in outside[channels.EMAIL].taken] == ["new@example.jp"]


@pytest.mark.parametrize(
    ("language", "subject", "body", "push"),
    [
        ("ja", "市からのお知らせ", "サインインして読むことができます", "手続きの結果が出ました。"),
        ("ja-easy", "市からの おしらせ", "サインインすると 読むことが できます", "手続きが 決まりました。"),
        ("en", "A notice from your city", "Please sign in to read it", "There is a result for you."),
    ],
)
def test_each_channel_speaks_the_readers_language(
    account: Account,
    message: str,
    outside: Outside,
    phone: Recorder,
    language: str,
    subject: str,
    body: str,
    push: str,
) -> None:
    Account.objects.update(language=language)
    send()
    jobs.drain(at=AT, strict=True)
    (mail,) = outside[channels.EMAIL].taken
    assert (mail.subject, mail.language) == (subject, language)
    assert body in mail.body
    assert (phone.taken[0].body, phone.taken[0].language) == (push, language)


def test_urgent_messages_and_mails_of_the_login_pass_a_notice_to_the_whole_town(
    account: Account, message: str, urgent: str, outside: Outside
) -> None:
    jobs.drain(at=AT, strict=True)
    for number in range(20):
        send(key=f"bulk:{number}", at=AT - timedelta(hours=2))
    outbox.mail(target="login@example.jp", subject="パスワード", body="x", at=AT, extra={})
    api.send(urgent, to=account.pk, context={"手続": "x", "児童": "花"}, about=CASE, key="u", at=AT)
    for _ in range(2):
        jobs.drain(at=AT, strict=True, limit=1)
    went = Delivery.objects.filter(state=State.DELIVERED)
    assert sorted(each.message is None or each.message.urgent for each in went) == [True, True]


def test_a_broken_channel_blocks_no_other_and_is_tried_again(
    account: Account, message: str, outside: Outside, phone: Recorder
) -> None:
    outside[channels.EMAIL].errors = [KeyError("a defect"), api.TemporaryError("down")]
    send()
    jobs.drain(at=AT)
    assert phone.taken
    mail = Delivery.objects.get(channel=channels.EMAIL)
    assert (mail.state, mail.note) == (State.WAITING, "KeyError")
    jobs.drain(at=AT + timedelta(hours=1))
    jobs.drain(at=AT + timedelta(hours=2))
    assert len(outside[channels.EMAIL].taken) == 1
    assert len(phone.taken) == 1


def test_an_outage_of_a_night_loses_no_mail(account: Account, message: str, outside: Outside) -> None:
    outside[channels.EMAIL].errors = [api.TemporaryError("down") for _ in range(12)]
    send()
    for quarters in range(72):
        jobs.drain(at=AT + timedelta(minutes=15 * quarters))
    assert len(outside[channels.EMAIL].taken) == 1
    assert not jobs.dead()


def test_a_server_that_does_not_answer_rests_for_a_minute() -> None:
    rest = channels.Rest()
    rest.check("mail", at=AT)
    rest.begin("mail", at=AT)
    rest.check("push", at=AT)
    with pytest.raises(api.TemporaryError) as caught:
        rest.check("mail", at=AT + timedelta(seconds=20))
    assert caught.value.retry_after == 40
    rest.check("mail", at=AT + timedelta(seconds=60))
