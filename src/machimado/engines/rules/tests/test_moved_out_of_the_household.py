"""Who has moved to another household of the city is in that one alone, for one person as for the whole town."""

from datetime import UTC, date, datetime

import pytest

from machimado.core.residents import api as residents
from machimado.engines.rules import api as rules
from machimado.engines.rules.tests.conftest import Begin, Change, child, parents

CLAIM = "児童手当認定請求"
DAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.mark.parametrize("household", ["050", "200"])
@pytest.mark.parametrize("recorded", ["", "001 002", "002"])
@pytest.mark.parametrize("protection", ["", "DV"])
def test_one_person_and_the_whole_town_agree(
    begin: Begin, change: Change, household: str, recorded: str, protection: str
) -> None:
    """The mother moves away with the child."""
    begin([*parents(), child(父母宛名番号=recorded)])
    moved = {"世帯番号": household, "異動日": "2026-11-24", "異動事由": "転居", "支援措置": protection}
    mother = {**parents()[1], **moved, "続柄": "世帯主"}
    change(mother, child(父母宛名番号=recorded, **moved), at=NOON)
    rows = residents.rule_columns(at=DAY, households={"100", household})
    assert [(row.number, row.household) for row in rows] == sorted(
        [("001", "100"), ("002", household), ("003", household)], key=lambda row: row[1]
    )
    town = {each for each in rules.evaluate_town(at=DAY) if each.about == "003"}
    some = {each for person in ("001", "002", "003") for each in rules.evaluate_town(at=DAY, people={person})}
    assert {each for each in some if each.about == "003"} == town
    assert "002" in {each.person for each in town if each.rule == CLAIM}
