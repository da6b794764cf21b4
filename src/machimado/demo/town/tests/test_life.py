from collections import Counter
from datetime import date, timedelta

import pytest

from machimado.demo.town import life
from machimado.demo.town.day import Day
from machimado.demo.town.generate import Town, generate
from machimado.demo.town.kinship_words import rehead, successor
from machimado.demo.town.ledger import Ledger
from machimado.demo.town.recipe import Recipe
from machimado.demo.town.register import Row, rows
from machimado.demo.town.tests.conftest import AS_OF


def live(
    ledger: Ledger, recipe: Recipe, days: int, *, seed: str = "s", since: date = AS_OF
) -> list[list[Row]]:
    result = []
    for i in range(1, days + 1):
        life.live(Day(ledger, recipe, seed=seed, on=since + timedelta(days=i)))
        result.append(list(ledger.take_changes()))
    return result


@pytest.fixture(scope="module")
def year(town: Town, recipe: Recipe) -> tuple[Ledger, list[list[Row]]]:
    ledger = Ledger(rows(town, recipe))
    return ledger, live(ledger, recipe, 365)


def test_a_year_goes_at_the_recipes_rates(year: tuple[Ledger, list[list[Row]]], recipe: Recipe) -> None:
    events = Counter(row["異動事由"] for day in year[1] for row in day)
    rates, people = recipe.rates, 32.6
    assert events["出生"] / people == pytest.approx(rates.births, abs=1.2)
    assert events["死亡"] / people == pytest.approx(rates.deaths, abs=2.2)
    assert events["転入"] / people == pytest.approx(rates.arrivals, rel=0.15)
    assert events["転出"] / people == pytest.approx(rates.departures, rel=0.15)
    assert events["転居"] / people == pytest.approx(rates.removals, rel=0.3)
    assert events["婚姻"] / people / 2 == pytest.approx(rates.marriages, rel=0.35)


def test_after_a_year_every_household_has_one_head(year: tuple[Ledger, list[list[Row]]]) -> None:
    ledger, _ = year
    for members in ledger.households.values():
        assert [row["続柄"] for row in members].count("世帯主") == 1
    assert sum(len(members) for members in ledger.households.values()) == len(ledger.rows)
    assert len({row["宛名番号"] for row in ledger.rows}) == len(ledger.rows)


def test_a_married_son_leaves_nobody_behind(year: tuple[Ledger, list[list[Row]]]) -> None:
    """Neither a second wedding nor a flat of one's own while a wife and children live in one's parents' house."""
    ledger, days = year
    left = [row for day in days for row in day if row["異動事由"] in ("婚姻", "転居") and row["続柄"] != "妻"]
    assert left
    for members in ledger.households.values():
        words = [row["続柄"] for row in members]
        assert sum(words.count(word) for word in ("妻", "夫", "妻（未届）")) <= 1
        sons = sum(row["続柄"] == "子" and row["性別"] == "男" for row in members)
        assert "子の妻" not in words or sons


def test_the_dying_are_old(year: tuple[Ledger, list[list[Row]]]) -> None:
    ages = [
        int(row["異動日"][:4]) - int(row["生年月日"][:4])
        for day in year[1]
        for row in day
        if row["異動事由"] == "死亡"
    ]
    assert sum(ages) / len(ages) > 78


def test_newborns_have_a_mother_who_is_there(year: tuple[Ledger, list[list[Row]]]) -> None:
    for day in year[1]:
        for row in day:
            if row["異動事由"] == "出生":
                assert row["母宛名番号"]
                assert row["続柄"] in {"子", "子の子", "妻（未届）の子"}
                assert row["生年月日"] == row["異動日"]


def test_the_same_days_bring_the_same_events(town: Town, recipe: Recipe) -> None:
    first, second = (Ledger(rows(town, recipe)) for _ in range(2))
    assert live(first, recipe, 20) == live(second, recipe, 20)


def test_days_may_pass_over_a_leap_day(recipe: Recipe) -> None:
    small = recipe.scaled(1500)
    since = date(2028, 2, 27)
    ledger = Ledger(rows(generate(small, seed="閏", as_of=since), small))
    days = live(ledger, small, 3, since=since)
    assert len(days) == 3
    for row in ledger.rows:
        assert row["生年月日"] <= "2028-03-01"


def test_a_second_child_of_the_story(town: Town, recipe: Recipe) -> None:
    ledger = Ledger(rows(town, recipe))
    mother = ledger.by_number[town.keys["物語.母"]]
    child = life.bear(Day(ledger, recipe, seed="s", on=AS_OF + timedelta(days=9)), mother)
    assert child["続柄"] == "子"
    assert child["父宛名番号"] == town.keys["物語.父"]
    assert child["母宛名番号"] == town.keys["物語.母"]
    assert child["氏"] == "佐藤"
    assert child["世帯番号"] == mother["世帯番号"]


def member(number: int, relationship: str, sex: str, born: str, mother: str = "") -> Row:
    return {
        "宛名番号": str(number),
        "続柄": relationship,
        "性別": sex,
        "生年月日": born,
        "父宛名番号": "",
        "母宛名番号": mother,
    }


def test_a_widow_becomes_head_and_her_husbands_mother_is_his() -> None:
    wife = member(2, "妻", "女", "1950-01-01")
    members = [wife, member(3, "子", "男", "1980-01-01", "2"), member(4, "母", "女", "1930-01-01")]
    assert successor(members, AS_OF) is wife
    assert [word for _, word in rehead(members, wife)] == ["世帯主", "夫の母"]


def test_a_grown_child_takes_over_from_a_lone_parent() -> None:
    elder, younger = member(3, "子", "男", "1980-01-01", "2"), member(4, "子", "女", "1984-01-01", "2")
    wife, grandchild = member(5, "子の妻", "女", "1982-01-01"), member(6, "子の子", "男", "2015-01-01", "5")
    grandchild["父宛名番号"] = "3"
    members = [elder, younger, wife, grandchild]
    assert successor(members, AS_OF) is elder
    words = {row["宛名番号"]: word for row, word in rehead(members, elder)}
    assert words == {"3": "世帯主", "4": "妹", "5": "妻", "6": "子"}
