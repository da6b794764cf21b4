"""The inbox, the preferences, the print queue."""

import io
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.template import Context, Template
from django.test import Client
from pypdf import PdfReader, PdfWriter

from machimado.core.accounts.models import Account
from machimado.core.accounts.testing import make_official, make_resident, sign_in
from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.core.residents.models import Person, Protection
from machimado.engines.messaging import api, preferences
from machimado.engines.messaging.models import Letter, Message
from machimado.engines.messaging.tests.conftest import AT, Recorder
from machimado.kernel.access import Role
from machimado.kernel.ref import Ref

ABOUT = Ref("case", "9")


@pytest.fixture
def hanako(db: None) -> Account:
    return make_resident()


def send(account: Account, key: str = "k", link: str = "/cases/9/") -> UUID:
    context = {"手続": "児童手当", "児童": "髙﨑 花"}
    return api.send("決定", to=account.pk, context=context, about=ABOUT, key=key, at=AT, link=link).messages[
        0
    ]


def test_unread_first_and_one_tap_to_the_link(
    client: Client, hanako: Account, message: str, outside: dict[str, Recorder]
) -> None:
    old, new = send(hanako, "old"), send(hanako, "new")
    sign_in(client, hanako)
    assert client.post(f"/my/notices/{old}/reading/", {"onward": "1"})["Location"].endswith("/cases/9/")
    page = client.get("/my/notices/").content.decode()
    assert page.index(str(new)) < page.index(str(old))
    assert "髙﨑 花" in page
    assert api.unread(hanako.pk) == 1


def test_another_accounts_notice_is_a_404(
    client: Client, hanako: Account, message: str, outside: dict[str, Recorder]
) -> None:
    notice = send(hanako)
    sign_in(client, make_resident("taro@example.jp"))
    assert client.post(f"/my/notices/{notice}/reading/").status_code == 404
    assert Message.objects.get().read_at is None
    assert "髙﨑" not in client.get("/my/notices/").content.decode()


def test_an_empty_inbox_says_what_will_be_there(client: Client, hanako: Account) -> None:
    sign_in(client, hanako)
    assert "ここに届きます" in client.get("/my/notices/").content.decode()


def test_preferences_are_kept(client: Client, hanako: Account, outside: dict[str, Recorder]) -> None:
    sign_in(client, hanako)
    chosen = {"language": "en", "push": "on", "quiet_from": "22:00", "quiet_until": "06:00"}
    assert client.post("/my/preferences/", chosen).status_code == 302
    wishes = preferences.of(hanako.pk)
    assert (wishes.email, wishes.push, wishes.quiet_from.hour, wishes.quiet_until.hour) == (
        False,
        True,
        22,
        6,
    )
    hanako.refresh_from_db()
    assert hanako.language == "en"
    assert client.post("/my/preferences/", {"language": "xx"}).status_code == 422


def pdf(pages: int = 1) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def letters(db: None) -> list[Letter]:
    for number, restricted in enumerate((False, False, True)):
        api.post_letter(
            pdf(number + 1),
            kind="登録コードのお知らせ",
            person=f"100000000{number}",
            about=Ref("person", f"100000000{number}"),
            key=str(number),
            at=AT + timedelta(minutes=number),
            restricted=restricted,
        )
    return list(Letter.objects.order_by("queued_at"))


def test_letters_of_protected_persons_are_for_administration_alone(
    client: Client, letters: list[Letter]
) -> None:
    everything = {"letter": [str(letter.id) for letter in letters]}
    sign_in(client, make_official("1001", ("市民課", Role.RECEPTION)))
    page = client.get("/desk/letters/").content.decode()
    assert len(re.findall('name="letter"', page)) == 2
    assert "支援措置" not in page
    joined = PdfReader(io.BytesIO(client.post("/desk/letters/batch/", everything).content))
    assert len(joined.pages) == 4  # one page and its empty back, two pages
    client.post("/desk/letters/printed/", everything)
    assert list(Letter.objects.filter(printed_at=None).values_list("restricted", flat=True)) == [True]
    client.logout()
    sign_in(client, make_official("1002", ("市民課", Role.ADMINISTRATION)))
    assert len(re.findall('name="letter"', client.get("/desk/letters/").content.decode())) == 1


def test_a_letter_to_somebody_who_comes_under_protection_meanwhile_is_for_administration_alone(
    client: Client, letters: list[Letter]
) -> None:
    addressee = Person.objects.create(
        number=letters[0].person, row_digest=b"", last_change="", recorded_at=AT
    )
    Protection.objects.create(person=addressee, valid_from=AT.date(), recorded_at=AT)
    everything = {"letter": [str(letter.id) for letter in letters]}
    sign_in(client, make_official("1001", ("市民課", Role.RECEPTION)))
    assert len(re.findall('name="letter"', client.get("/desk/letters/").content.decode())) == 1
    joined = PdfReader(io.BytesIO(client.post("/desk/letters/batch/", everything).content))
    assert len(joined.pages) == 2
    client.post("/desk/letters/printed/", everything)
    assert Letter.objects.filter(printed_at=None).count() == 2
    client.logout()
    sign_in(client, make_official("1002", ("市民課", Role.ADMINISTRATION)))
    page = client.get("/desk/letters/").content.decode()
    assert len(re.findall('name="letter"', page)) == 2
    assert str(letters[0].id) in page[page.index("支援措置") :]


def test_printing_and_posting_are_journalled_and_leave_no_copy(client: Client, letters: list[Letter]) -> None:
    sign_in(client, make_official("1001", ("市民課", Role.RECEPTION)))
    one = {"letter": [str(letters[0].id)]}
    client.post("/desk/letters/batch/", one)
    client.post("/desk/letters/printed/", one)
    client.post("/desk/letters/printed/", one)
    assert len(journal.entries(type="messaging.letter_printed")) == 1
    assert len(journal.looks(Ref("person", "1000000000"))) == 1
    letters[0].refresh_from_db()
    assert letters[0].content is None
    assert client.post("/desk/letters/batch/", one).status_code == 404


def test_others_do_not_meet_the_queue(client: Client, letters: list[Letter], hanako: Account) -> None:
    sign_in(client, hanako)
    assert client.get("/desk/letters/").status_code == 404
    sign_in(client, make_official("1003", ("市民課", Role.AUDIT)))
    assert client.get("/desk/letters/").status_code == 404


def test_reader_and_officials_see_how_far_each_way_came(
    client: Client, hanako: Account, message: str, outside: dict[str, Recorder]
) -> None:
    outside[api.PUSH].devices = ["device"]
    outside[api.PUSH].errors = [api.PermanentError("410", gone=True)]
    send(hanako)
    jobs.drain(at=AT, strict=True)
    sign_in(client, hanako)
    page = client.get("/my/notices/").content.decode()
    for words in ("メール：送りました", "スマートフォンなどの通知：届きませんでした"):
        assert words in page
    assert "410" not in page
    tag = Template('{% load messaging %}{% deliveries "case" "9" %}')
    seen = tag.render(Context())
    for words in ("決定", "メール：送りました", "（250 ok）", "（410）"):
        assert words in seen
    assert hanako.email not in seen + page.partition("<main")[2]


def test_a_page_of_notices_asks_few_questions(
    client: Client,
    hanako: Account,
    message: str,
    outside: dict[str, Recorder],
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(30):
        send(hanako, str(number))
    sign_in(client, hanako)
    client.get("/my/notices/")
    with django_assert_max_num_queries(15):
        client.get("/my/notices/")
