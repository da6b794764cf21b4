"""From a code to its letter, from a message to its envelope."""

import subprocess
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.test import Client

from machimado.core.accounts.testing import make_official, sign_in
from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.engines.documents import api as documents
from machimado.engines.documents import posting
from machimado.engines.documents.tests import conftest
from machimado.engines.documents.tests.conftest import AT, HANAKO, PROTECTED
from machimado.engines.messaging import api as messaging
from machimado.engines.messaging.models import Delivery, Letter, State
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.kernel.names import Name
from machimado.kernel.ref import Ref, system

CASE = Ref("case", "9")
CODE = "7K3M-9QPX-2WTR"


@pytest.fixture(autouse=True)
def _register(city: None, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = SimpleNamespace(person_number=HANAKO, code=CODE, expires_on=date(2026, 12, 23))
    monkeypatch.setattr(posting.accounts, "letter_for", lambda code: letter if code == "c1" else None)
    clock.use(lambda: AT)


def text_of(letter: Letter) -> str:
    out = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=bytes(letter.content), capture_output=True, check=True
    )
    return "".join(out.stdout.decode().split())


def issue_code(code: str) -> None:
    journal.record(
        "accounts.code_issued", by=system("test"), subject=Ref("person", HANAKO), at=AT, public={"code": code}
    )
    jobs.drain(at=AT, strict=True)


def test_a_code_that_is_issued_becomes_a_letter() -> None:
    issue_code("c1")
    letter = Letter.objects.get()
    said = text_of(letter)
    assert CODE in said
    assert "宮城県白石市字中町12番地3" in said
    assert "令和8年12月23日まで" in said
    assert not letter.restricted


def test_a_code_that_is_closed_becomes_none() -> None:
    issue_code("gone")
    assert not Letter.objects.exists()


def outgoing(person: str) -> messaging.Outgoing:
    delivery = Delivery.objects.create(channel=messaging.POST, payload={}, created_at=AT, not_before=AT)
    return messaging.Outgoing(
        key=delivery.key,
        target=person,
        language="ja",
        subject="健診のお知らせ",
        body="本文です。\n二行目。",
        link="",
    )


def test_a_message_becomes_one_letter_however_often_it_is_tried() -> None:
    going = outgoing(HANAKO)
    for _ in range(2):
        assert posting.PostChannel().deliver(going).waiting
    letter = Letter.objects.get()
    assert "健診のお知らせ" in text_of(letter)
    assert letter.delivery_id == UUID(hex=going.key)


def test_a_protected_persons_letter_is_for_administration_alone_and_carries_no_address() -> None:
    posting.PostChannel().deliver(outgoing(PROTECTED))
    letter = Letter.objects.get()
    assert letter.restricted
    assert "健診のお知らせ" in text_of(letter)
    assert "字中町" not in text_of(letter)


def test_a_letter_that_no_font_can_print_is_shown_to_the_post_room(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(conftest.NAMES, HANAKO, Name("外字\ue000", "花子"))
    issue_code("c1")
    letter = Letter.objects.get()
    assert letter.content is None
    sign_in(client, make_official("1001", ("市民課", Role.RECEPTION)))
    page = client.get("/desk/letters/").content.decode()
    for words in ("作れなかった手紙", "U+E000", HANAKO, "似た字"):
        assert words in page
    assert [look.public["purpose"] for look in journal.looks(Ref("person", HANAKO))] == [
        "作れなかった手紙の確認"
    ]
    assert client.post("/desk/letters/batch/", {"letter": str(letter.id)}).status_code == 404
    client.post("/desk/letters/printed/", {"letter": str(letter.id)})
    assert "作れなかった手紙" not in client.get("/desk/letters/").content.decode()


def test_the_queue_says_how_many_pages_a_letter_has() -> None:
    documents.post(
        "お知らせの手紙",
        person=HANAKO,
        data={"件名": "お知らせ", "本文": "一行。\n" * 100},
        about=CASE,
        key="long",
        at=AT,
    )
    assert Letter.objects.get().pages == 3


def test_a_letter_that_is_posted_is_a_delivery_that_is_delivered() -> None:
    posting.PostChannel().deliver(outgoing(HANAKO))
    from machimado.engines.messaging import letters

    ids = list(Letter.objects.values_list("id", flat=True))
    letters.mark_printed(ids, restricted=False, by=Ref("official", "1"), at=AT + timedelta(hours=1))
    assert Delivery.objects.get().state == State.DELIVERED


def test_a_letter_of_corrections_lists_each_place() -> None:
    data = {
        "手続": "児童手当認定請求",
        "申請年月日": "2026-11-10",
        "期限": date(2026, 12, 7),
        "箇所": [{"項目": "口座名義", "理由": "ご本人の名義の口座を書いてください。"}],
    }
    pdf = documents.letter("補正のお願い", person=HANAKO, data=data, at=AT)
    assert pdf.startswith(b"%PDF")
