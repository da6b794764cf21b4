"""Written with what it tells about, said once, carried after the commit."""

from datetime import datetime, time, timedelta, timezone
from uuid import UUID

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction

from machimado.core.accounts.models import Account
from machimado.core.jobs import api as jobs
from machimado.engines.messaging import api, channels, preferences
from machimado.engines.messaging.models import Attempt, Delivery, Message, State
from machimado.engines.messaging.quiet import not_before
from machimado.engines.messaging.tests.conftest import AT, Recorder
from machimado.kernel.ref import Ref
from machimado.kernel.text import Text

CASE = Ref("case", "9")
PROCEDURE = Text(ja="児童手当", easy="児童手当(じどうてあて)", en="child allowance")
JST = timezone(timedelta(hours=9))
HANAKO = UUID(int=7)
Outside = dict[str, Recorder]


def send(to: UUID | str = HANAKO, at: datetime = AT, key: str = "decided:9") -> api.Sent:
    return api.send(
        "決定",
        to=to,
        context={"手続": PROCEDURE, "児童": "𠮷田 花"},
        about=CASE,
        key=key,
        link="/cases/9/",
        at=at,
    )


def test_the_inbox_has_it_at_once_in_the_readers_language(
    account: Account, message: str, outside: Outside
) -> None:
    Account.objects.update(language="en")
    send()
    notice = api.inbox(account.pk)[0]
    assert notice.subject == "Result of child allowance"
    assert "𠮷田 花" in notice.body
    assert notice.link.endswith("/cases/9/")
    assert api.unread(account.pk) == 1


def test_the_mail_says_that_there_is_something_and_not_what(
    account: Account, message: str, outside: Outside
) -> None:
    send()
    jobs.drain(at=AT, strict=True)
    mail = outside[channels.EMAIL].taken[0]
    assert mail.target == "hanako@example.jp"
    assert mail.subject == "市からのお知らせ"
    assert mail.body.count("http") == 1
    assert "/my/notices/\n" in mail.body
    for telling in ("𠮷田", PROCEDURE.ja, "結果", "/cases/9/"):
        assert telling not in mail.subject + mail.body


def test_a_push_waits_for_the_morning_unless_urgent(account: Account, message: str, outside: Outside) -> None:
    outside[channels.PUSH].devices = ["device"]
    night = datetime(2026, 11, 23, 23, 30, tzinfo=JST)
    send(at=night)
    jobs.drain(at=night, strict=True)
    assert outside[channels.EMAIL].taken
    assert not outside[channels.PUSH].taken
    jobs.drain(at=datetime(2026, 11, 24, 6, 59, tzinfo=JST), strict=True)
    assert not outside[channels.PUSH].taken
    jobs.drain(at=datetime(2026, 11, 24, 7, 0, tzinfo=JST), strict=True)
    push = outside[channels.PUSH].taken[0]
    assert push.body == "手続きの結果が出ました。"
    assert push.subject == ""


def test_channels_that_are_not_wished_are_not_used(account: Account, message: str, outside: Outside) -> None:
    outside[channels.PUSH].devices = ["device"]
    preferences.change(
        account.pk, language="ja", email=False, push=False, quiet_from=time(21), quiet_until=time(7)
    )
    send()
    assert Delivery.objects.count() == 0
    assert len(api.inbox(account.pk)) == 1


def test_the_same_key_is_said_once(account: Account, message: str, outside: Outside) -> None:
    assert send() == send()
    assert Message.objects.count() == 1
    assert Delivery.objects.count() == 1


def test_what_is_rolled_back_is_not_said(account: Account, message: str, outside: Outside) -> None:
    with pytest.raises(RuntimeError):
        _send_and_fail()
    assert Message.objects.count() == Delivery.objects.count() == 0


@transaction.atomic
def _send_and_fail() -> None:
    send()
    raise RuntimeError


def test_an_open_failure_is_tried_again_under_the_same_key(
    account: Account, message: str, outside: Outside
) -> None:
    outside[channels.EMAIL].errors = [api.TemporaryError("450"), api.UnknownOutcome("lost")]
    send()
    for hours in range(3):
        jobs.drain(at=AT + timedelta(hours=hours))
    delivery = Delivery.objects.get()
    assert delivery.state == State.DELIVERED
    outcomes = list(Attempt.objects.order_by("number").values_list("outcome", flat=True))
    assert outcomes == [State.FAILED, State.UNKNOWN, State.DELIVERED]
    assert outside[channels.EMAIL].taken[0].key == delivery.key


def test_a_retry_waits_as_long_as_the_other_side_asks(
    account: Account, message: str, outside: Outside
) -> None:
    outside[channels.EMAIL].errors = [api.TemporaryError("429", retry_after=7200)]
    send()
    jobs.drain(at=AT)
    jobs.drain(at=AT + timedelta(hours=1, minutes=59))
    assert not outside[channels.EMAIL].taken
    jobs.drain(at=AT + timedelta(hours=2, minutes=1))
    assert outside[channels.EMAIL].taken


def test_a_closed_failure_is_final_and_a_gone_target_is_forgotten(
    account: Account, message: str, outside: Outside
) -> None:
    outside[channels.PUSH].devices = ["device"]
    outside[channels.PUSH].errors = [api.PermanentError("410", gone=True)]
    send()
    jobs.drain(at=AT, strict=True)
    assert outside[channels.PUSH].forgotten == ["device"]
    assert Delivery.objects.get(channel=channels.PUSH).state == State.FAILED
    assert not jobs.dead()


def test_without_an_account_a_letter_goes_and_is_delivered_when_printed(
    db: None, message: str, outside: Outside
) -> None:
    outside[channels.POST].waiting = True
    send(to="1000000001")
    jobs.drain(at=AT, strict=True)
    assert outside[channels.POST].taken[0].target == "1000000001"
    assert Delivery.objects.get().state == State.SENDING


def test_nothing_personal_is_readable_in_the_tables(account: Account, message: str, outside: Outside) -> None:
    send()
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM messaging_message")
        (content,) = cursor.fetchone()
        cursor.execute("SELECT payload FROM messaging_delivery")
        (payload,) = cursor.fetchone()
    assert "𠮷田".encode() not in bytes(content)
    assert b"hanako" not in bytes(payload)
    jobs.drain(at=AT, strict=True)
    assert Delivery.objects.get().payload is None


def test_links_lead_only_home(account: Account, message: str) -> None:
    with pytest.raises(ValueError, match="only to this installation"):
        api.send("決定", to=account.pk, context={}, about=CASE, key="x", link="https://evil.example/", at=AT)


def test_a_forgotten_value_is_an_error_of_the_sender(account: Account, message: str) -> None:
    with pytest.raises(api.MissingPlaceholder):
        api.send("決定", to=account.pk, context={"手続": "x"}, about=CASE, key="x", at=AT)


def test_djangos_mails_take_the_same_way(db: None, outside: Outside, settings: object) -> None:
    mail = EmailMultiAlternatives(
        "件名\n", "本文", "まちまど <m@example.jp>", ["a@example.jp", "b@example.jp"]
    )
    mail.attach_alternative("<p>本文</p>", "text/html")
    from machimado.engines.messaging.email import OutboxBackend

    assert OutboxBackend().send_messages([mail]) == 1
    jobs.drain(at=datetime(2100, 1, 1, tzinfo=JST), strict=True)
    taken = outside[channels.EMAIL].taken
    assert sorted(out.target for out in taken) == ["a@example.jp", "b@example.jp"]
    assert taken[0].subject == "件名"
    assert taken[0].extra["html"] == "<p>本文</p>"
    assert taken[0].extra["from"] == "m@example.jp"


@pytest.mark.parametrize(
    ("hour", "begins", "ends", "waits"),
    [(22, 21, 7, 9), (6, 21, 7, 1), (7, 21, 7, 0), (20, 21, 7, 0), (3, 3, 3, 0), (13, 12, 14, 1)],
)
def test_quiet_hours(hour: int, begins: int, ends: int, waits: int) -> None:
    at = datetime(2026, 11, 23, hour, tzinfo=JST)
    assert not_before(at, begins=time(begins), ends=time(ends)) - at == timedelta(hours=waits)
