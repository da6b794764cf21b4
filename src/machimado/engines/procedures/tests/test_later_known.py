"""A claim that was sent before the register knew the child: whom it means is asked again, and the decision is kept then."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from machimado.core.jobs import api as jobs
from machimado.core.residents import api as residents
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.identifying import of_today, unidentified
from machimado.engines.procedures.suggesting import suggest
from machimado.engines.procedures.tests.conftest import (
    APPROVED,
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
    fill,
)
from machimado.engines.procedures.tests.test_children import TYPED, type_in
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.access import Role
from machimado.kernel.ref import system

pytestmark = pytest.mark.django_db
Make = Callable[..., Someone]
Rows = Callable[..., None]
LATER = AT + timedelta(days=1)
HOME, REFUGE = "宮城県白石市大手町1番1号", "宮城県白石市秘密町9番9号"
TWIN = "0000000016"
BORN = (*FAMILY[2][:12], "2026-11-20", "出生", "")


@pytest.fixture
def register(tmp_path: Path, settings: Any) -> Rows:
    """Take in rows of the register, at first whole, then as changes."""
    settings.VAR = tmp_path / "var"

    def take_in(*rows: tuple[str, ...], mode: Any = "changes", at: Any = LATER) -> None:
        file = tmp_path / "register.csv"
        with file.open("w", newline="", encoding="utf-8") as out:
            lines = ([*row[:8], row[8] or HOME, *row[9:]] for row in rows)
            csv.writer(out).writerows([COLUMNS, *lines])
        report = residents.import_register(file, mode=mode, by=system("test"), at=at)
        assert report.accepted, report.faults
        jobs.drain(at=at + timedelta(seconds=5))

    return take_in


@pytest.fixture
def family(packs: None, register: Rows) -> None:
    """Father and mother; of their child the register does not know yet."""
    register(*FAMILY[:2], mode="full", at=AT)


@pytest.fixture
def case(mother: Someone) -> procedures.CaseRow:
    """The mother's claim for the child that she has typed in."""
    draft = begin(mother)
    type_in(mother, draft)
    fill(mother, draft)
    return procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)


def approve(case: procedures.CaseRow, official: Make, *, at: Any) -> None:
    review, decider = official("1001", Role.REVIEW), official("1002", Role.DECISION)
    scope: dict[str, Any] = {"sections": [SECTION], "at": at}
    procedures.accept(case.id, by=review.actor, **scope)
    (item,) = procedures.desk_case(case.id, sections=[SECTION]).answers.items("児童")
    content = {**APPROVED, "項目ごと": {item.id: APPROVED["項目ごと"]["r1"]}}
    procedures.propose(case.id, outcome="認定", content=content, by=review.actor, **scope)
    procedures.decide(case.id, by=decider.actor, **scope)
    jobs.drain(at=at + timedelta(minutes=1))


def held(on: date) -> list[tuple[str, str, bool]]:
    rows = vocabulary.holding(at=on)
    return sorted((row.person, row.about, row.value) for row in rows if row.term == "児童手当受給")


def known(case_id: Any, *, at: Any = LATER) -> list[str | None]:
    case = of_today(procedures.desk_case(case_id, sections=[SECTION]), at=at)
    return [item.person for item in case.answers.items("児童")]


def test_a_decision_is_kept_for_the_child_whom_the_register_learned_of_before_it(
    case: procedures.CaseRow, register: Rows, official: Make
) -> None:
    assert known(case.id) == [None]
    register(BORN)
    assert known(case.id) == [BABY]
    approve(case, official, at=LATER)
    assert held(LATER.date()) == [(MOTHER, BABY, True)]


def test_a_decision_is_kept_for_the_child_when_the_register_learns_of_it_after(
    case: procedures.CaseRow, register: Rows, official: Make
) -> None:
    approve(case, official, at=AT)
    assert held(LATER.date()) == []
    register(BORN)
    assert held(AT.date()) == [(MOTHER, BABY, True)]  # from the decision on
    register((*BORN[:4], "YOSHI", *BORN[5:12], "2026-11-25", "その他", ""), at=AT + timedelta(days=2))
    assert held(LATER.date()) == [(MOTHER, BABY, True)]


def test_a_list_taken_in_since_the_decision_knows_better(
    case: procedures.CaseRow, register: Rows, official: Make
) -> None:
    approve(case, official, at=AT)
    vocabulary.import_ledger("児童手当受給", [], complete_from=LATER.date(), by=system("test"), at=LATER)
    register(BORN)
    assert held(LATER.date()) == []


def test_a_refused_claim_keeps_nothing(case: procedures.CaseRow, register: Rows, official: Make) -> None:
    review, decider = official("1001", Role.REVIEW), official("1002", Role.DECISION)
    scope: dict[str, Any] = {"sections": [SECTION], "at": AT}
    procedures.accept(case.id, by=review.actor, **scope)
    why = {"事実": "監護していない。", "条": "児童手当法第4条第1項第1号", "あてはめ": ""}
    procedures.propose(case.id, outcome="却下", content=why, by=review.actor, **scope)
    procedures.decide(case.id, by=decider.actor, **scope)
    jobs.drain(at=AT)
    register(BORN)
    assert held(LATER.date()) == []
    assert procedures.later_known([MOTHER], procedures=[CLAIM], at=LATER) == []


def test_each_twin_is_the_one_of_its_name_and_another_name_is_nobody(mother: Someone, register: Rows) -> None:
    draft = begin(mother)
    type_in(mother, draft)
    type_in(mother, draft, 児童の氏名={**TYPED["児童の氏名"], "名": "空"})
    type_in(mother, draft, 児童の氏名={**TYPED["児童の氏名"], "名": "海"})
    fill(mother, draft)
    case = procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    register((TWIN, "髙橋", "空", "タカハシ　ソラ", *BORN[4:]), BORN)
    assert known(case.id) == [BABY, TWIN, None]
    found = procedures.later_known([MOTHER, FATHER], procedures=[CLAIM], at=LATER)
    assert {(each.case, each.person, each.child) for each in found} == {
        (str(case.id), MOTHER, child) for child in (BABY, TWIN)
    }


def test_a_child_of_the_same_day_and_another_name_is_not_kept(
    case: procedures.CaseRow, register: Rows, official: Make
) -> None:
    register((*BORN[:2], "空", "タカハシ　ソラ", *BORN[4:]))
    approve(case, official, at=LATER)
    assert held(LATER.date()) == []


def test_a_child_whom_protection_hides_from_the_claimant_stays_unknown(
    father: Someone, register: Rows, official: Make
) -> None:
    """The mother fled and gave birth; the father knows the child's name and day of birth."""
    draft = begin(father)
    type_in(father, draft)
    fill(father, draft)
    case = procedures.submit(draft.id, **father.scope, level=2, consents=CONSENTS, at=AT)
    fled = (REFUGE, "600", "世帯主", "", "2026-11-24", "転居", "DV")
    hidden = (REFUGE, "600", *BORN[10:14], "DV")
    register((*FAMILY[1][:8], *fled), (*BORN[:8], *hidden))
    assert known(case.id) == [None]
    assert procedures.later_known([FATHER, MOTHER], procedures=[CLAIM], at=LATER) == []
    approve(case, official, at=LATER)
    register((*BORN[:4], "YOSHI", *BORN[5:8], *hidden[:4], "2026-11-25", "その他", "DV"), at=LATER)
    assert held(LATER.date()) == []


def test_the_desk_says_whom_the_register_does_not_show_yet(
    case: procedures.CaseRow, register: Rows, official: Make
) -> None:
    review = official("1001", Role.RECEPTION, Role.REVIEW)
    procedures.accept(case.id, sections=[SECTION], by=review.actor, at=AT)
    pages = (f"/desk/cases/{case.id}/", f"/desk/cases/{case.id}/proposal/?outcome=認定")
    warning = "台帳でまだ確かめられない人がいます"
    for page in pages:
        said = review.client.get(page).content.decode()
        assert warning in said
        assert "<li>髙橋　𠮷</li>" in said
    assert warning not in review.client.get(f"{pages[0]}proposal/?outcome=却下").content.decode()
    register(BORN)
    for page in pages:
        assert warning not in review.client.get(page).content.decode()


def test_the_proposal_suggests_for_whom_the_register_knows_by_now(
    case: procedures.CaseRow, register: Rows
) -> None:
    register(BORN)
    found = of_today(procedures.desk_case(case.id, sections=[SECTION]), at=LATER)
    outcome = found.procedure.outcome("認定")
    assert outcome is not None
    suggested = suggest(found, outcome)
    assert suggested.whole["支給開始月"] == "2026-12"
    assert suggested.whole["月額の合計"] == suggested.each[BABY]["月額"] == 15_000


def test_a_withdrawn_claim_asks_about_nobody(case: procedures.CaseRow, mother: Someone) -> None:
    procedures.withdraw(case.id, **mother.scope, at=AT)
    assert unidentified(procedures.desk_case(case.id, sections=[SECTION])) == []
    assert procedures.later_known([MOTHER], procedures=[CLAIM], at=LATER) == []


def test_a_claim_that_names_everybody_costs_no_look_at_the_register(
    mother: Someone, django_assert_num_queries: Any, register: Rows
) -> None:
    register(BORN, at=AT)
    draft = fill(mother, begin(mother))
    case = procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    view = procedures.desk_case(case.id, sections=[SECTION])
    with django_assert_num_queries(0):
        assert of_today(view, at=LATER) is view
