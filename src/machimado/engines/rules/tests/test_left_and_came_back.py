"""What somebody held for a child ends when they leave the city (児童手当法8条2項); coming back does not revive it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from machimado.engines.rules import api as rules
from machimado.engines.rules.tests.conftest import BY, Begin, Change, child, parents
from machimado.engines.vocabulary import api as vocabulary

CLAIM, INCREASE = "児童手当認定請求", "児童手当額改定認定請求"
RETURNED = date(2026, 12, 10)
TOMORROW = RETURNED + timedelta(days=1)
NOON = datetime(2026, 12, 10, 3, tzinfo=UTC)


def answer(rule: str, person: str, at: date = TOMORROW) -> str:
    outcome = rules.evaluate(rule, person=person, about="003", at=at)
    return outcome.answer if outcome else "no"


@pytest.fixture
def away(begin: Begin, change: Change) -> None:
    """The father receives for the child; he leaves."""
    begin([*parents(), child()], recipients=[("001", "003")])
    left = {**parents()[0], "異動日": "2026-11-20", "異動事由": "転出"}
    change(left, at=datetime(2026, 11, 24, 3, tzinfo=UTC))


@pytest.fixture
def back(away: None, change: Change) -> None:
    change({**parents()[0], "異動日": RETURNED.isoformat(), "異動事由": "転入"}, at=NOON)


def decided(at: datetime) -> None:
    vocabulary.remember(
        "児童手当受給", person="001", about="003", value=True, source="decision",
        valid_from=at.date(), by=BY, at=at,
    )  # fmt: skip


@pytest.mark.usefixtures("away")
def test_while_he_is_away_the_mother_can_claim() -> None:
    assert answer(CLAIM, "002", at=date(2026, 12, 9)) == "unknown"


@pytest.mark.usefixtures("back")
def test_when_he_is_back_either_parent_can_claim_and_he_has_nothing_to_increase() -> None:
    assert (answer(CLAIM, "001"), answer(CLAIM, "002")) == ("unknown", "unknown")
    assert answer(INCREASE, "001") == "no"


@pytest.mark.usefixtures("back")
def test_one_person_and_the_whole_town_agree_about_it() -> None:
    found = {(each.rule, each.person) for each in rules.evaluate_town(at=TOMORROW) if each.about == "003"}
    assert {(CLAIM, "001"), (CLAIM, "002")} <= found


@pytest.mark.usefixtures("back")
def test_what_is_decided_after_the_return_holds() -> None:
    decided(NOON)
    assert (answer(CLAIM, "001"), answer(CLAIM, "002")) == ("no", "no")


@pytest.mark.usefixtures("back")
def test_a_list_of_after_the_return_that_names_him_is_believed() -> None:
    lines = [vocabulary.Receipt("001", "003", date(2026, 1, 1))]
    vocabulary.import_ledger("児童手当受給", lines, complete_from=RETURNED, by=BY, at=NOON)
    assert answer(CLAIM, "002") == "no"


def test_of_whoever_was_never_away_nothing_has_ended(begin: Begin) -> None:
    begin([*parents(), child()], recipients=[("001", "003")])
    assert answer(CLAIM, "002") == "no"
