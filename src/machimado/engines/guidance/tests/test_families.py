"""What becomes of due items when the family changes: a parent or a child dies, leaves, comes late, or is corrected."""

from datetime import date, timedelta

import pytest

from machimado.core.residents.tests.conftest import row
from machimado.engines.guidance import api as guidance
from machimado.engines.guidance.tests.conftest import BORN, BY, TODAY, Begin, Change, baby, child, parents
from machimado.engines.rules import api as rules
from machimado.engines.vocabulary import api as vocabulary

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


def moves_in(number: str = "009", **cells: str) -> dict[str, str]:
    return child(number, "2019-07-01", 名="遥", 異動日="2026-11-20", 異動事由="転入", **cells)


def test_a_child_who_moves_in_costs_no_month_from_before(begin: Begin, change: Change) -> None:
    """Seven years old, from another city, to a recipient: 4条・9条1項 count from the day on which she came into care."""
    from machimado.engines.guidance.occasions import occasion
    from machimado.engines.messaging.models import Message

    begin([*parents(), child()], recipients=[("001", "003")])
    change(moves_in())
    due = claims("001", INCREASE, TODAY)["009"]
    assert (due.months_lost, due.deadline) == (0, date(2026, 12, 7))
    found = occasion(str(due.id), person="001", at=BORN)
    assert found is not None
    assert (found.kind, found.on) == ("養育開始", date(2026, 11, 20))
    (said,) = [m for m in Message.objects.filter(about_id=str(due.id)) if "増額" in str(m.content)]
    assert "受け取れなくなった月数: 0か月" in said.content["body"]
    late = claims("001", INCREASE, date(2027, 1, 5))["009"]
    assert (late.months_lost, late.deadline) == (2, date(2027, 1, 31))


def test_a_family_that_moves_in_together_moved_in(begin: Begin, change: Change) -> None:
    from machimado.engines.guidance.occasions import occasion

    begin([row("008", "佐藤 陽", 世帯番号="300")])
    change(*({**each, "異動日": "2026-11-20", "異動事由": "転入"} for each in (*parents(), moves_in())))
    found = occasion(str(claims("001", at=TODAY)["009"].id), person="001", at=BORN)
    assert found is not None
    assert (found.kind, found.on) == ("転入", date(2026, 11, 20))


@pytest.mark.parametrize("born_here", [True, False])
def test_what_the_register_cannot_count_is_not_said_to_be_lost(
    begin: Begin, change: Change, born_here: bool
) -> None:
    """Adopted out of another household: since when the claimant cares for the child only they know."""
    from machimado.engines.messaging.models import Message

    other = row("009", "佐藤 陽", 生年月日="2026-05-01", 続柄="同居人", 世帯番号="300")
    begin([*parents(), row("008", "佐藤 光", 世帯番号="300"), *([] if born_here else [other])])
    if born_here:
        change({**other, "異動日": "2026-05-01", "異動事由": "出生"})
    adopted = row("009", "鈴木 陽", 生年月日="2026-05-01", 続柄="子", 父母宛名番号="001 002")
    change({**adopted, "異動日": "2026-11-24", "異動事由": "転居"}, at=LATER)
    due = claims("001")["009"]
    assert due.months_lost is None
    (said,) = [m for m in Message.objects.filter(about_id=str(due.id)) if "児童手当" in str(m.content)]
    assert "受け取れなくなった月数: 確認が必要" in said.content["body"]


def separated(begin: Begin, change: Change) -> None:
    """Divorced, both in the city: the father keeps 003 and receives for it; the mother moves in with 009."""
    begin([row("001"), child(世帯番号="100")], recipients=[("001", "003")])
    arrived = {"世帯番号": "700", "異動日": "2026-11-18", "異動事由": "転入"}
    mother = row("002", "佐藤 花子", 性別="女", 生年月日="1987-03-01", 続柄="世帯主", **arrived)
    change(mother, child("009", "2019-07-01", 名="遥", **arrived))


def cares_for(adult: str, child: str) -> None:
    vocabulary.remember(
        "別居監護", person=adult, about=child, value=True, source="ledger", valid_from=TODAY, by=BY, at=LATER
    )


def test_a_mother_who_raises_a_child_apart_from_the_recipient_may_claim(begin: Begin, change: Change) -> None:
    separated(begin, change)
    hers = claims("002", at=TODAY)["009"]
    assert hers.link
    assert not hers.certain  # whether he cares for this child, too, and whether she is a public servant
    assert (hers.months_lost, hers.deadline) == (0, date(2026, 12, 3))
    assert not claims("002", INCREASE, TODAY)
    assert not claims("001", INCREASE, TODAY)["009"].certain
    outcome = rules.evaluate(CLAIM, person="002", about="009", at=TODAY)
    assert outcome is not None
    assert outcome.answer == "unknown"


def test_whom_the_father_certainly_raises_is_his_to_add(begin: Begin, change: Change) -> None:
    """別居監護 of this very child stands in the city's list: the mother is told that he adds it, and not to claim."""
    separated(begin, change)
    cares_for("001", "009")
    guidance.refresh(["009"], at=LATER)
    assert claims("001", INCREASE)["009"].certain
    assert not claims("002")
    assert claims("002", INCREASE)["009"].link is None


def test_care_of_one_child_apart_says_nothing_of_another(begin: Begin, change: Change) -> None:
    separated(begin, change)
    change(row("010", "鈴木 空", 生年月日="2012-01-01", 世帯番号="800", 父母宛名番号="001"), at=LATER)
    cares_for("001", "010")
    guidance.refresh(["009", "010"], at=LATER)
    assert claims("002")["009"].link
    assert not claims("001", INCREASE)["009"].certain


def test_children_who_live_with_a_former_wife_are_not_counted_for_sure(begin: Begin, change: Change) -> None:
    other = row("012", "佐藤 恵", 性別="女", 生年月日="1986-01-01", 続柄="世帯主", 世帯番号="600")
    apart = {"世帯番号": "600", "父母宛名番号": "001 012"}
    elder = [child("021", "2014-01-01", 名="一", **apart), child("022", "2016-01-01", 名="二", **apart)]
    begin([*parents(), other, *elder], recipients=[("012", "021"), ("012", "022")])
    change(baby())
    amounts = {
        who: rules.evaluate("児童手当の額", person=who, about="004", at=TODAY) for who in ("001", "002")
    }
    assert {who: each and each.amount for who, each in amounts.items()} == {
        "001": rules.Amount(15_000, 30_000), "002": rules.Amount(15_000, 15_000),
    }  # fmt: skip
