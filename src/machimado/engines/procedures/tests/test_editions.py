"""A form that changes while a claim is on its way: the edition that applies, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from machimado.core.definitions.models import EditionRecord
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.definitions import Question
from machimado.engines.procedures.models import Case
from machimado.engines.procedures.renewing import fits
from machimado.engines.procedures.tests.conftest import (
    AT,
    CLAIM,
    CONSENTS,
    MOTHER,
    ROOT,
    SECTION,
    Someone,
    begin,
    fill,
    publish,
)
from machimado.kernel import clock
from machimado.kernel.access import Role

pytestmark = pytest.mark.django_db
Make = Callable[..., Someone]
TEXT = (ROOT / f"packs/japan/procedures/{CLAIM}.yaml").read_text(encoding="utf-8")
LATER = datetime(2026, 12, 2, 3, tzinfo=UTC)
NEW_QUESTION = """    質問:
      - {項目: 勤務開始日, 質問: いつから働いていますか, 型: 日付, 必須: false}
      - {項目: 屋号, 質問: 屋号, 型: 文字列}
"""


def new_law() -> None:
    """From 1 December: no more 自営業 among the occupations, and two questions more on the first page."""
    text = TEXT.replace("施行: 2024-10-01", "施行: 2026-12-01")
    line = next(line for line in text.splitlines(keepends=True) if "{値: 自営業, 表示" in line)
    text = text.replace(line, "", 1).replace("    質問:\n", NEW_QUESTION, 1)
    publish("procedure", CLAIM, text)


def move_to(at: datetime) -> None:
    clock.use(lambda: at)


def test_a_draft_follows_the_law_that_is_in_force_when_it_is_sent(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    new_law()
    assert procedures.draft(draft.id, **mother.scope, at=AT).edition == draft.edition  # not in force yet
    now = procedures.draft(draft.id, **mother.scope, at=LATER)
    assert (now.edition != draft.edition, str(now.renewed_on)) == (True, "2026-12-01")
    assert now.answers.single["電話番号"].value == "0224220000"
    assert "職業" not in now.answers.single  # 自営業 is no answer any more
    assert now.journey.next is not None
    assert [question.name for question in now.journey.next.missing] == ["屋号", "職業"]
    with pytest.raises(procedures.Incomplete):
        procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=LATER)
    values = {"職業": "無職", "屋号": "まるや"}
    procedures.answer(draft.id, page="お仕事", values=values, **mother.scope, at=LATER)
    sent = procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=LATER)
    case = procedures.my_case(sent.id, **mother.scope)
    assert (case.edition, case.answers.single["屋号"].value) == (now.edition, "まるや")


def test_whoever_resumes_such_a_draft_is_told(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    new_law()
    assert "様式が新しくなりました" not in mother.client.get(f"/drafts/{draft.id}/").content.decode()
    move_to(LATER)
    page = mother.client.get(f"/drafts/{draft.id}/").content.decode()
    assert "様式が新しくなりました" in page
    assert "まだ提出されていません" not in page
    assert mother.client.get(f"/drafts/{draft.id}/check/").status_code == 302


def test_a_page_that_the_new_edition_no_longer_has_keeps_what_is_sent_to_it(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    publish("procedure", CLAIM, TEXT.replace("施行: 2024-10-01", "施行: 2026-12-01").replace("- 頁: 年金\n", "- 頁: 加入年金\n"))  # fmt: skip
    move_to(LATER)
    sent = mother.client.post(f"/drafts/{draft.id}/年金/", {"年金種別": "厚生年金"})
    assert sent.status_code == 302
    kept = procedures.draft(draft.id, **mother.scope, at=LATER)
    assert kept.answers.single["年金種別"].value == "厚生年金"


def test_the_same_law_in_other_words_leaves_a_draft_alone(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    publish("procedure", CLAIM, TEXT.replace("日中つながる電話番号", "電話番号"))
    assert procedures.draft(draft.id, **mother.scope, at=LATER).edition == draft.edition


ARRIVED = {"arrived_on_era": "R", "arrived_on_year": "8", "arrived_on_month": "11", "arrived_on_day": "27"}


def test_paper_is_recorded_on_the_form_of_the_day_it_arrived(mother: Someone, official: Make) -> None:
    reception = official("1001", Role.RECEPTION)
    old = procedures.procedure(CLAIM, on=AT.date())
    new_law()
    move_to(LATER)
    path = f"/desk/paper/{CLAIM}/"
    page = reception.client.get(f"{path}?person={MOTHER}").content.decode()
    today = procedures.procedure(CLAIM, on=LATER.date())
    assert f'value="{today.edition}"' in page
    assert "屋号" in page
    sent: dict[str, Any] = {
        "person": MOTHER,
        "key": "k1",
        "edition": str(today.edition),
        "channel": "紙",
        "屋号": "まるや",
        "電話番号": "0224-22-0003",
        **ARRIVED,
    }
    turned = reception.client.post(path, sent).content.decode()
    assert not Case.objects.exists()
    assert "届いた日に使われていた様式に切り替えました" in turned
    assert "この様式にない項目" in turned
    assert "まるや" in turned
    assert 'value="0224-22-0003"' in turned
    assert 'value="自営業"' in turned
    assert f'value="{old.edition}"' in turned
    recorded = {**sent, "edition": str(old.edition), "職業": "自営業"}
    assert reception.client.post(path, recorded).status_code == 302
    case = procedures.desk_case(Case.objects.get().id, sections=[SECTION])
    assert (case.edition, case.answers.single["職業"].value) == (old.edition, "自営業")
    back = {**recorded, "key": "k2", "arrived_on_month": "12", "arrived_on_day": "1"}
    assert 'name="屋号"' in reception.client.post(path, back).content.decode()  # and the other way round


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("はい・いいえ", True, "はい"),
        ("整数", 3, "3"),
        ("日付", "2026-11-20", "令和8年"),
        ("年月", "2026-11", "2026-11-20"),
        ("氏名", {"氏": "髙橋"}, "髙橋"),
        ("文字列", "まるや", {"氏": "髙橋"}),
        ("長文", "", 5),
    ],
)
def test_what_is_an_answer_to_a_question(kind: str, good: Any, bad: Any) -> None:
    asked = Question.model_validate({"項目": "問", "質問": "問", "型": kind})
    assert fits(asked, good)
    assert not fits(asked, bad)


def test_a_day_later_nothing_has_changed(mother: Someone) -> None:
    draft = begin(mother)
    later = procedures.draft(draft.id, **mother.scope, at=AT + timedelta(days=1))
    assert (later.edition, later.renewed_on) == (draft.edition, None)


def test_the_edition_of_something_else_is_none(mother: Someone, official: Make) -> None:
    rule = EditionRecord.objects.filter(kind="rule")[0]
    typed = {"person": MOTHER, "edition": str(rule.id)}
    assert official("1001", Role.RECEPTION).client.post(f"/desk/paper/{CLAIM}/", typed).status_code == 200
