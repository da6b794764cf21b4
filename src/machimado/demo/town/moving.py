"""Arrivals, departures, removals, marriages and divorces of a day."""

from machimado.demo.town import births
from machimado.demo.town.day import Day
from machimado.demo.town.people import Household, Person
from machimado.demo.town.recipe import Sex
from machimado.demo.town.register import Row, address

# Mean number of people that one such event moves: rates count people, events are drawn.
MEAN_DEPARTING, MEAN_ARRIVING, MEAN_REMOVING = 1.5, 1.45, 1.9
SINGLE_ADULT = ("子", "世帯主")


def _mobility(age: int) -> float:
    for until, weight in ((17, 0.0), (24, 1.0), (29, 0.9), (34, 0.55), (39, 0.35), (49, 0.18), (64, 0.09)):
        if age <= until:
            return weight
    return 0.03


def _whole_household(day: Day, row: Row) -> bool:
    return row["続柄"] == "世帯主" or (row["続柄"] == "妻" and day.rng.random() < 0.9)


def departure(day: Day) -> None:
    """転出: a young adult of a family, or a household as a whole."""
    row = day.pick(lambda each: _mobility(day.age(each)))
    if row is None:
        return
    leaving = list(day.ledger.household_of(row)) if _whole_household(day, row) else [row]
    if len(leaving) > 4 or (row["続柄"] == "子" and not _unattached(day, row)):
        return
    for each in leaving:
        day.ledger.remove(each, on=day.on, event="転出")


def arrival(day: Day) -> None:
    """転入: one person, a couple, or a couple with a small child, of one name, into a home of their own."""
    luck = day.rng.random()
    ages: list[tuple[Sex, int, str]] = [("男", _arriving_age(day), "世帯主")]
    if luck < 0.30:
        ages.append(("女", max(19, ages[0][1] - day.rng.randint(0, 4)), "妻"))
    elif luck < 0.62:
        ages = [("女", _arriving_age(day), "世帯主")]
    if luck < 0.15 and 22 <= ages[1][1] <= 45:
        ages.append((day.rng.choice(("男", "女")), day.rng.randint(0, min(8, ages[1][1] - 21)), "子"))
    members = [Person(sex, age, word) for sex, age, word in ages]
    if len(members) == 3:
        members[2].father, members[2].mother = members[0], members[1]
    household = Household(members, "転入")
    births.settle(day.rng, members, day.on)
    day.names.give(day.rng, household)
    if len(members) == 1 and members[0].age < 40 and day.rng.random() < 0.12:
        day.names.give_foreign(day.rng, members[0])
    day.places.settle(day.rng, household)
    _register(day, household)


def _arriving_age(day: Day) -> int:
    return int(day.rng.choices((19, 24, 30, 38, 50, 64, 76), (14, 28, 24, 14, 9, 7, 4))[0]) + day.rng.randint(
        0, 5
    )


def _register(day: Day, household: Household) -> None:
    number = day.ledger.new_household()
    for person in household.members:
        row = {
            "氏": person.family,
            "名": person.given,
            "氏カナ": person.family_kana,
            "名カナ": person.given_kana,
            "英字": person.latin,
            "通称": person.alias,
            "生年月日": person.born.isoformat(),
            "性別": person.sex,
            **address(day.recipe, household),
            "世帯番号": number,
            "続柄": person.relationship,
            "父宛名番号": person.father.number if person.father else "",
            "母宛名番号": person.mother.number if person.mother else "",
            "国籍": person.nationality,
            "支援措置": "",
        }
        person.number = day.ledger.add(row, on=day.on, event="転入")["宛名番号"]


def _new_place(day: Day, people: list[Row]) -> dict[str, str]:
    """An address for these people: found by the same rules as the town's first ones."""
    members = [Person("男" if row["性別"] == "男" else "女", day.age(row)) for row in people]
    household = Household(members, "転居")
    day.places.settle(day.rng, household)
    return address(day.recipe, household)


def removal(day: Day) -> None:
    """転居: a household within the town, or a grown-up child into a home of its own."""
    row = day.pick(lambda each: _mobility(day.age(each)))
    if row is None:
        return
    if row["続柄"] == "子":
        if _unattached(day, row):
            _leave_home(day, [row], "転居")
        return
    if row["続柄"] not in ("世帯主", "妻"):
        return
    people = list(day.ledger.household_of(row))
    place = _new_place(day, people)
    for each in people:
        each.update(place)
        day.ledger.note(each, on=day.on, event="転居")


def _leave_home(day: Day, people: list[Row], event: str) -> None:
    """These people, the first as head, into a new household at a new place."""
    number, place = day.ledger.new_household(), _new_place(day, people)
    for each in people:
        day.ledger.move(each, number)
        each.update(place)
    people[0]["続柄"] = "世帯主"
    for each in people:
        day.ledger.note(each, on=day.on, event=event)


def _unattached(day: Day, row: Row) -> bool:
    """A child of the house with neither a child of their own there nor a spouse: 子の妻 may be the brother's, so neither goes."""
    number = row["宛名番号"]
    return row["続柄"] == "子" and not any(
        each["続柄"] in ("子の妻", "子の夫") or number in (each["父宛名番号"], each["母宛名番号"])
        for each in day.ledger.household_of(row)
    )


def _free(day: Day, row: Row, sex: str) -> bool:
    """Single, as far as the register shows, and not the parent of a family."""
    if row["性別"] != sex or row["続柄"] not in SINGLE_ADULT or not 20 <= day.age(row) <= 55:
        return False
    return _unattached(day, row) or len(day.ledger.household_of(row)) == 1


def marriage(day: Day) -> None:
    """婚姻: two single people of about one age move together; one takes the other's name."""
    groom = day.pick(lambda row: _mobility(day.age(row)) if _free(day, row, "男") else 0.0)
    if groom is None:
        return
    age = day.age(groom)
    bride = day.pick(lambda row: float(_free(day, row, "女") and abs(day.age(row) - age) <= 6))
    if bride is None or bride["氏"] == groom["氏"]:
        return
    taker, giver = (bride, groom) if day.rng.random() < 0.94 else (groom, bride)
    if not taker["英字"]:
        taker["氏"], taker["氏カナ"] = giver["氏"], giver["氏カナ"]
    _leave_home(day, [groom, bride], "婚姻")
    bride["続柄"] = "妻"
    day.ledger.note(bride, on=day.on, event="婚姻")


def divorce(day: Day) -> None:
    """離婚: a wife leaves with the children of hers who are minors; the register keeps who the father is."""
    wife = day.pick(lambda row: float(row["続柄"] == "妻" and day.age(row) <= 60))
    if wife is None:
        return
    minors = [
        row
        for row in day.ledger.household_of(wife)
        if row["母宛名番号"] == wife["宛名番号"] and day.age(row) < 18
    ]
    for child in minors:
        child["続柄"] = "子"
    _leave_home(day, [wife, *minors], "離婚")
