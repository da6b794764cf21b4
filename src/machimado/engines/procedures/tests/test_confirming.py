"""An official confirms what the rules and the claim's own answers say; the papers that follow carry it."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from machimado.core.jobs import api as jobs
from machimado.core.residents import api as residents
from machimado.engines.documents import api as documents
from machimado.engines.messaging.models import Letter
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.answers import Answer, Answers
from machimado.engines.procedures.models import Case, Decision
from machimado.engines.procedures.suggesting import suggest
from machimado.engines.procedures.tests.conftest import (
    AT,
    BABY,
    CLAIM,
    COLUMNS,
    CONSENTS,
    FAMILY,
    FATHER,
    MOTHER,
    SECTION,
    Someone,
    begin,
    file,
    fill,
    resident,
)
from machimado.engines.procedures.tests.test_provenance import _Form
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.kernel.ref import system

pytestmark = pytest.mark.django_db
Make = Callable[..., Someone]
MORE, STUDENT, PUPIL = "児童手当額改定認定請求", "0000000014", "0000000015"
OLDER = (
    (STUDENT, "髙橋", "翼", "タカハシ　ツバサ", "", "", "2006-05-01", "男", "", "500", "子", f"{FATHER} {MOTHER}", "2026-11-24", "転入", ""),
    (PUPIL, "髙橋", "葵", "タカハシ　アオイ", "", "", "2014-05-01", "女", "", "500", "子", f"{FATHER} {MOTHER}", "2026-11-24", "転入", ""),
)  # fmt: skip


CARES = {"監護相当": True, "生計費の負担": True}
UNREGISTERED = {
    "兄姉等の氏名": {"氏": "髙橋", "名": "岳"},
    "兄姉等の生年月日": "2005-04-10",
    "兄姉等と同居": True,
    **CARES,
    "兄姉等の職業": "無職",
}


def text_of(decision: Decision) -> str:
    pdf = documents.pdf(decision.document)
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(done.stdout.decode().split())


def confirmed(case_id: Any, outcome: str, official: Make, **typed: str) -> Decision:
    """起案 of what the page suggests, untouched but for `typed`; then 決裁."""
    review, decider = official("1001", Role.RECEPTION, Role.REVIEW), official("1002", Role.DECISION)
    desk = f"/desk/cases/{case_id}"
    review.client.post(f"{desk}/acceptance/")
    page = review.client.get(f"{desk}/proposal/?outcome={outcome}").content.decode()
    answer = review.client.post(f"{desk}/proposal/", {**_Form(page).data, **typed})
    assert answer.status_code == 302, answer.content.decode()[-4000:]
    decider.client.post(f"{desk}/decision/")
    jobs.drain(at=AT)
    return Decision.objects.get()


@pytest.fixture
def recipient(mother: Someone, tmp_path: Path) -> Someone:
    """The mother receives the allowance for her second child already; her first is at university."""
    path = tmp_path / "more.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows([*row[:8], "宮城県白石市大手町1番1号", *row[9:]] for row in (*FAMILY, *OLDER))
    assert residents.import_register(path, mode="full", by=system("test"), at=AT).accepted
    vocabulary.remember(
        "児童手当受給", person=MOTHER, about=PUPIL, value=True, source="ledger", valid_from=AT.date(),
        by=system("test"), at=AT,
    )  # fmt: skip
    return mother


def claim_more(who: Someone, *, unregistered: bool = False) -> procedures.CaseRow:
    draft = procedures.start(MORE, **who.scope, viewer=who.viewer, at=AT)
    assert [item.person for item in draft.answers.items("児童")] == [BABY]
    (student,) = draft.answers.items("兄姉等")
    (baby,) = draft.answers.items("児童")
    pages: list[tuple[str, str | None, dict[str, Any]]] = [
        ("お仕事", None, {"職業": "会社員"}),
        ("請求者", None, {"電話番号": "0224220000"}),
        ("改定の事由", None, {"改定の事由": "出生", "事由の発生日": "2026-11-20"}),
        ("児童", baby.id, {"監護": True}),
        ("大学生年代の子の有無", None, {"大学生年代の子の有無": True}),
        (
            "大学生年代の子",
            student.id,
            {**CARES, "兄姉等の職業": "学生", "学校名": "東北大学", "卒業予定": "2029-03"},
        ),
        ("年金", None, {"年金種別": "厚生年金"}),
    ]
    for page, item, values in pages:
        procedures.answer(draft.id, page=page, item=item, values=values, **who.scope, at=AT)
    scope: dict[str, Any] = {"page": "大学生年代の子", **who.scope, "at": AT}
    if unregistered:
        added = procedures.add_item(draft.id, **scope)
        procedures.answer(draft.id, item=added, values=UNREGISTERED, **scope)
    return procedures.submit(draft.id, **who.scope, level=2, consents=CONSENTS, at=AT)


def test_an_increase_is_confirmed_and_its_notice_says_from_what_to_what(
    recipient: Someone, official: Make
) -> None:
    case = claim_more(recipient)
    decision = confirmed(case.id, "改定", official)
    said = text_of(decision)
    for words in (
        "額改定通知書",
        "令和8年12月",
        "10,000円",
        "40,000円",
        "30,000円",
        "第3子以降",
        "宮城県知事",
    ):
        assert words in said, words
    assert "子が生まれた(令和8年11月20日)" in said


def test_no_amount_is_suggested_where_the_register_lacks_a_child(recipient: Someone, official: Make) -> None:
    """岳 would make 葵 the third: what the rules cannot see, the official works out."""
    case = claim_more(recipient, unregistered=True)
    review = official("1001", Role.RECEPTION, Role.REVIEW)
    review.client.post(f"/desk/cases/{case.id}/acceptance/")
    page = review.client.get(f"/desk/cases/{case.id}/proposal/?outcome=改定").content.decode()
    suggested = _Form(page).data
    assert suggested["all-改定年月"] == "令和8年12月"
    assert not suggested["all-改定後月額"]
    assert not suggested["r1-月額"]


def test_a_first_claim_is_confirmed_as_suggested(mother: Someone, official: Make) -> None:
    said = text_of(confirmed(file(mother).id, "認定", official))
    for words in ("認定通知書", "令和8年12月", "15,000円", "3歳未満", "髙橋"):
        assert words in said, words


def test_the_amount_suggested_is_that_of_the_first_month_paid_for(mother: Someone) -> None:
    """Claimed in the month of the third birthday, paid from the next: 10,000 yen, not 15,000 (児童手当法6条1項)."""
    for year, month, yen in ((2029, 10, 15_000), (2029, 11, 10_000)):
        case = file(mother, datetime(year, month, 15, 3, tzinfo=UTC))
        outcome = case.procedure.outcome("認定")
        assert outcome is not None
        found = suggest(case, outcome)
        assert found.whole["支給開始月"] == f"{year}-{month + 1}"
        assert found.each[BABY]["月額"] == found.whole["月額の合計"] == yen


def test_what_is_granted_is_in_the_citys_list_for_the_claims_children_alone(
    recipient: Someone, official: Make
) -> None:
    """Not for the student who counts with them: nothing is paid for him."""
    confirmed(claim_more(recipient).id, "改定", official)
    held = [(row.about, row.value) for row in vocabulary.holding(at=AT.date()) if row.term == "児童手当受給"]
    assert sorted(held) == [(BABY, True), (PUPIL, True)]


def test_a_refusal_reaches_the_claimant_with_reasons_and_remedy(mother: Someone, official: Make) -> None:
    reasons = {"facts": "児童の監護が確かめられませんでした。", "article": "児童手当法第4条第1項第1号"}
    decision = confirmed(file(mother).id, "却下", official, **reasons)
    said = text_of(decision)
    assert "却下" in said
    for words in (*reasons.values(), "宮城県知事", "3か月以内", "6か月以内", "白石市"):
        assert words in said, words
    page = mother.client.get(f"/cases/{Case.objects.get().id}/").content.decode()
    assert reasons["facts"] in page
    assert "宮城県知事" in page


def test_who_claimed_on_paper_is_asked_by_letter(family: None, official: Make) -> None:
    review = official("1001", Role.RECEPTION)
    case = procedures.record_paper(
        CLAIM,
        person=FATHER,
        answers=Answers({"職業": Answer("自営業", "paper"), "電話番号": Answer("0224220000", "paper")}),
        arrived_on=AT.date(),
        request_key="p",
        by=review.actor,
        at=AT,
    )
    reason = "番号が一桁足りないようです。"
    fields = {("電話番号",): reason}
    procedures.request_correction(case.id, fields=fields, sections=[SECTION], by=review.actor, at=AT)
    jobs.drain(at=AT)
    letter = Letter.objects.get()
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=bytes(letter.content), capture_output=True, check=True)  # fmt: skip
    said = "".join(done.stdout.decode().split())
    assert reason in said
    assert "日中つながる電話番号" in said
    assert "髙橋健一" in said


EX, ELDER, YOUNGER = "0000000021", "0000000022", "0000000023"


def remarried(folder: Path, home: str = "600") -> None:
    """The father's two older children; by default they live with their mother, elsewhere in the city."""
    ties = f"{FATHER} {EX}"
    rows = (
        *FAMILY,
        (EX, "佐藤", "恵", "サトウ　メグミ", "", "", "1991-01-01", "女", "", "600", "世帯主", "", "", "", ""),
        (ELDER, "佐藤", "一", "サトウ　ハジメ", "", "", "2014-01-01", "男", "", home, "子", ties, "", "", ""),
        (YOUNGER, "佐藤", "二", "サトウ　ツギ", "", "", "2016-01-01", "男", "", home, "子", ties, "", "", ""),
    )
    path = folder / "remarried.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows([*row[:8], "宮城県白石市大手町1番1号", *row[9:]] for row in rows)
    report = residents.import_register(path, mode="full", by=system("test"), at=AT)
    assert report.accepted, report.faults


def claims_for_the_baby_alone(who: Someone) -> procedures.CaseView:
    draft = begin(who)
    for item in draft.answers.items("児童"):
        if item.person != BABY:
            procedures.remove_item(draft.id, page="児童", item=item.id, **who.scope, at=AT)
    fill(who, procedures.draft(draft.id, **who.scope, at=AT))
    case = procedures.submit(draft.id, **who.scope, level=2, consents=CONSENTS, at=AT)
    return procedures.my_case(case.id, **who.scope)


@pytest.mark.usefixtures("packs")
def test_children_whom_the_claimant_does_not_raise_make_no_third(tmp_path: Path, settings: Any) -> None:
    settings.VAR = tmp_path / "var"
    clock.use(lambda: AT)
    remarried(tmp_path)
    case = claims_for_the_baby_alone(resident("kenji@example.jp", FATHER))
    outcome = case.procedure.outcome("認定")
    assert outcome is not None
    found = suggest(case, outcome)
    assert (found.whole["算定人数"], found.whole["月額の合計"], found.each[BABY]["月額"]) == (
        1,
        15_000,
        15_000,
    )


@pytest.mark.usefixtures("packs")
def test_no_amount_is_suggested_where_the_claim_leaves_out_who_counts(tmp_path: Path, settings: Any) -> None:
    """Two elder ones of the same home, whom the claim does not name: 30,000 yen and one counted child do not agree."""
    settings.VAR = tmp_path / "var"
    clock.use(lambda: AT)
    remarried(tmp_path, home="500")
    case = claims_for_the_baby_alone(resident("kenji@example.jp", FATHER))
    outcome = case.procedure.outcome("認定")
    assert outcome is not None
    found = suggest(case, outcome)
    assert "算定人数" not in found.whole
    assert BABY not in found.each
