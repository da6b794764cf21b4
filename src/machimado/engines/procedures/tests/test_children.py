"""A child taken out of the form comes back whole; a child typed in who stands in the register is known to the city."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from machimado.core.residents import api as residents
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.tests.conftest import (
    AT,
    BABY,
    CHILD,
    CLAIM,
    CONSENTS,
    MOTHER,
    SECTION,
    Someone,
    begin,
    fill,
)
from machimado.kernel.access import Role

pytestmark = pytest.mark.django_db
Make = Callable[..., Someone]
TYPED: dict[str, Any] = {
    "児童の氏名": {"氏": "髙橋", "名": "𠮷", "氏カナ": "", "名カナ": ""},
    "児童の生年月日": "2026-11-20",
    **CHILD,
    "同居": True,
}


def type_in(who: Someone, draft: procedures.DraftView, **values: Any) -> procedures.DraftView:
    """A child of these answers, in an item of its own."""
    scope = {**who.scope, "at": AT}
    item = procedures.add_item(draft.id, page="児童", **scope)
    return procedures.answer(draft.id, page="児童", item=item, values={**TYPED, **values}, **scope)


def take_out(who: Someone, draft: procedures.DraftView, item: str = "r1") -> None:
    procedures.remove_item(draft.id, page="児童", item=item, **who.scope, at=AT)


def test_a_child_that_was_taken_out_comes_back_with_all_that_was_answered(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    (child,) = draft.answers.items("児童")
    base = f"/drafts/{draft.id}/児童/"
    assert "もとに戻す" not in mother.client.get(base).content.decode()
    mother.client.post(f"{base}r1/removal/")
    page = mother.client.get(base).content.decode()
    assert "外した方" in page
    assert "髙橋　𠮷" in page
    assert not procedures.draft(draft.id, **mother.scope, at=AT).journey.complete
    mother.client.post(f"{base}r1/removal/", {"undo": "1"})
    after = procedures.draft(draft.id, **mother.scope, at=AT)
    assert after.answers.items("児童") == (child,)
    assert child.person == BABY
    assert "外した方" not in mother.client.get(base).content.decode()
    assert mother.client.post(f"{base}r9/removal/", {"undo": "1"}).status_code == 404


def test_a_child_typed_in_again_does_not_come_back_beside_itself(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    take_out(mother, draft)
    type_in(mother, draft)  # in another tab
    mother.client.post(f"/drafts/{draft.id}/児童/r1/removal/", {"undo": "1"})
    after = procedures.draft(draft.id, **mother.scope, at=AT)
    assert [item.person for item in after.answers.items("児童")] == [BABY]


@pytest.mark.parametrize("name", ["𠮷", "吉"])
def test_a_child_typed_in_again_is_the_child_of_the_register(mother: Someone, name: str) -> None:
    draft = fill(mother, begin(mother))
    take_out(mother, draft)
    written = {"氏": "高橋" if name == "吉" else "髙橋", "名": name, "氏カナ": "", "名カナ": ""}
    after = type_in(mother, draft, 児童の氏名=written)
    (child,) = after.answers.items("児童")
    assert child.person == BABY
    assert child.answers["児童の生年月日"].source == "register"
    assert child.answers["児童の氏名"].source == ("register" if name == "𠮷" else "typed")
    assert child.answers["児童の氏名"].value["名"] == name  # characters stay as they were typed
    assert not after.answers.taken_out("児童")  # it is back
    case = procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    assert procedures.my_case(case.id, **mother.scope).answers.items("児童")[0].person == BABY


def test_another_child_is_not_recognised(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    take_out(mother, draft)
    stranger = type_in(mother, draft, 児童の生年月日="2026-11-21").answers.items("児童")[0]
    assert stranger.person is None
    twin = type_in(mother, draft).answers.items("児童")[-1]
    again = type_in(mother, draft).answers.items("児童")[-1]
    assert (twin.person, again.person) == (BABY, None)  # nobody is there twice


def test_a_child_that_is_written_over_with_another_loses_the_number(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    scope: dict[str, Any] = {"page": "児童", "item": "r1", **mother.scope, "at": AT}
    corrected = procedures.answer(draft.id, values={"児童の生年月日": "2026-11-19"}, **scope)
    assert corrected.answers.items("児童")[0].person == BABY
    other = {**TYPED, "児童の氏名": {"氏": "佐藤", "名": "空"}, "児童の生年月日": "2024-01-05"}
    assert procedures.answer(draft.id, values=other, **scope).answers.items("児童")[0].person is None
    assert procedures.answer(draft.id, values=TYPED, **scope).answers.items("児童")[0].person == BABY


def test_nobody_is_recognised_whom_the_applicant_may_not_see(
    mother: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = fill(mother, begin(mother))
    take_out(mother, draft)
    monkeypatch.setattr(residents, "children_of", lambda *args, **kwargs: [])
    assert type_in(mother, draft).answers.items("児童")[0].person is None


def test_a_child_written_on_paper_is_recognised_at_the_desk(mother: Someone, official: Make) -> None:
    reception = official("1001", Role.RECEPTION)
    written = {name: procedures.Answer(value, "paper") for name, value in TYPED.items() if name != "同居"}
    case = procedures.record_paper(
        CLAIM,
        person=MOTHER,
        answers=procedures.Answers(groups={"児童": (procedures.Item("s1", written),)}),
        arrived_on=AT.date(),
        request_key="k",
        by=reception.actor,
        at=AT,
    )
    (child,) = procedures.desk_case(case.id, sections=[SECTION]).answers.items("児童")
    assert child.person == BABY
    assert "同居" not in child.answers  # as it came


def test_a_name_that_a_correction_puts_right_is_recognised(mother: Someone, official: Make) -> None:
    draft = fill(mother, begin(mother))
    take_out(mother, draft)
    item = type_in(mother, draft, 児童の氏名={"氏": "髙橋", "名": "よし"}).answers.items("児童")[0]
    assert item.person is None
    sent = procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    place = ("児童", item.id, "児童の氏名")
    procedures.request_correction(
        sent.id,
        fields={place: "住民票の字で書いてください。"},
        sections=[SECTION],
        by=official("1001", Role.RECEPTION).actor,
        at=AT,
    )
    right = {place: {"氏": "髙橋", "名": "𠮷"}}
    after = procedures.correct(sent.id, values=right, key="c", **mother.scope, at=AT)
    assert after.answers.items("児童")[0].person == BABY
