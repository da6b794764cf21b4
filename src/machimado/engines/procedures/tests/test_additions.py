"""補正 of what is missing altogether: one more item of a group is asked for, and comes with the next submission."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.engines.messaging.models import Letter
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.answers import Answer, Answers
from machimado.engines.procedures.models import Case, Correction
from machimado.engines.procedures.tests.conftest import (
    APPROVED,
    AT,
    BABY,
    CLAIM,
    FATHER,
    SECTION,
    Someone,
    file,
)
from machimado.engines.procedures.tests.test_desk import url
from machimado.engines.procedures.tests.test_papers import ADD, answer_path, ask, bodies
from machimado.engines.procedures.tests.test_provenance import _Form
from machimado.kernel.access import Role

pytestmark = pytest.mark.django_db
Make = Callable[..., Someone]
MORE = ("児童", "+")


def on(name: str, year: int, month: int, day: int) -> dict[str, str]:
    """A day of 令和 as its four inputs."""
    parts = {"era": "R", "year": str(year), "month": str(month), "day": str(day)}
    return {f"{name}_{part}": value for part, value in parts.items()}


TOLD = {
    "児童の氏名-氏": "髙橋", "児童の氏名-名": "新", **on("児童の生年月日", 6, 5, 1),
    "続柄": "子", "監護": "はい", "生計": "同一",
}  # fmt: skip


def item_id() -> str:
    (field,) = (f for f in Correction.objects.get(answered_at=None).fields if "/+/" in f["path"])
    return str(field["path"].rpartition("/")[2])


def typed(page: str, **values: str) -> dict[str, Any]:
    """What the page sends once this is written into it, hidden inputs and all."""
    return {**drawn(page), **{f"児童/{item_id()}-{name}": value for name, value in values.items()}}


def drawn(page: str) -> dict[str, Any]:
    names = re.findall(r'name="(児童/\w+-drawn)" value="([^"]+)"', page)
    return {name: [value for _name, value in names] for name, _value in names}


def on_paper(review: Someone) -> procedures.CaseRow:
    return procedures.record_paper(
        CLAIM,
        person=FATHER,
        answers=Answers({"職業": Answer("自営業", "paper")}),
        arrived_on=AT.date(),
        request_key="k",
        by=review.actor,
        at=AT,
    )


def test_a_paper_without_its_child_is_asked_for_it_and_then_decided(family: None, official: Make) -> None:
    review, decider = official("1001", Role.RECEPTION, Role.REVIEW), official("1002", Role.DECISION)
    case = on_paper(review)
    scope: dict[str, Any] = {"sections": [SECTION], "by": review.actor, "at": AT}
    procedures.accept(case.id, **scope)
    given = {"決定事項": APPROVED["決定事項"], "項目ごと": {}}
    with pytest.raises(procedures.NotPossible, match="「児童」がありません。補正で求めてください"):
        procedures.propose(case.id, outcome="認定", content=given, **scope)

    form = review.client.get(url(case, "correction")).content.decode()
    assert 'value="児童/+"' in form
    assert "児童をもう1人" in form
    why = "児童の欄が空いています。"
    review.client.post(url(case, "correction"), {"field": "児童/+", "reason-児童/+": why})
    assert f'児童をもう1人：<span class="md-prewrap">{why}' in review.client.get(url(case)).content.decode()
    jobs.drain(at=AT)
    letter = bytes(Letter.objects.get().content)
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=letter, capture_output=True, check=True)
    assert "児童をもう1人" in "".join(said.stdout.decode().split())

    path = url(case, "correction", "answer")
    page = review.client.get(path).content.decode()
    assert "児童をもう1人" in page
    assert "別居している理由" in page  # the whole of it, as the paper lies beside the keyboard
    came = typed(
        page,
        **{"児童の氏名-氏": "髙橋", "児童の氏名-名": "𠮷", **on("児童の生年月日", 8, 11, 20), "監護": "はい"},
    )
    assert review.client.post(path, came)["Location"] == url(case)
    after = procedures.desk_case(case.id, sections=[SECTION])
    (child,) = after.answers.items("児童")
    assert child.person == BABY
    assert child.answers["監護"] == Answer(True, "paper")
    assert "生計" not in child.answers  # left open, as it came
    content = {**given, "項目ごと": {child.id: {"区分": "3歳未満", "月額": 15_000}}}
    procedures.propose(case.id, outcome="認定", content=content, **scope)
    procedures.decide(case.id, sections=[SECTION], by=decider.actor, at=AT)
    assert Case.objects.get().state == "決定"
    journal.seal(at=AT)
    assert not journal.verify()


def test_the_parent_adds_the_child_that_was_missing(mother: Someone, official: Make) -> None:
    case, review = file(mother), official("1001", Role.RECEPTION, Role.REVIEW)
    ask(review, case, MORE, why="上のお子さんも書いてください。")
    path = answer_path(case)
    page = mother.client.get(path).content.decode()
    assert page.index("児童をもう1人") < page.index("上のお子さんも") < page.index("児童のお名前")
    assert "児童の住所" not in page
    away = typed(page, **TOLD, 同居="いいえ")
    asked = mother.client.post(path, away).content.decode()
    assert "エラー：" not in asked
    assert "質問が増えました" in asked
    assert "児童の住所" in asked
    assert 'value="新"' in asked
    assert Case.objects.get().state == "補正待ち"
    lacking = mother.client.post(path, {**away, **drawn(asked)}).content.decode()
    assert "<title>エラー：" in lacking
    assert 'value="新"' in lacking

    home = typed(page, **TOLD, 同居="はい")
    assert mother.client.post(path, home)["Location"] == f"/cases/{case.id}/"
    assert mother.client.post(path, home)["Location"] == f"/cases/{case.id}/"
    after = procedures.my_case(case.id, **mother.scope)
    first, second = after.answers.items("児童")
    assert first.person == BABY
    assert second.person is None
    assert second.answers["児童の氏名"].value["名"] == "新"
    assert len(bodies(case)) == 2
    told = mother.client.get(f"/cases/{case.id}/").content.decode()
    assert "1人分の書き足しをお願いしました" in told
    assert "児童をもう1人" in told
    form = review.client.get(url(case, "proposal") + "?outcome=認定").content.decode()
    assert f"{second.id}-月額" in _Form(form).data


def test_the_register_recognises_the_child_that_is_added(mother: Someone, official: Make) -> None:
    """And nobody is in a claim twice: the second of the same name stays unknown."""
    case = file(mother)
    ask(official("1001", Role.RECEPTION), case, MORE)
    values = {
        ("児童", item_id(), "児童の氏名"): {"氏": "髙橋", "名": "𠮷"},
        ("児童", item_id(), "児童の生年月日"): "2026-11-20",
    }
    after = procedures.correct(case.id, values=values, key="k", **mother.scope, at=AT)
    assert [item.person for item in after.answers.items("児童")] == [BABY, None]


def test_what_does_not_hold_is_said_at_the_question_and_nothing_is_lost(
    mother: Someone, official: Make
) -> None:
    case = file(mother)
    ask(official("1001", Role.RECEPTION), case, MORE, ("生年月日",), ("電話番号",))
    path = answer_path(case)
    page = mother.client.get(path).content.decode()
    future = typed(page, **{**TOLD, **on("児童の生年月日", 9, 1, 1)}, 同居="はい")
    refused = mother.client.post(
        path, {**future, **on("生年月日", 5, 6, 10), "電話番号": "0224-22-0009"}
    ).content.decode()
    assert 'value="新"' in refused
    assert refused.count("今日までの日を入れてください") == 2  # in the summary and at the question
    assert "0224-22-0009" in refused
    assert Case.objects.get().state == "補正待ち"
    assert len(bodies(case)) == 1


def test_a_check_is_not_forgotten_over_the_field_after_it(mother: Someone, official: Make) -> None:
    case = file(mother)
    ask(official("1001", Role.RECEPTION), case, ("生年月日",), ("電話番号",))
    sent = {**on("生年月日", 12, 1, 1), "電話番号": "0224-22-0009"}
    answer = mother.client.post(answer_path(case), sent)
    assert answer.status_code == 200
    assert "生年月日は、今日より前の日を入れてください" in answer.content.decode()


def test_looking_up_the_address_sends_nothing(mother: Someone, official: Make) -> None:
    case = file(mother)
    ask(official("1001", Role.RECEPTION), case, ("住所",))
    sent = {"住所-郵便番号": "9890292", "住所-所在地": "大手町", "find_address": "住所-郵便番号"}
    page = mother.client.post(answer_path(case), sent).content.decode()
    assert "宮城県白石市" in page
    assert "エラー：" not in page
    assert Case.objects.get().state == "補正待ち"


def test_only_what_was_asked_for_comes_in(mother: Someone, official: Make) -> None:
    case = file(mother)
    ask(official("1001", Role.RECEPTION), case, MORE)
    for path in (("児童", "zz", "続柄"), ("児童", item_id(), "口座"), ("兄姉等", item_id(), "学校名")):
        with pytest.raises(LookupError):
            procedures.correct(case.id, values={path: "x"}, key="k", **mother.scope, at=AT)


def test_a_group_that_would_not_show_is_not_offered(mother: Someone, official: Make) -> None:
    """No older child was declared: that answer comes first. Paper, which shows all that stands on it, may be asked."""
    review = official("1001", Role.RECEPTION)
    form = review.client.get(url(file(mother), "correction")).content.decode()
    assert 'value="児童/+"' in form
    assert 'value="兄姉等/+"' not in form
    form = review.client.get(url(on_paper(review), "correction")).content.decode()
    assert 'value="兄姉等/+"' in form


@pytest.mark.parametrize(
    ("language", "step", "name"),
    [
        ("ja", "1項目の補正と、1人分の書き足しと、書類1点の提出をお願いしました。", "児童をもう1人"),
        ("ja-easy", "1つの ところを なおして、1人の ことを 書きたして、書類を 1つ 出して くださいと 言いました。", "子《こ》どもを もう 1人《ひとり》"),
        ("en", "asked for 1 field(s) to be corrected and for 1 more person/people to be entered and for 1 paper(s).", "Child: one more"),
    ],
)  # fmt: skip
def test_the_timeline_names_it_in_each_language(
    mother: Someone, official: Make, language: str, step: str, name: str
) -> None:
    case = file(mother)
    ask(official("1001", Role.RECEPTION), case, MORE, ADD, ("電話番号",))
    with translation.override(language):
        last = procedures.steps(case.id)[-1]
    assert last.text.in_language(language).endswith(step)
    assert name in last.note.split("\n")
