"""What a day brings: who is born, dies, arrives, leaves, moves house, marries and parts. f(ledger, recipe, seed, day)."""

from collections.abc import Callable
from datetime import date

from machimado.demo.town import moving
from machimado.demo.town.day import Day, poisson
from machimado.demo.town.kinship_words import rehead, successor
from machimado.demo.town.people import Person
from machimado.demo.town.register import Row

WIVES = ("妻", "子の妻", "妻（未届）")


def live(day: Day) -> None:
    """All of a day's events, each kind as often as its yearly rate says."""
    rates = day.recipe.rates
    events: tuple[tuple[float, Callable[[Day], None]], ...] = (
        (rates.births, birth),
        (rates.deaths, death),
        (rates.departures / moving.MEAN_DEPARTING, moving.departure),
        (rates.arrivals / moving.MEAN_ARRIVING, moving.arrival),
        (rates.removals / moving.MEAN_REMOVING, moving.removal),
        (rates.marriages, moving.marriage),
        (rates.divorces, moving.divorce),
    )
    people = len(day.ledger.rows)
    for rate, event in events:
        for _ in range(poisson(day.rng, rate * people / 1000 / 365.25)):
            event(day)


def birth(day: Day) -> None:
    mother = day.pick(lambda row: _fertility(day, row))
    if mother is not None:
        bear(day, mother)


def _fertility(day: Day, row: Row) -> float:
    if row["性別"] == "男" or row["続柄"] not in WIVES:
        return 0.0
    age = day.age(row)
    curve = ((19, 0.05), (24, 0.35), (29, 0.9), (34, 1.0), (39, 0.6), (44, 0.12))
    chance = next((p for until, p in curve if age <= until), 0.0) if age >= 18 else 0.0
    return chance if chance and _could_bear(day, row) else 0.0


def _could_bear(day: Day, mother: Row) -> bool:
    children = [
        date.fromisoformat(row["生年月日"])
        for row in day.ledger.household_of(mother)
        if row["母宛名番号"] == mother["宛名番号"]
    ]
    return len(children) < 4 and all((day.on - born).days >= 320 for born in children)


def bear(day: Day, mother: Row, *, sex: str = "", given: tuple[str, str] | None = None) -> Row:
    """A child of this mother is registered: in her household, of her husband where there is one."""
    child_sex = sex or day.rng.choice(("男", "女"))
    person = Person("男" if child_sex == "男" else "女", 0, born=day.on)
    given = given or day.names.given(day.rng, person)
    father = _husband(day, mother)
    named_after = mother if father is None or mother["続柄"] == "妻（未届）" else father
    row = dict(mother)
    row |= {
        "氏": named_after["氏"],
        "氏カナ": named_after["氏カナ"],
        "名": given[0],
        "名カナ": given[1],
        "英字": "",
        "通称": "",
        "生年月日": day.on.isoformat(),
        "性別": child_sex,
        "国籍": named_after["国籍"],
        "続柄": _child_word(mother["続柄"]),
        "父宛名番号": father["宛名番号"] if father and mother["続柄"] != "妻（未届）" else "",
        "母宛名番号": mother["宛名番号"],
    }
    return day.ledger.add(row, on=day.on, event="出生")


def _child_word(mother: str) -> str:
    return {"子の妻": "子の子", "子": "子の子", "妻（未届）": "妻（未届）の子"}.get(mother, "子")


def _husband(day: Day, mother: Row) -> Row | None:
    """The head, for his wife; the head's son of her age, for a daughter-in-law; nobody for the others."""
    members = day.ledger.household_of(mother)
    wanted = {"妻": "世帯主", "妻（未届）": "世帯主", "子の妻": "子"}.get(mother["続柄"])
    men = [row for row in members if row["続柄"] == wanted and row["性別"] == "男" and day.age(row) >= 18]
    if not men:
        return None
    age = day.age(mother)
    return min(men, key=lambda row: (abs(day.age(row) - age), row["宛名番号"]))


def death(day: Day) -> None:
    row = day.pick(lambda each: _mortality(day.age(each), each["性別"]))
    if row is None:
        return
    household = row["世帯番号"]
    was_head = row["続柄"] == "世帯主"
    day.ledger.remove(row, on=day.on, event="死亡")
    if was_head and household in day.ledger.households:
        new_head(day, household)


def _mortality(age: int, sex: str) -> float:
    """Gompertz: the yearly risk doubles about every seven years; men die as women five years older do."""
    effective = age + (0 if sex == "女" else 5)
    return float(min(1.0, 0.00003 * 1.105**effective))


def new_head(day: Day, household: str) -> None:
    """世帯主変更: after a head has left, the household names another and all 続柄 follow."""
    members = day.ledger.households[household]
    head = successor(members, day.on)
    for row, word in rehead(members, head):
        row["続柄"] = word
        day.ledger.note(row, on=day.on, event="世帯主変更")
    members.sort(key=lambda row: row is not head)
