"""The real client against a real server process, the demo's folder, and the failing stand-in."""

from pathlib import Path

import pytest

from machimado.adapters.smtp import demo
from machimado.adapters.smtp.client import Server, SmtpChannel
from machimado.adapters.smtp.failing import FailingMail
from machimado.adapters.smtp.tests.conftest import MailServer, free_port
from machimado.engines.messaging import api as messaging
from machimado.kernel import clock

SENDER = "machimado@shiroishi.example"


def mail(target: str = "hanako@example.jp", **changes: object) -> messaging.Outgoing:
    fields = {
        "key": "0198",
        "target": target,
        "language": "ja",
        "subject": "「児童手当」の結果が出ました",
        "body": "一行目\n.\n.点で始まる行\n",
        **changes,
    }
    return messaging.Outgoing(**fields)  # type: ignore[arg-type]


def channel(port: int) -> SmtpChannel:
    return SmtpChannel(Server.from_url(f"smtp://127.0.0.1:{port}"), sender=SENDER)


def test_a_mail_arrives_whole(server: MailServer) -> None:
    assert channel(server.port).deliver(mail(extra={"html": "<p>「髙﨑」</p>"})).note == "250"
    ((key, to, taken),) = server.taken()
    assert key == "<0198@shiroishi.example>"
    assert to == "hanako@example.jp"
    assert taken["Subject"] == "「児童手当」の結果が出ました"
    assert taken["Auto-Submitted"] == "auto-generated"
    plain, html = taken.get_body(("plain",)), taken.get_body(("html",))
    assert plain is not None
    assert plain.get_content().splitlines() == ["一行目", ".", ".点で始まる行"]
    assert html is not None
    assert "髙﨑" in html.get_content()


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("nobody@example.jp", messaging.PermanentError),
        ("full@example.jp", messaging.TemporaryError),
        ("later@example.jp", messaging.TemporaryError),
        ("never@example.jp", messaging.PermanentError),
        ("cut@example.jp", messaging.TemporaryError),
        ("lost@example.jp", messaging.UnknownOutcome),
        ("日本@example.jp", messaging.PermanentError),
        ("a@example.jp\nBcc: b@example.jp", messaging.PermanentError),
    ],
)
def test_each_refusal_says_whether_to_try_again(server: MailServer, who: str, kind: type[Exception]) -> None:
    with pytest.raises(kind) as caught:
        channel(server.port).deliver(mail(who))
    assert type(caught.value) is kind
    assert "example.jp" not in str(caught.value)


def test_a_lost_answer_means_that_it_may_have_arrived(server: MailServer) -> None:
    with pytest.raises(messaging.UnknownOutcome):
        channel(server.port).deliver(mail("lost@example.jp"))
    assert len(server.taken()) == 1


def test_nobody_listening_is_for_later() -> None:
    with pytest.raises(messaging.TemporaryError):
        channel(free_port()).deliver(mail())


def test_a_server_that_is_away_is_not_asked_for_each_mail_that_waits(server: MailServer) -> None:
    away = channel(free_port())
    now = clock.now()
    clock.use(lambda: now)
    for why in ("no connection", "resting", "resting"):
        with pytest.raises(messaging.TemporaryError, match=why):
            away.deliver(mail())
    clock.use(lambda: now + messaging.Rest.FOR)
    with pytest.raises(messaging.TemporaryError, match="no connection"):
        away.deliver(mail())


def test_a_recipients_refusal_makes_no_other_mail_wait(server: MailServer) -> None:
    one = channel(server.port)
    with pytest.raises(messaging.TemporaryError):
        one.deliver(mail("full@example.jp"))
    one.deliver(mail())
    assert len(server.taken()) == 1


def test_a_japanese_domain_is_written_in_its_ascii_form(server: MailServer) -> None:
    channel(server.port).deliver(mail("hanako@例え.jp"))
    ((_, to, taken),) = server.taken()
    assert to == "hanako@xn--r8jz45g.jp"
    assert "xn--r8jz45g.jp" in taken["To"]


def test_starttls_is_not_given_up_when_the_server_has_none(server: MailServer) -> None:
    strict = SmtpChannel(Server.from_url(f"smtp+starttls://127.0.0.1:{server.port}"), sender=SENDER)
    with pytest.raises(messaging.TemporaryError):
        strict.deliver(mail())
    assert not server.taken()


@pytest.mark.parametrize("url", ["smtp://mail.example.jp", "http://x", "smtp+starttls://"])
def test_addresses_that_would_carry_mail_in_the_clear_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URL"):
        Server.from_url(url)


def test_an_address_is_read_with_its_password() -> None:
    assert Server.from_url("smtps://u:p%40ss@mail.example.jp") == Server(
        "smtps", "mail.example.jp", 465, "u", "p@ss"
    )


def test_the_demo_keeps_mail_once_and_shows_it(tmp_path: Path) -> None:
    stand_in = demo.DemoMail(tmp_path / "mail", sender=SENDER)
    stand_in.deliver(mail())
    stand_in.deliver(mail())
    (kept,) = demo.kept(tmp_path / "mail")
    assert kept.subject == "「児童手当」の結果が出ました"
    assert "一行目" in kept.body


def test_the_failing_one_fails() -> None:
    failing = FailingMail(messaging.PermanentError("no"), messaging.TemporaryError("down"))
    for kind in (messaging.PermanentError, messaging.TemporaryError, messaging.TemporaryError):
        with pytest.raises(kind):
            failing.deliver(mail())
    assert failing.tried == ["0198"] * 3
