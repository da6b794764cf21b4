"""額改定 without a new child: an older one passes the 31 March after the 18th birthday and is counted on (児童手当法9条1項)."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from machimado.core.residents import api as residents
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.answers import Answer, Answers, Item
from machimado.engines.procedures.definitions import Procedure
from machimado.engines.procedures.journey import Journey, walk
from machimado.engines.procedures.tests.conftest import (
    AT,
    BABY,
    COLUMNS,
    CONSENTS,
    FAMILY,
    FATHER,
    MOTHER,
    SECTION,
    Someone,
)
from machimado.engines.procedures.tests.test_confirming import MORE, confirmed, text_of
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.access import Role
from machimado.kernel.ref import system

pytestmark = pytest.mark.django_db
Make = Callable[..., Someone]
REASON, OLDER_PAGE = "大学生年代", "大学生年代の子"
APRIL = datetime(2026, 4, 10, 3, tzinfo=UTC)
CHILDREN = (
    ("0000000031", "髙橋", "翼", "タカハシ　ツバサ", "2007-05-01"),
    ("0000000032", "髙橋", "葵", "タカハシ　アオイ", "2014-05-01"),
    ("0000000033", "髙橋", "岳", "タカハシ　ガク", "2017-05-01"),
)
CARES = {
    "監護相当": True,
    "生計費の負担": True,
    "兄姉等の職業": "学生",
    "学校名": "東北大学",
    "卒業予定": "2030-03",
}
CHANGED = {
    "all-算定児童数": "3",
    "all-改定前月額": "20000",
    "all-改定後月額": "40000",
    "all-改定年月": "2026年5月",
}


@pytest.fixture
def recipient(mother: Someone, tmp_path: Path) -> Someone:
    """The mother is paid for her two younger children and the baby; her eldest left school in March."""
    path = tmp_path / "more.csv"
    home = ["宮城県白石市大手町1番1号", "500", "子", f"{FATHER} {MOTHER}", "2026-11-24", "転入", ""]
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows([*row[:8], "宮城県白石市大手町1番1号", *row[9:]] for row in FAMILY)
        writer.writerows([*row[:4], "", "", row[4], "男", *home] for row in CHILDREN)
    assert residents.import_register(path, mode="full", by=system("test"), at=AT).accepted
    for child in (BABY, CHILDREN[1][0], CHILDREN[2][0]):
        vocabulary.remember(
            "児童手当受給", person=MOTHER, about=child, value=True, source="ledger", valid_from=AT.date(),
            by=system("test"), at=AT,
        )  # fmt: skip
    return mother


def claimed(who: Someone) -> procedures.CaseRow:
    draft = procedures.start(MORE, **who.scope, viewer=who.viewer, at=AT)
    (student,) = draft.answers.items("兄姉等")
    pages: list[tuple[str, dict[str, Any]]] = [
        ("お仕事", {"職業": "会社員"}),
        ("請求者", {"電話番号": "0224220000"}),
        ("改定の事由", {"改定の事由": REASON, "事由の発生日": "2026-04-01"}),
    ]
    for page, values in pages:
        draft = procedures.answer(draft.id, page=page, values=values, **who.scope, at=AT)
    assert draft.journey.next is not None
    assert draft.journey.next.name == OLDER_PAGE
    draft = procedures.answer(draft.id, page=OLDER_PAGE, item=student.id, values=CARES, **who.scope, at=AT)
    assert draft.journey.complete
    for path in ("", f"{OLDER_PAGE}/", f"{OLDER_PAGE}/{student.id}/", "check/"):
        assert who.client.get(f"/drafts/{draft.id}/{path}", follow=True).status_code == 200
    return procedures.submit(draft.id, **who.scope, level=2, consents=CONSENTS, at=AT)


def test_the_older_child_alone_raises_the_amount_and_the_notice_says_so(
    recipient: Someone, official: Make
) -> None:
    case = claimed(recipient)
    sent = procedures.my_case(case.id, **recipient.scope)
    assert not sent.answers.items("児童")
    assert "大学生年代の子の有無" not in sent.answers.single
    decision = confirmed(case.id, "改定", official, **CHANGED)
    said = text_of(decision)
    for words in (
        "額改定通知書",
        "大学生年代の子を数えるようになった",
        "20,000円",
        "40,000円",
        "令和8年5月分から",
    ):
        assert words in said, words
    assert "支給の対象となる児童" not in said
    page = recipient.client.get(f"/cases/{case.id}/").content.decode()
    assert "決定しました" in page


def test_another_reason_still_needs_its_child(recipient: Someone, official: Make) -> None:
    """On paper too, and where the paper gives no reason."""
    review = official("1001", Role.RECEPTION, Role.REVIEW)
    content = {
        "決定事項": {
            "改定の理由": "出生", "改定年月": "2026-12", "算定児童数": 3, "改定前月額": 1, "改定後月額": 2
        },
        "項目ごと": {},
    }  # fmt: skip
    for key, reason in (("a", {"改定の事由": Answer("出生", "paper")}), ("b", {})):
        answers = Answers({"職業": Answer("自営業", "paper"), **reason})
        scope: dict[str, Any] = {"by": review.actor, "at": AT}
        case = procedures.record_paper(
            MORE, person=MOTHER, answers=answers, arrived_on=AT.date(), request_key=key, **scope
        )
        procedures.accept(case.id, sections=[SECTION], **scope)
        with pytest.raises(procedures.NotPossible, match="「児童」がありません。補正で求めてください"):
            procedures.propose(case.id, outcome="改定", content=content, sections=[SECTION], **scope)


def single(**answers: Any) -> Answers:
    given = {
        "職業": "自営業", "氏名": {"氏": "髙橋"}, "生年月日": "1980-01-01", "住所": {"所在地": "大手町"},
        "電話番号": "0224220000", "事由の発生日": "2026-04-01", **answers,
    }  # fmt: skip
    return Answers({name: Answer(value) for name, value in given.items()})


def student() -> Item:
    told = {"兄姉等の氏名": {"氏": "髙橋"}, "兄姉等の生年月日": "2007-05-01", "兄姉等と同居": True}
    return Item("k1", {name: Answer(value) for name, value in told.items()})


def walked(answers: Answers) -> Journey:
    definition = procedures.procedure(MORE, on=APRIL.date()).definition
    assert isinstance(definition, Procedure)
    return walk(definition, answers, on=APRIL.date())


@pytest.mark.parametrize("reason", ["出生", "養育開始", "施設退所", "その他"])
def test_for_the_other_reasons_nothing_changes(packs: None, reason: str) -> None:
    given = single(改定の事由=reason, 大学生年代の子の有無=True)
    alone = walked(replace(given, groups={"兄姉等": (student(),)}))
    assert [page.name for page in alone.pages] == [
        "お仕事", "請求者", "改定の事由", "児童", "大学生年代の子の有無", OLDER_PAGE,
    ]  # fmt: skip
    assert alone.next is not None
    assert (alone.next.name, alone.next.too_few) == ("児童", True)
    asked = {q.name for item in alone.page(OLDER_PAGE).items for q in item.questions}  # type: ignore[union-attr]
    assert "監護相当" not in asked
    child = Item("c1", {"児童の氏名": Answer({"氏": "髙橋"})})
    both = walked(replace(given, groups={"児童": (child,), "兄姉等": (student(),)}))
    asked = {q.name for item in both.page(OLDER_PAGE).items for q in item.questions}  # type: ignore[union-attr]
    assert {"監護相当", "生計費の負担", "兄姉等の職業"} <= asked


def test_the_reason_asks_for_the_older_child_and_what_the_city_needs_to_know(packs: None) -> None:
    none = walked(single(改定の事由=REASON))
    assert none.next is not None
    assert (none.next.name, none.next.too_few) == (OLDER_PAGE, True)
    one = walked(replace(single(改定の事由=REASON), groups={"兄姉等": (student(),)}))
    (shown,) = one.page(OLDER_PAGE).items  # type: ignore[union-attr]
    assert {q.name for q in shown.missing} == {"監護相当", "生計費の負担", "兄姉等の職業"}
