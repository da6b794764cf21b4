"""A draft begins with what is known, keeps everything, and derives its progress."""

from __future__ import annotations

import pytest

from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.tests.conftest import AT, BABY, MOTHER, Someone, begin, fill

pytestmark = pytest.mark.django_db


def test_what_the_register_knows_is_filled_in_with_its_provenance(mother: Someone) -> None:
    draft = begin(mother)
    name = draft.answers.single["氏名"]
    assert name.value == {"氏": "髙橋", "名": "花", "氏カナ": "タカハシ", "名カナ": "ハナ"}
    assert (name.source, str(name.as_of)) == ("register", "2026-11-24")
    assert "大手町" in draft.answers.single["住所"].value["所在地"]
    assert draft.answers.single["配偶者の氏名"].value["名"] == "健一"
    (child,) = draft.answers.items("児童")
    assert child.person == BABY
    assert child.answers["児童の生年月日"].value == "2026-11-20"
    assert child.answers["同居"].value is True


def test_progress_follows_from_the_answers(mother: Someone) -> None:
    draft = begin(mother)
    assert draft.journey.next is not None
    assert draft.journey.next.name == "お仕事"
    assert fill(mother, draft).journey.complete


def test_a_corrected_prefill_is_typed_and_an_untouched_one_stays_what_it_was(mother: Someone) -> None:
    draft = begin(mother)
    name = draft.answers.single["氏名"].value
    values = {"氏名": name, "生年月日": "1992-06-11"}
    draft = procedures.answer(draft.id, page="請求者", values=values, **mother.scope, at=AT)
    assert draft.answers.single["氏名"].source == "register"
    assert draft.answers.single["生年月日"].source == "typed"


def test_a_branch_keeps_hidden_answers_and_does_not_submit_them(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    own = {
        "口座の種類": "自分の口座",
        "口座": {
            "金融機関": "七十七銀行",
            "支店": "白石",
            "種目": "普通",
            "番号": "1234567",
            "名義": "タカハシ ハナ",
        },
    }
    procedures.answer(draft.id, page="口座", values=own, **mother.scope, at=AT)
    draft = procedures.answer(
        draft.id, page="口座", values={"口座の種類": "公金受取口座"}, **mother.scope, at=AT
    )
    assert "口座" in draft.answers.single
    assert "口座" not in draft.journey.visible.single


def test_a_draft_belongs_to_its_account(mother: Someone, father: Someone) -> None:
    draft = begin(mother)
    with pytest.raises(LookupError):
        procedures.draft(draft.id, by=father.actor, person=MOTHER, at=AT)


def test_a_due_item_starts_one_draft(mother: Someone) -> None:
    assert begin(mother, origin="due-1").id == begin(mother, origin="due-1").id
    assert begin(mother).id != begin(mother).id
