"""Where an answer came from survives a page that was only looked at; and a draft begins as full as it can."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from machimado.engines.procedures import api as procedures
from machimado.engines.procedures import occasions
from machimado.engines.procedures.answers import Answer
from machimado.engines.procedures.api import Occasion
from machimado.engines.procedures.sameness import same
from machimado.engines.procedures.tests.conftest import AT, Someone, begin

ACCOUNT = {"金融機関": "七十七銀行", "支店": "白石", "種目": "普通", "番号": "1234567", "名義": "ﾀｶﾊｼ ﾊﾅ"}


class _Form(HTMLParser):
    """What a browser would send from a page on which nothing was touched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.data: dict[str, str] = {}
        self._area = self._select = ""
        self.feed(page.partition('class="md-form"')[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        checked = given.get("type") not in ("radio", "checkbox") or "checked" in given
        if tag == "input" and given.get("name") and checked:
            self.data[given["name"]] = given.get("value", "")
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and "selected" in given:
            self.data[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._area = given["name"]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.data[self._area] = data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


def resend(who: Someone, path: str) -> None:
    data = _Form(who.client.get(path).content.decode()).data
    data.pop("csrfmiddlewaretoken", None)
    assert who.client.post(path, {**data, "autosave": "1"}).status_code == 200


@pytest.mark.django_db
def test_pages_that_were_only_looked_at_change_no_provenance(mother: Someone) -> None:
    kept = {"電話番号": "0224-22-0000", "口座の種類": "自分の口座", "口座": ACCOUNT, "職業": "自営業"}
    draft = begin(mother, prefill={**kept, "年金種別": "国民年金"})
    base = f"/drafts/{draft.id}/"
    for page in ("お仕事", "請求者", "配偶者の有無", "配偶者", "児童/r1", "年金", "口座"):
        resend(mother, f"{base}{page}/")
    after = procedures.draft(draft.id, **mother.scope, at=AT).answers
    assert after.single == draft.answers.single  # 氏名 日付 住所 電話番号 口座 選択 はい・いいえ
    assert after.groups == draft.answers.groups


def test_what_a_form_writes_differently_is_the_same() -> None:
    written = {"郵便番号": "9890275", "所在地": "宮城県白石市本町12番地", "建物": ""}
    assert same({"郵便番号": "989-0275", "所在地": "宮城県白石市本町12番地 "}, written)
    assert same({"氏": "髙橋", "名": "花", "氏カナ": "たかはし"}, {"氏": "髙橋", "名": "花", "氏カナ": "タカハシ", "名カナ": ""})  # fmt: skip
    assert same("０２２４−２２−００００", "0224220000")
    assert same(ACCOUNT, {**ACCOUNT, "名義": "タカハシ ハナ"})
    assert same(None, {"郵便番号": "", "所在地": "", "建物": ""})
    assert not same({"氏": "髙橋"}, {"氏": "高橋"})
    assert not same({"氏": "山﨑"}, {"氏": "山崎"})
    assert not same(False, None)
    assert not same("1番1号", "1番11号")


@pytest.mark.django_db
def test_a_value_that_was_changed_is_no_longer_said_to_be_the_registers(mother: Someone) -> None:
    draft = begin(mother)
    path = f"/drafts/{draft.id}/請求者/"
    asked = mother.client.get(path).content.decode()
    known = asked.count("住民記録から")
    data = _Form(asked).data
    data.pop("csrfmiddlewaretoken", None)
    wrong = {**data, "電話番号": "02-ほげ"}
    assert mother.client.post(path, wrong).content.decode().count("住民記録から") == known > 1
    moved = mother.client.post(path, {**wrong, "住所-所在地": "宮城県白石市本町9番9号"}).content.decode()
    assert moved.count("住民記録から") == known - 1
    emptied = mother.client.post(path, {**wrong, "住所-所在地": ""}).content.decode()
    assert emptied.count("住民記録から") == known - 1


@pytest.mark.django_db
def test_an_empty_answer_has_no_provenance(mother: Someone) -> None:
    draft = begin(mother, prefill={"職業": "会社員"})
    values: dict[str, Any] = {"勤務先の名称": "白石製作所", "勤務先の所在地": ""}
    draft = procedures.answer(draft.id, page="勤務先", values=values, **mother.scope, at=AT)
    assert "勤務先の所在地" not in draft.answers.single
    assert draft.answers.single["勤務先の名称"] == Answer("白石製作所")


@pytest.fixture
def born() -> Iterator[None]:
    """A due item of the mother's that came from the birth."""

    def provider(origin: str, *, person: str, at: datetime) -> Occasion | None:
        return {"due-born": Occasion("出生", date(2026, 11, 20)), "due-move": Occasion("転入", date(2026, 11, 18))}.get(origin)  # fmt: skip

    occasions.register(provider)
    yield
    occasions._providers.remove(provider)


@pytest.mark.django_db
@pytest.mark.usefixtures("born")
def test_a_draft_begun_from_a_notice_knows_why_and_since_when(mother: Someone) -> None:
    draft = begin(mother, origin="due-born")
    assert draft.answers.single["請求の事由"] == Answer("出生", "guidance")
    assert draft.answers.single["事由の発生日"] == Answer("2026-11-20", "guidance")
    page = mother.client.get(f"/drafts/{draft.id}/請求の事由/").content.decode()
    assert "案内から" in page
    (child,) = draft.answers.items("児童")
    assert (child.answers["続柄"].value, child.answers["続柄"].source) == ("子", "register")
    assert (child.answers["生計"].value, child.answers["同居"].value) == ("同一", True)
    assert "監護" not in child.answers
    changed = procedures.answer(
        draft.id, page="請求の事由", values={"請求の事由": "養育開始"}, **mother.scope, at=AT
    )
    assert changed.answers.single["請求の事由"] == Answer("養育開始")


@pytest.mark.django_db
@pytest.mark.usefixtures("born")
def test_an_occasion_that_a_procedure_does_not_have_fills_in_nothing(mother: Someone) -> None:
    assert begin(mother, origin="due-move").answers.single["請求の事由"].value == "転入"
    more = procedures.start(
        "児童手当額改定認定請求",
        **mother.scope,
        viewer=mother.viewer,
        at=AT,
        origin="due-move",
    )
    assert not {"改定の事由", "事由の発生日"} & more.answers.single.keys()
    assert "請求の事由" not in begin(mother, origin="no-due").answers.single


@pytest.mark.django_db
def test_errors_answer_a_post_and_not_a_page_that_is_opened_again(mother: Someone) -> None:
    draft = begin(mother)
    path = f"/drafts/{draft.id}/請求者/"
    data = {**_Form(mother.client.get(path).content.decode()).data, "電話番号": "22-0000"}
    assert "エラー：" in mother.client.post(path, data).content.decode()
    again = mother.client.get(path).content.decode()
    assert "エラー：" not in again
    assert 'value="22-0000"' in again
    assert "市外局番から入力してください" not in again
    assert "エラー：" in mother.client.post(path, data).content.decode()
