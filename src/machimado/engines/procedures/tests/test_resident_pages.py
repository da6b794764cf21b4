"""The resident's path in the browser's terms: forms, redirects, errors; no JavaScript anywhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from machimado.core.accounts import testing
from machimado.core.accounts.models import Account
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.models import Case, Draft
from machimado.engines.procedures.tests.conftest import AT, CLAIM, CONSENTS, Someone, begin, fill

pytestmark = pytest.mark.django_db
NAME = {"氏名-氏": "髙橋", "氏名-名": "花", "氏名-氏カナ": "たかはし", "氏名-名カナ": "ハナ"}
BORN = {"生年月日_era": "H", "生年月日_year": "４", "生年月日_month": "6", "生年月日_day": "10"}
LIVES = {"住所-郵便番号": "", "住所-所在地": "宮城県白石市大手町1番1号", "住所-建物": ""}


def post(client: Client, path: str, **data: Any) -> HttpResponse:
    return client.post(path, data)  # type: ignore[return-value]


def start(who: Someone) -> str:
    """From a notice one tap opens the draft, the same one each time; without a notice a button begins it."""
    assert "はじめる" in who.client.get(f"/procedures/{CLAIM}/start/").content.decode()
    opened = who.client.get(f"/procedures/{CLAIM}/start/?for=due-9")
    assert opened.status_code == 302
    again = post(who.client, f"/procedures/{CLAIM}/start/", **{"for": "due-9"})
    assert again["Location"] == opened["Location"]
    return opened["Location"]


def test_a_claim_from_start_to_receipt(mother: Someone) -> None:
    base = start(mother)
    client = mother.client
    assert "お仕事について" in client.get(base).content.decode()
    steps: list[tuple[str, dict[str, Any]]] = [
        ("お仕事", {"職業": "自営業"}),
        ("請求者", {**NAME, **BORN, **LIVES, "電話番号": "０２２４−２２−００００"}),
        ("配偶者", {"配偶者の氏名-氏": "髙橋", "配偶者の氏名-名": "健一", "配偶者の職業": "会社員", "配偶者と同居": "はい", "生計の中心": "請求者"}),
        ("請求の事由", {"請求の事由": "出生", **{f"事由の発生日_{k}": v for k, v in zip(("era", "year", "month", "day"), ["R", "8", "11", "20"], strict=True)}}),
    ]  # fmt: skip
    for page, data in steps:
        assert client.get(f"{base}{page}/").status_code == 200
        response = post(client, f"{base}{page}/", **data)
        assert response.status_code == 302, response.content.decode()[:4000]
    assert response["Location"].endswith("/%E5%85%90%E7%AB%A5/")  # 児童
    assert "入力が残っています" in client.get(response["Location"]).content.decode()
    child = {
        "児童の氏名-氏": "髙橋",
        "児童の氏名-名": "𠮷",
        "続柄": "子",
        "同居": "はい",
        "監護": "はい",
        "生計": "同一",
    }
    born = dict(zip(("児童の生年月日_era", "児童の生年月日_year", "児童の生年月日_month", "児童の生年月日_day"), ["R", "8", "11", "20"], strict=True))  # fmt: skip
    assert client.get(f"{base}児童/r1/").status_code == 200
    assert post(client, f"{base}児童/r1/", **child, **born).status_code == 302
    for page, data in (
        ("大学生年代の子の有無", {"大学生年代の子の有無": "いいえ"}),
        ("年金", {"年金種別": "国民年金"}),
        ("口座", {"口座の種類": "公金受取口座"}),
    ):
        response = post(client, f"{base}{page}/", **data)
    assert response["Location"] == f"{base}check/"
    check = client.get(f"{base}check/").content.decode()
    assert "住民記録から" in check
    assert "0224-22-0000" in check
    refused = post(client, f"{base}submission/", key="k")
    assert "同意の欄" in refused.content.decode()
    sent = post(client, f"{base}submission/", key="k", consent=CONSENTS)
    assert sent.status_code == 302
    receipt = client.get(sent["Location"]).content.decode()
    assert Case.objects.get().number[:4] in receipt
    assert post(client, f"{base}submission/", key="k", consent=CONSENTS)["Location"] == sent["Location"]
    assert client.get("/cases/").status_code == 200
    assert "に届きました" in client.get(f"/cases/{Case.objects.get().id}/").content.decode()


def test_nothing_typed_is_lost_when_it_is_wrong(mother: Someone) -> None:
    base = start(mother)
    wrong = post(mother.client, f"{base}請求者/", **NAME, **BORN, **LIVES, 電話番号="02-ほげ")
    text = wrong.content.decode()
    assert "エラー：" in text
    assert "02-ほげ" in text
    again = mother.client.get(f"{base}請求者/").content.decode()
    assert "02-ほげ" in again
    assert "電話番号を市外局番から" in text
    assert "電話番号を市外局番から" not in again  # errors answer a POST


def test_what_was_typed_waits_while_the_login_is_over(mother: Someone) -> None:
    base = start(mother)
    form = mother.client.get(f"{base}請求者/").content.decode()
    mark = form.split('name="kept_for" value="')[1].split('"')[0]
    account = mother.client.session["_auth_user_id"]
    mother.client.logout()
    away = post(
        mother.client, f"{base}請求者/", **NAME, **BORN, **LIVES, 電話番号="0224-99-1234", kept_for=mark
    )
    assert "/login/" in away["Location"]
    testing.sign_in(mother.client, Account.objects.get(pk=account))
    assert "0224-99-1234" in mother.client.get(f"{base}請求者/").content.decode()


def test_a_new_question_shows_on_the_same_page(mother: Someone) -> None:
    base = start(mother)
    response = post(mother.client, f"{base}お仕事/", 職業="公務員")
    assert "#new" in response["Location"]
    assert "公の給与" in mother.client.get(f"{base}お仕事/").content.decode()
    response = post(mother.client, f"{base}お仕事/", 職業="公務員", 公の給与="はい")
    stop = mother.client.get(response["Location"]).content.decode()
    assert "勤務先が認定し" in stop


def test_a_failing_validation_says_what_to_do(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    post(mother.client, f"/drafts/{draft.id}/口座/", 口座の種類="自分の口座")
    other = {
        "口座の種類": "自分の口座",
        "口座-金融機関": "七十七銀行",
        "口座-支店": "白石",
        "口座-種目": "普通",
        "口座-番号": "1234567",
        "口座-名義": "ﾀｶﾊｼ ｹﾝｲﾁ",
    }
    page = post(mother.client, f"/drafts/{draft.id}/口座/", **other)
    assert "口座の名義を、あなた" in page.content.decode()
    assert "1234567" in page.content.decode()
    right = post(mother.client, f"/drafts/{draft.id}/口座/", **{**other, "口座-名義": "ﾀｶﾊｼ ﾊﾅ"})
    assert right.status_code == 302


def test_the_postal_code_fills_the_address_without_javascript(mother: Someone) -> None:
    base = start(mother)
    data = {**NAME, **BORN, "住所-郵便番号": "9890292", "住所-所在地": "", "find_address": "住所-郵便番号"}
    page = post(mother.client, f"{base}請求者/", **data).content.decode()
    assert "見つかりませんでした" in page or "住所を入れました" in page or "いくつか" in page


def test_autosave_keeps_and_says_when(mother: Someone) -> None:
    base = start(mother)
    saved = post(mother.client, f"{base}お仕事/", 職業="会社員", autosave="1")
    assert "保存しました" in saved.content.decode()
    assert procedures.drafts_of(**mother.scope, at=AT)[0].answers.single["職業"].value == "会社員"
    changed = post(mother.client, f"{base}お仕事/", 職業="公務員", autosave="1")
    assert changed["HX-Refresh"] == "true"


def test_items_come_and_go(mother: Someone) -> None:
    base = start(mother)
    made = post(mother.client, f"{base}児童/items/")
    assert mother.client.get(made["Location"]).status_code == 200
    assert post(mother.client, f"{base}児童/r1/removal/").status_code == 302
    draft = procedures.drafts_of(**mother.scope, at=AT)[0]
    assert [item.id for item in draft.answers.items("児童")] == [made["Location"].split("/")[-2]]


def test_another_persons_draft_and_case_are_a_404(mother: Someone, father: Someone) -> None:
    draft = fill(mother, begin(mother))
    case = procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    other = begin(mother)
    for path in (f"/drafts/{other.id}/", f"/drafts/{other.id}/口座/", f"/drafts/{other.id}/check/", f"/cases/{case.id}/", f"/cases/{case.id}/receipt/", f"/cases/{case.id}/correction/"):  # fmt: skip
        assert father.client.get(path).status_code == 404, path
    assert mother.client.get(f"/cases/{case.id}/").status_code == 200


def test_the_start_page_leads_back_to_a_draft_that_waits(mother: Someone) -> None:
    draft = begin(mother)
    page = mother.client.get(f"/procedures/{CLAIM}/start/").content.decode()
    assert f'<a class="md-button md-button--primary" href="/drafts/{draft.id}/">書きかけを続ける</a>' in page
    assert '<button class="md-button">新しく書きはじめる</button>' in page


def test_a_draft_can_be_thrown_away(mother: Someone) -> None:
    base = start(mother)
    assert "元には戻せません" in mother.client.get(f"{base}deletion/").content.decode()
    assert post(mother.client, f"{base}deletion/").status_code == 302
    assert not Draft.objects.exists()
    assert "書きかけはありません" in mother.client.get("/drafts/").content.decode()


def test_pages_stay_within_their_queries(mother: Someone, django_assert_max_num_queries: Any) -> None:
    draft = fill(mother, begin(mother))
    for path in ("", "お仕事/", "児童/", "check/"):
        mother.client.get(f"/drafts/{draft.id}/{path}")
        with django_assert_max_num_queries(15):
            assert mother.client.get(f"/drafts/{draft.id}/{path}").status_code == 200
    with django_assert_max_num_queries(15):
        post(mother.client, f"/drafts/{draft.id}/お仕事/", 職業="無職")
    with django_assert_max_num_queries(30):
        assert post(mother.client, f"/drafts/{draft.id}/submission/", consent=CONSENTS).status_code == 302
