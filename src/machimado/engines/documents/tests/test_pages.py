"""The public page, and who gets the paper."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from machimado.core.accounts import api as accounts
from machimado.core.journal import api as journal
from machimado.engines.documents import api as documents
from machimado.engines.documents.models import Document, Revocation
from machimado.engines.documents.tests.conftest import AT, HANAKO
from machimado.engines.documents.tests.test_issuing import OFFICIAL, issue

pytestmark = pytest.mark.usefixtures("city")


def upload(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("a.pdf", content, content_type="application/pdf")}


def test_the_page_says_what_it_is_and_not_whose(client: Client) -> None:
    view = issue()
    page = client.get(f"/verify/{view.verify_token}/").content.decode()
    for words in ("有効です", "児童手当認定通知書", "白子家第1号", "令和8年11月23日", "子ども家庭課"):
        assert words in page
    for secret in ("\U00020bb7", "渡\u9089", HANAKO, "字中町", str(view.id), str(view.subject.id)):
        assert secret not in page


def test_it_says_whether_the_journal_is_sealed_over_it(client: Client) -> None:
    view = issue()
    assert "まもなく封をします" in client.get(f"/verify/{view.verify_token}/").content.decode()
    journal.seal(at=AT)
    assert "改ざんできない記録" in client.get(f"/verify/{view.verify_token}/").content.decode()


def test_a_revoked_document_says_so(client: Client) -> None:
    view = issue()
    documents.revoke(view.id, reason="額の誤り", by=OFFICIAL, at=AT)
    documents.revoke(view.id, reason="額の誤り", by=OFFICIAL, at=AT)
    page = client.get(f"/verify/{view.verify_token}/").content.decode()
    assert "取り消されています" in page
    assert "額の誤り" not in page
    assert len(journal.entries(type="documents.revoked")) == 1


def test_an_unknown_number_is_unknown(client: Client) -> None:
    response = client.get("/verify/22222222222222222222/")
    assert response.status_code == 404
    assert "見つかりません" in response.content.decode()


def test_a_row_that_the_journal_does_not_attest_is_unknown(client: Client) -> None:
    view = issue()
    Document.objects.filter(id=view.id).update(sha256="0" * 64)
    assert client.get(f"/verify/{view.verify_token}/").status_code == 404


@pytest.mark.parametrize(
    "changed",
    [
        {"number": "白子家第9号"},
        {"template": "児童手当却下通知書"},
        {"section": "税務課"},
        {"issued_at": AT + timedelta(days=1)},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_row_that_says_other_than_the_journal_is_unknown(client: Client, changed: dict[str, Any]) -> None:
    view = issue()
    Document.objects.filter(id=view.id).update(**changed)
    assert client.get(f"/verify/{view.verify_token}/").status_code == 404


def test_a_title_that_was_written_over_is_not_repeated(client: Client) -> None:
    view = issue()
    Document.objects.filter(id=view.id).update(title={"日本語": "免許証"})
    assert "免許証" not in client.get(f"/verify/{view.verify_token}/").content.decode()


def test_a_revocation_stands_in_the_journal_whatever_the_table_says(client: Client) -> None:
    revoked, standing = issue(), issue()
    documents.revoke(revoked.id, reason="額の誤り", by=OFFICIAL, at=AT)
    Revocation.objects.all().delete()
    Revocation.objects.create(document_id=standing.id, reason="うそ", revoked_at=AT, revoked_by="x")
    assert documents.verify(revoked.verify_token).standing is documents.Standing.REVOKED
    assert documents.verify(standing.verify_token).standing is documents.Standing.VALID


def test_a_forged_entry_is_not_enough(client: Client) -> None:
    """A row that points at an entry of something else, with a digest of its own."""
    view, other = issue(), issue()
    Document.objects.filter(id=view.id).update(entry=Document.objects.get(id=other.id).entry)
    assert documents.verify(view.verify_token).standing is documents.Standing.UNKNOWN


def test_the_number_may_be_typed_with_hyphens_and_small_letters(client: Client) -> None:
    token = issue().verify_token.lower()
    typed = "-".join(token[i : i + 4] for i in range(0, 20, 4))
    assert client.post("/verify/", {"number": typed}, follow=True).status_code == 200
    assert "確認番号を入力" in client.post("/verify/", {"number": ""}).content.decode()


def test_the_very_file_is_recognised_and_a_changed_one_is_not(client: Client) -> None:
    view = issue()
    pdf = documents.pdf(view.id)
    same = client.post("/verify/", upload(pdf)).content.decode()
    assert "同じです" in same
    assert "電子印も正しい" in same
    changed = bytearray(pdf)
    changed[5000] ^= 1
    page = client.post(f"/verify/{view.verify_token}/", upload(bytes(changed))).content.decode()
    assert "違います" in page


def test_another_genuine_file_is_told_apart(client: Client) -> None:
    first, second = issue(), issue()
    page = client.post(f"/verify/{first.verify_token}/", upload(documents.pdf(second.id))).content.decode()
    assert "別のものです" in page


@pytest.mark.parametrize("content", [b"hello", b"\x89PNG\r\n"])
def test_only_pdfs_are_looked_at(client: Client, content: bytes) -> None:
    response = client.post("/verify/", upload(content))
    assert response.status_code == 422
    assert "PDFではない" in response.content.decode()


def _signed_in(monkeypatch: pytest.MonkeyPatch, person: str) -> None:
    from machimado.core.accounts import gates
    from machimado.engines.documents.views import papers

    who = accounts.Identity(account_id=str(UUID(int=1)), person_number=person, level=accounts.Level.LINKED)
    monkeypatch.setattr(gates, "identity", lambda request: who)
    monkeypatch.setattr(papers.accounts, "identity", lambda request: who)


def test_a_resident_reads_their_own_paper_and_no_other(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = issue()
    assert client.get(f"/documents/{view.id}.pdf").status_code == 302
    _signed_in(monkeypatch, HANAKO)
    response = client.get(f"/documents/{view.id}.pdf")
    assert response.content == documents.pdf(view.id)
    assert response["Content-Type"] == "application/pdf"
    _signed_in(monkeypatch, "9999999999")
    assert client.get(f"/documents/{view.id}.pdf").status_code == 404


def test_looking_is_throttled(client: Client) -> None:
    client.raise_request_exception = False
    codes = [client.get("/verify/").status_code for _ in range(31)]
    assert codes[29] == 200
    assert codes[30] == 429


def test_check_file_of_a_stranger(client: Client) -> None:
    check = documents.check_file(b"%PDF-1.7 nothing")
    assert not check.same
    assert check.verification.standing is documents.Standing.UNKNOWN
