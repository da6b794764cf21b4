"""The story: the register says that a child was born, and both parents are told."""

import re
from datetime import date, timedelta

import pytest

from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.engines.guidance import api as guidance
from machimado.engines.guidance.models import DueItem, Round
from machimado.engines.guidance.tests.conftest import BORN, BY, TODAY, Begin, Change, baby, child, parents
from machimado.engines.messaging.models import Message
from machimado.engines.procedures.api import Occasion
from machimado.engines.rules import api as rules
from machimado.kernel.ref import Ref

CLAIM, INCREASE = "児童手当認定請求", "児童手当額改定認定請求"


def told(person: str) -> set[str]:
    entries = journal.entries(type="guidance.notified", subject=Ref("person", person), limit=50)
    return {entry.public["rule"] for entry in entries}


def one(person: str, rule: str) -> guidance.Due:
    (found,) = [due for due in guidance.due_for(person, at=TODAY) if due.rule == rule]
    return found


SIX_MONTHS = """
      - {名: 最後の日, 基準日: 2020-09-30, 人: {児童: {生年月日: 2020-04-01}}, 結果: はい}
      - {名: 終わった次の日, 基準日: 2020-10-01, 人: {児童: {生年月日: 2020-04-01}}, 結果: いいえ}
"""


@pytest.fixture
def first_child(begin: Begin, change: Change) -> None:
    begin(parents())
    change(baby())


@pytest.fixture
def second_child(begin: Begin, change: Change) -> None:
    begin([*parents(), child()], recipients=[("001", "003")])
    change(baby())


def test_both_parents_of_a_first_child_are_told_and_one_tap_opens_the_form(first_child: None) -> None:
    for parent in ("001", "002"):
        assert CLAIM in told(parent)
        due = one(parent, CLAIM)
        assert due.link == f"/procedures/{CLAIM}/start/?for={due.id}"
        assert due.deadline == date(2026, 12, 7)
        assert (due.months_at_stake, due.months_lost) == (1, 0)
        assert not due.certain  # 公務員 is unknown to the register
        assert "18歳" in due.reason.ja


def test_a_form_opened_from_an_item_knows_what_happened_and_when(first_child: None) -> None:
    from machimado.engines.guidance.occasions import occasion

    mine = str(one("001", CLAIM).id)
    found = occasion(mine, person="001", at=BORN)
    assert found == Occasion("出生", date(2026, 11, 20), one("001", CLAIM).reason, date(2026, 12, 7))
    assert occasion(mine, person="002", at=BORN) is None  # somebody else's item
    assert occasion("family-page", person="001", at=BORN) is None


def test_for_a_second_child_the_recipient_gets_the_link_and_the_other_parent_knows(
    second_child: None,
) -> None:
    recipient, other = one("001", INCREASE), one("002", INCREASE)
    assert recipient.link
    assert recipient.certain
    assert other.link is None
    assert CLAIM not in told("001") | told("002")


def test_the_newborn_also_leads_to_the_visit_and_the_first_vaccinations(first_child: None) -> None:
    assert {"新生児訪問", "B型肝炎の予防接種", "BCGの予防接種"} <= told("001")


def test_what_already_held_at_the_first_load_is_no_news(begin: Begin) -> None:
    begin([*parents(), child()])
    assert DueItem.objects.filter(quiet=True).exists()
    assert journal.entries(type="guidance.notified", limit=5) == []


def test_a_second_look_tells_nobody_again(first_child: None) -> None:
    before = Message.objects.count()
    guidance.refresh(["004"], at=BORN + timedelta(hours=1))
    guidance.look_at_everybody(quiet=False, at=BORN + timedelta(hours=2))
    assert Message.objects.count() == before


def test_a_submitted_claim_is_done_for_both_and_open_again_when_withdrawn(first_child: None) -> None:
    from machimado.engines.guidance.refreshing import reopen

    guidance.complete("002", CLAIM, case="c-1", at=BORN)
    for parent in ("001", "002"):
        assert CLAIM not in {due.rule for due in guidance.due_for(parent, at=TODAY)}
    reopen("c-1")
    assert one("001", CLAIM).state == "open"


def test_what_is_put_away_stays_away_for_this_person_only(first_child: None) -> None:
    due = one("001", CLAIM)
    assert not guidance.dismiss(due.id, person="002", by=BY, at=BORN)
    assert guidance.dismiss(due.id, person="001", by=BY, at=BORN)
    assert CLAIM not in {each.rule for each in guidance.due_for("001", at=TODAY)}
    assert one("002", CLAIM)
    assert guidance.due(due.id, person="002", at=TODAY) is None


def test_each_morning_brings_what_an_age_has_turned(first_child: None) -> None:
    """五種混合 begins at two months, on the eve of 20 January."""
    assert Round.last() == date(2026, 11, 23)
    eve = BORN.replace(year=2027, month=1, day=19)
    for days_before in (1, 0):
        jobs.drain(at=eve - timedelta(days=days_before))
        from machimado.engines.guidance.refreshing import morning

        morning(at=eve - timedelta(days=days_before))
        assert ("五種混合の予防接種" in told("001")) is (days_before == 0)


def test_the_law_changes_on_the_day_of_its_entry_into_force(first_child: None) -> None:
    """A pack is loaded in autumn; from 1 April the visit goes to babies of up to six months."""
    from pathlib import Path

    from django.conf import settings

    from machimado.core.definitions import api as definitions
    from machimado.engines.guidance.refreshing import morning

    text = (Path(settings.ROOT) / "packs/japan/rules/新生児訪問.yaml").read_text(encoding="utf-8")
    later = text.replace("生後4月に至るまで", "生後6月に至るまで").replace(
        "施行: 2024-04-01", "施行: 2027-04-01"
    )
    later = re.sub(r"例:\n.*", f"例:\n{SIX_MONTHS}", later, flags=re.DOTALL)
    definitions.publish("rule", "新生児訪問", later, by=BY, at=BORN)
    jobs.drain(at=BORN)
    before, day = BORN.replace(year=2027, month=3, day=31), BORN.replace(year=2027, month=4, day=1)
    (outcome,) = rules.evaluate_all("新生児訪問", person="004", at=date(2027, 3, 25))
    assert outcome.wake == date(2027, 4, 1)
    for at, holds in ((before, False), (day, True)):
        morning(at=at)
        due = guidance.due_for("001", at=at.date())
        assert ("新生児訪問" in {each.rule for each in due}) is holds


def test_a_child_who_leaves_the_city_is_no_longer_due(first_child: None, change: Change) -> None:
    change(baby(異動日="2026-11-25", 異動事由="転出"), at=BORN + timedelta(days=1))
    assert guidance.due_for("001", at=date(2026, 11, 26)) == []
