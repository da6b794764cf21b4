"""Two tabs, the back button, a notice tapped again, a paper with gaps: nothing typed is lost, nothing is filed twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.answers import Answer, Answers, Item
from machimado.engines.procedures.models import Case, Draft
from machimado.engines.procedures.tests.conftest import (
    AT,
    BABY,
    CLAIM,
    CONSENTS,
    FATHER,
    SECTION,
    Someone,
    begin,
    file,
    fill,
)
from machimado.kernel.access import Role

pytestmark = pytest.mark.django_db


def test_a_page_that_another_tab_has_hidden_keeps_what_is_typed(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    base = f"/drafts/{draft.id}/"
    mother.client.post(f"{base}お仕事/", {"職業": "会社員"})
    mother.client.post(f"{base}お仕事/", {"職業": "自営業"})  # the other tab: 勤務先 is not asked any more
    late = mother.client.post(f"{base}勤務先/", {"勤務先の名称": "白石和紙工房"}, follow=True)
    assert "入力した内容は残っています" in late.content.decode()
    mother.client.post(f"{base}お仕事/", {"職業": "会社員"})
    assert "白石和紙工房" in mother.client.get(f"{base}勤務先/").content.decode()


def test_a_hidden_page_keeps_what_is_not_valid_as_well(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    base = f"/drafts/{draft.id}/"
    mother.client.post(f"{base}配偶者の有無/", {"配偶者の有無": "いいえ"})  # in the other tab
    day = {"生年月日_era": "H", "生年月日_year": "4", "生年月日_month": "6", "生年月日_day": "31"}
    typed = {f"配偶者の{part}": value for part, value in day.items()}
    late = mother.client.post(f"{base}配偶者/", typed, follow=True)
    assert "入力した内容は残っています" in late.content.decode()
    kept = procedures.draft(draft.id, **mother.scope, at=AT).rough["配偶者"]
    assert kept["配偶者の生年月日_day"] == ["31"]
    mother.client.post(f"{base}配偶者の有無/", {"配偶者の有無": "はい"})
    assert 'value="31"' in mother.client.get(f"{base}配偶者/").content.decode()


def test_an_item_of_a_page_that_another_tab_has_hidden_keeps_what_is_typed(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    base = f"/drafts/{draft.id}/"
    asked = f"{base}大学生年代の子の有無/"
    mother.client.post(asked, {"大学生年代の子の有無": "はい"})
    page = mother.client.post(f"{base}大学生年代の子/items/")["Location"]
    mother.client.post(asked, {"大学生年代の子の有無": "いいえ"})  # in the other tab
    typed = {"兄姉等の氏名-氏": "髙橋", "兄姉等の氏名-名": "一郎", "兄姉等の生年月日_day": "31"}
    late = mother.client.post(page, typed, follow=True)
    assert "入力した内容は残っています" in late.content.decode()
    draft = procedures.draft(draft.id, **mother.scope, at=AT)
    (item,) = draft.answers.items("兄姉等")
    assert item.answers["兄姉等の氏名"].value["名"] == "一郎"
    assert draft.rough[f"大学生年代の子/{item.id}"]["兄姉等の生年月日_day"] == ["31"]
    mother.client.post(asked, {"大学生年代の子の有無": "はい"})
    assert 'value="一郎"' in mother.client.get(page).content.decode()


def test_an_item_that_is_gone_with_its_page_leads_to_the_draft(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    late = mother.client.post(
        f"/drafts/{draft.id}/大学生年代の子/r9/", {"兄姉等の氏名-氏": "髙橋"}, follow=True
    )
    assert late.status_code == 200
    assert "入力した内容は残っています" not in late.content.decode()


def test_an_item_that_another_tab_has_taken_out_comes_back_with_what_is_typed(mother: Someone) -> None:
    draft = begin(mother)
    base = f"/drafts/{draft.id}/児童/"
    mother.client.post(f"{base}r1/removal/")
    typed = {"児童の氏名-氏": "髙橋", "児童の氏名-名": "𠮷", "続柄": "子"}
    assert mother.client.post(f"{base}r1/", {**typed, "autosave": "1"}).status_code == 302
    assert procedures.draft(draft.id, **mother.scope, at=AT).answers.items("児童") == ()
    late = mother.client.post(f"{base}r1/", typed, follow=True)
    assert 'value="𠮷"' in late.content.decode()
    (item,) = procedures.draft(draft.id, **mother.scope, at=AT).answers.items("児童")
    assert item.answers["続柄"].value == "子"


def test_an_older_tab_does_not_empty_a_question_that_it_never_showed(mother: Someone) -> None:
    draft = begin(mother)
    page = f"/drafts/{draft.id}/お仕事/"
    mother.client.post(page, {"職業": "公務員", "公の給与": "いいえ"})
    mother.client.post(page, {"職業": "公務員"})  # drawn before the second question was there
    assert procedures.draft(draft.id, **mother.scope, at=AT).answers.single["公の給与"].value is False


@pytest.mark.parametrize("place", ["", "check/", "請求者/", "児童/r1/", "attachments/", "deletion/"])
def test_back_after_submitting_leads_to_the_case(mother: Someone, father: Someone, place: str) -> None:
    draft = fill(mother, begin(mother))
    case = procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    path = f"/drafts/{draft.id}/{place}"
    assert mother.client.get(path)["Location"] == f"/cases/{case.id}/"
    assert father.client.get(path).status_code == 404
    if place == "請求者/":
        assert mother.client.post(path, {"電話番号": "0224220001"})["Location"] == f"/cases/{case.id}/"


def test_a_notice_tapped_again_shows_the_claim_that_is_under_way(mother: Someone) -> None:
    case = file(mother)
    again = mother.client.get(f"/procedures/{CLAIM}/start/?for=due-9")
    assert f"/cases/{case.id}/" in again.content.decode()
    assert not Draft.objects.exists()
    opened = mother.client.post(
        f"/procedures/{CLAIM}/start/", {"for": "due-9"}
    )  # the twin's: wanted all the same
    assert mother.client.get(f"/procedures/{CLAIM}/start/?for=due-9")["Location"] == opened["Location"]


def test_only_consents_that_the_form_asks_for_are_kept(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    sent = [*CONSENTS, "すべて"]
    procedures.submit(draft.id, **mother.scope, level=2, consents=sent, at=AT)
    body = Case.objects.get().submissions.get().body
    assert "すべて" not in body


def recorded(official: Someone, answers: Answers) -> procedures.CaseView:
    return procedures.record_paper(
        CLAIM, person=FATHER, answers=answers, arrived_on=AT.date(), request_key="p", by=official.actor, at=AT
    )


def test_a_paper_is_recorded_as_it_came_gaps_and_public_servants_included(
    family: None, official: Callable[..., Someone]
) -> None:
    """The box for 配偶者の有無 is empty, and a public servant has filled in everything: all of it is there to examine."""
    review = official("1001", Role.RECEPTION, Role.REVIEW)
    said = {
        "職業": "公務員",
        "公の給与": True,
        "電話番号": "0224220000",
        "配偶者の氏名": {"氏": "髙橋", "名": "花子"},
    }
    child = Item("r1", {"続柄": Answer("子", "paper"), "別居の理由": Answer("就学", "paper")}, BABY)
    case = recorded(
        review, Answers({name: Answer(value, "paper") for name, value in said.items()}, {"児童": (child,)})
    )
    page = review.client.get(f"/desk/cases/{case.id}/").content.decode()
    for words in ("0224-22-0000", "花子", "就学"):
        assert words in page
    (kept,) = procedures.desk_case(case.id, sections=[SECTION]).answers.items("児童")
    assert kept.person == BABY


def test_a_day_before_there_was_such_a_form_is_asked_again_and_nothing_typed_is_lost(
    family: None, official: Callable[..., Someone]
) -> None:
    review = official("1001", Role.RECEPTION)
    day = {"arrived_on_era": "R", "arrived_on_year": "6", "arrived_on_month": "9", "arrived_on_day": "30"}
    typed = {"person": FATHER, "key": "k", "channel": "紙", "電話番号": "0224220000", **day}
    page = review.client.post(f"/desk/paper/{CLAIM}/", typed)
    assert page.status_code == 200
    assert "届いた日を確かめてください" in page.content.decode()
    assert "0224220000" in page.content.decode()
    assert not Case.objects.exists()


@pytest.mark.parametrize("page", ["²", "-1", "0", "9" * 40, "頁"])
def test_any_page_of_the_worklist_is_a_page(
    family: None, official: Callable[..., Someone], page: str
) -> None:
    review = official("1001", Role.RECEPTION)
    assert review.client.get("/desk/cases/", {"頁": page}).status_code == 200
