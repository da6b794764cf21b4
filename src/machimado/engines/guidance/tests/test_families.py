"""What becomes of due items when the family changes: a parent or a child dies, leaves, comes late, or is corrected."""

from datetime import date, timedelta

import pytest

from machimado.core.residents.tests.conftest import row
from machimado.engines.guidance import api as guidance
from machimado.engines.guidance.tests.conftest import BORN, TODAY, Begin, Change, baby, child, parents
from machimado.engines.rules import api as rules

CLAIM, INCREASE = "児童手当認定請求", "児童手当額改定認定請求"
NEXT = TODAY + timedelta(days=1)
LATER = BORN + timedelta(days=1)


def claims(person: str, rule: str = CLAIM, at: date = NEXT) -> dict[str, guidance.Due]:
    return {due.about: due for due in guidance.due_for(person, at=at) if due.rule == rule}


@pytest.mark.parametrize(("reason", "linked"), [("死亡", "001 002"), ("転出", "001 002"), ("死亡", "")])
def test_when_the_recipient_is_gone_the_other_parent_can_claim_from_that_day(
    begin: Begin, change: Change, reason: str, linked: str
) -> None:
    """受給事由の消滅: the months do not count from the birth, four years ago, but from the day on which he went."""
    begin([*parents(), child(父母宛名番号=linked)], recipients=[("001", "003")])
    assert not claims("002", at=TODAY)
    father = {**parents()[0], "異動日": "2026-11-23", "異動事由": reason}
    change(father, at=LATER)
    due = claims("002")["003"]
    assert (due.months_lost, due.deadline) == (0, date(2026, 12, 8))


def test_a_child_who_died_is_no_longer_due(begin: Begin, change: Change) -> None:
    begin(parents())
    change(baby())
    assert claims("001", at=TODAY)
    change(baby(異動日="2026-11-25", 異動事由="死亡"), at=LATER)
    assert guidance.due_for("001", at=NEXT) == guidance.due_for("002", at=NEXT) == []


def test_a_claim_for_one_twin_leaves_the_other_due(begin: Begin, change: Change) -> None:
    begin(parents())
    change(baby(), baby("005", 名="空"))
    assert set(claims("001", at=TODAY)) == {"004", "005"}
    guidance.complete("001", CLAIM, case="c-1", children={"004"}, at=BORN)
    assert set(claims("001", at=TODAY)) == set(claims("002", at=TODAY)) == {"005"}


def test_known_late_the_months_that_are_lost_are_said(begin: Begin, change: Change) -> None:
    """里帰り出産: the register learns of a birth of October only at the end of November."""
    begin(parents())
    change(baby(生年月日="2026-10-05", 異動日="2026-10-05"))
    due = claims("001", at=TODAY)["004"]
    assert (due.months_lost, due.deadline) == (1, date(2026, 11, 30))
    assert claims("001", at=date(2026, 12, 1))["004"].months_lost == 2


def test_a_corrected_birth_moves_the_deadline_and_tells_nobody_twice(begin: Begin, change: Change) -> None:
    from machimado.engines.messaging.models import Message

    begin(parents())
    change(baby())
    before = Message.objects.filter(about_kind="due").count()
    assert before
    change(baby(生年月日="2026-11-18", 異動日="2026-11-25", 異動事由="訂正"), at=LATER)
    assert claims("001")["004"].deadline == date(2026, 12, 3)
    assert Message.objects.filter(about_kind="due").count() == before


def test_a_parent_of_another_household_is_asked_whether_they_care_for_the_child(
    begin: Begin, change: Change
) -> None:
    """父が単身赴任: both can claim; of him it is unknown whether he cares for the child (別居監護)."""
    begin([{**parents()[0], "世帯番号": "200"}, {**parents()[1], "続柄": "世帯主"}])
    change(baby())
    assert not claims("001", at=TODAY)["004"].certain
    assert claims("002", at=TODAY)["004"].link


def test_an_adopted_child_leads_to_a_claim(begin: Begin, change: Change) -> None:
    begin([*parents(), row("009", "佐藤 陽", 生年月日="2020-06-01", 世帯番号="300")])
    assert not claims("001", at=TODAY)
    adopted = row("009", "鈴木 陽", 生年月日="2020-06-01", 続柄="子", 父母宛名番号="001 002")
    change({**adopted, "異動日": "2026-11-24", "異動事由": "転居"}, at=LATER)
    assert claims("001")["009"].link


def test_the_amount_is_that_of_the_first_month_paid_for(begin: Begin, change: Change) -> None:
    """Moved in in the month of a third birthday: the allowance starts in December, after the 15,000 yen."""
    from machimado.engines.guidance.models import DueItem
    from machimado.engines.guidance.reading import read

    begin([row("009", "佐藤 陽", 世帯番号="300")])
    arrived = {"異動日": "2026-11-23", "異動事由": "転入"}
    change(*({**each, **arrived} for each in (*parents(), child("003", "2023-11-10"))))
    items = DueItem.objects.filter(person="001", rule=CLAIM)
    (reading,) = read(items, person="001", at=TODAY)
    assert (reading.starts, reading.amount) == (date(2026, 12, 1), rules.Amount(10_000, 10_000))
