"""Numbers without gaps, the journal, and what a notice states."""

import hashlib
import io
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from django.db import transaction

from machimado.core.journal import api as journal
from machimado.engines.documents import api as documents
from machimado.engines.documents.models import Document, Series
from machimado.engines.documents.tests import conftest
from machimado.engines.documents.tests.conftest import APPROVAL, AT, HANAKO, PROTECTED
from machimado.kernel.address import Address
from machimado.kernel.names import Name
from machimado.kernel.ref import Ref

pytestmark = pytest.mark.usefixtures("city")
OFFICIAL = Ref("official", "1")
CASE = Ref("case", "0198f000-0000-7000-8000-000000000001")


def issue(person: str = HANAKO, at: datetime = AT, **changes: object) -> documents.DocumentView:
    return documents.issue(
        "児童手当認定通知書", subject=CASE, person=person, data={**APPROVAL, **changes}, by=OFFICIAL, at=at
    )


def text_of(pdf: bytes) -> str:
    out = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(out.stdout.decode().split())


def test_the_notice_states_what_the_law_asks_for() -> None:
    said = text_of(documents.pdf(issue().id))
    for words in (
        "白子家第1号", "令和8年11月23日", "白石市長", "\U00020bb7子", "渡\u9089", "989-0273", "算定児童数2人", "25,000円",
        "令和8年12月分から", "11日", "届け出", "3か月以内に、宮城県知事に対して審査請求", "6か月以内に、白石市を被告として",
        "代表する者は白石市長", "1年を経過", "/verify/",
    ):  # fmt: skip
        assert words in said, words


def test_it_is_a_tagged_pdf_a_2a_and_ua_1_with_title_and_language_also_after_sealing() -> None:
    with pikepdf.open(io.BytesIO(documents.pdf(issue().id))) as pdf:
        root = pdf.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang).startswith("ja")
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as meta:
            assert meta["pdfaid:part"] == "2"
            assert meta["pdfaid:conformance"] == "A"
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"] == "児童手当認定通知書"
        fonts = [f for page in pdf.pages for f in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile3" in descriptor or "/FontFile2" in descriptor
        assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/Figure"} <= set(tags(root.StructTreeRoot))
        assert all(scope == "/Column" for scope in headers(root.StructTreeRoot))
        assert "二次元コード" in next(alternatives(root.StructTreeRoot))
        signature = root.AcroForm.Fields[0]
        assert str(signature.TU) == "市長の電子印"


def elements(node: Any) -> Iterator[Any]:
    """The elements of a structure tree."""
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from elements(each)
    elif isinstance(node, pikepdf.Dictionary):
        yield node
        yield from elements(node.get("/K"))


def tags(tree: Any) -> Iterator[str]:
    return (str(each.S) for each in elements(tree) if "/S" in each)


def headers(tree: Any) -> Iterator[str]:
    return (str(each.A[0].Scope) for each in elements(tree) if each.get("/S") == "/TH")


def alternatives(tree: Any) -> Iterator[str]:
    return (str(each.Alt) for each in elements(tree) if each.get("/S") == "/Figure")


def test_numbers_have_no_gap_when_an_issue_fails() -> None:
    assert issue().number == "白子家第1号"
    with pytest.raises(documents.WrongItems):
        issue(月額="")
    with pytest.raises(documents.UnprintableCharacter):
        issue(児童=[{**APPROVAL["児童"][0], "氏名": "外字\ue000"}])
    with pytest.raises(RuntimeError):
        _issue_and_fail()
    assert issue().number == "白子家第2号"


@transaction.atomic
def _issue_and_fail() -> None:
    issue()
    raise RuntimeError


def test_numbers_begin_again_on_the_first_of_april() -> None:
    assert issue(at=datetime(2027, 3, 31, 14, 59, tzinfo=UTC)).number == "白子家第1号"
    assert issue(at=datetime(2027, 3, 31, 15, 0, tzinfo=UTC)).number == "白子家第1号"
    assert list(Series.objects.order_by("fiscal_year").values_list("fiscal_year", "last")) == [
        (2026, 1),
        (2027, 1),
    ]


def test_the_journal_attests_the_bytes_and_says_nothing_personal_in_the_open() -> None:
    view = issue()
    entry = journal.entries(type="documents.issued")[0]
    assert entry.digests[0].sha256 == hashlib.sha256(documents.pdf(view.id)).hexdigest()
    assert HANAKO not in str(entry.public)
    assert entry.public["number"] == "白子家第1号"


def test_person_and_paper_are_ciphertext_in_the_database() -> None:
    view = issue()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT content, person FROM documents_document")
        content, person = cursor.fetchone()
    assert b"%PDF" not in bytes(content)
    assert HANAKO.encode() not in bytes(person)
    assert documents.documents_of_person(HANAKO)[0].id == view.id
    assert documents.documents_of(CASE)[0].id == view.id


def test_neither_notice_nor_letter_of_a_protected_person_carries_an_address() -> None:
    view = issue(PROTECTED)
    assert "字中町" not in text_of(documents.pdf(view.id))
    data = {"登録コード": "AAAA-BBBB", "有効期限": "2026-12-23", "入力する場所": "http://x/"}
    for person, printed in ((HANAKO, True), (PROTECTED, False)):
        letter = documents.letter("登録コードのお知らせ", person=person, data=data, at=AT)
        assert ("字中町" in text_of(letter)) == printed


def test_data_never_becomes_typst_source() -> None:
    evil = '#panic("x") $ * _ @x <y> = ] "'
    view = issue(支払先=evil)
    assert "".join(evil.split()) in text_of(documents.pdf(view.id))


def test_what_an_official_typed_into_a_form_is_printed_line_by_line() -> None:
    data = {"請求": "児童手当認定請求", "請求年月日": "2026-11-10", "根拠条項": "児童手当法第4条"}
    typed = "父母のうち\r\n生計を\t維持する方は別です。\r\n"
    view = documents.issue(
        "児童手当却下通知書", subject=CASE, person=HANAKO, data={**data, "事実": typed}, by=OFFICIAL, at=AT
    )
    assert "父母のうち生計を維持する方は別です。" in text_of(documents.pdf(view.id))


def words_of(pdf: bytes) -> list[tuple[float, float, str]]:
    """Top, bottom and text of each line of the first page, from the top."""
    command = ["pdftotext", "-bbox-layout", "-l", "1", "-", "-"]
    out = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    lines = re.findall(r'<line [^>]*yMin="([\d.]+)"[^>]*yMax="([\d.]+)">(.*?)</line>', out, re.DOTALL)
    return [
        (float(top), float(end), "".join(re.findall(r">([^<>]+)</word>", inner))) for top, end, inner in lines
    ]


@pytest.mark.parametrize("times", [1, 2, 4])
def test_the_longest_name_and_address_are_printed_over_nothing(
    times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = Name("勅使河原長宗我部" * times, "寿限無寿限無五劫の擦り切れ海砂利水魚の" * times)
    street, building = (
        "字大字一本松西ノ入向山前1234番地の5678" * times,
        "白石蔵王レジデンスアネックス東館" * times,
    )
    monkeypatch.setitem(conftest.NAMES, HANAKO, name)
    monkeypatch.setattr(
        conftest, "ADDRESS", Address("9890273", "宮城県", "白石市", "福岡深谷", street, building)
    )
    lines = words_of(documents.pdf(issue().id))
    title = next(top for top, _, text in lines if text.startswith("児童手当認定通知書") and top < 700)
    addressee = [end for top, end, text in lines if top < title and text.endswith("様")]
    assert addressee
    assert max(addressee) <= title


def test_the_children_of_a_large_family_are_all_there_and_each_page_names_the_columns() -> None:
    row = {"氏名": "", "生年月日": "2020-02-29", "続柄": "子", "区分": "3歳以上", "月額": 30000}
    children = [{**row, "氏名": f"𠮷田　{number}子"} for number in range(30)]
    pdf = documents.pdf(issue(児童=children, 算定児童数=30).id)
    assert all(f"𠮷田{number}子" in text_of(pdf) for number in range(30))
    assert text_of(pdf).count("生年月日") >= 2
    assert text_of(pdf).count("児童手当認定通知書白子家第1号") >= 2


@pytest.mark.parametrize("name", [Name("林", "一"), Name("NGUYEN THI", "MAI ANH"), Name("ウ", "")])
def test_names_of_one_character_and_of_letters(name: Name, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(conftest.NAMES, HANAKO, name)
    assert "".join(f"{name.display}様".split()) in text_of(documents.pdf(issue().id))


def test_the_desk_hears_beforehand_what_would_keep_a_paper_from_being_printed() -> None:
    def obstacles(**changes: object) -> tuple[str, ...]:
        data = {**APPROVAL, **changes}
        return documents.obstacles("児童手当認定通知書", person=HANAKO, data=data, at=AT)

    assert obstacles() == ()
    hangul, private = obstacles(児童=[{**APPROVAL["児童"][0], "氏名": "김\ue000"}])
    assert "U+AE40" in hangul
    assert "U+E000" in private
    assert obstacles(月額="") == ("「月額」がありません。",)
    assert documents.obstacles("ない文書", person=HANAKO, data={}, at=AT)
    assert not Series.objects.exists()
    assert not Document.objects.exists()


def test_every_fault_of_the_items_is_named_at_once() -> None:
    with pytest.raises(documents.WrongItems) as caught:
        documents.issue(
            "児童手当認定通知書",
            subject=CASE,
            person=HANAKO,
            data={"月額": "?", "余計": 1},
            by=OFFICIAL,
            at=AT,
        )
    assert len(caught.value.faults) == 6
    assert Document.objects.count() == 0
