"""The households that the recipe spells out, and the hard cases that it only counts."""

from datetime import date

from machimado.demo.town.births import on_birthday
from machimado.demo.town.homes import Homes
from machimado.demo.town.names import Names
from machimado.demo.town.people import Household, Person
from machimado.demo.town.recipe import SpecialHousehold, SpecialPerson


def build(homes: Homes, as_of: date) -> None:
    """The story's families and the hard cases by name, taken out of the pool like everybody else."""
    people: dict[str, Person] = {}
    for wanted in homes.recipe.special:
        members = []
        for key, each in wanted.people.items():
            homes.pool.replace(each.sex, each.age)
            people[f"{wanted.key}.{key}"] = person = _person(wanted, key, each, as_of)
            members.append(person)
        household = homes.add("特別", members)
        household.key, household.town = wanted.key, wanted.town
        household.protected, household.surname = wanted.protected, wanted.family
    for wanted in homes.recipe.special:
        for key, each in wanted.people.items():
            child = people[f"{wanted.key}.{key}"]
            child.father = _parent(people, wanted.key, each.father)
            child.mother = _parent(people, wanted.key, each.mother)


def _parent(people: dict[str, Person], household: str, key: str) -> Person | None:
    if not key:
        return None
    return people[key if "." in key else f"{household}.{key}"]


def _person(household: SpecialHousehold, key: str, wanted: SpecialPerson, as_of: date) -> Person:
    person = Person(wanted.sex, wanted.age, wanted.relationship, key=f"{household.key}.{key}")
    person.family, person.family_kana = wanted.family or household.family
    person.given, person.given_kana = wanted.given
    person.latin, person.alias, person.nationality = wanted.latin, wanted.alias, wanted.nationality
    if wanted.birthday:
        month, day = (int(part) for part in wanted.birthday.split("-"))
        person.born = on_birthday(wanted.age, month, day, as_of)
    return person


def naturalise(homes: Homes, names: Names) -> None:
    """Foreign residents: young people living alone, wives of Japanese residents, whole families."""
    rng, left = homes.rng, homes.recipe.families.foreigners
    homes_left = [h for h in homes.households if not h.key]
    rng.shuffle(homes_left)
    for household in homes_left:
        if left <= 0:
            break
        head = household.head
        if household.kind == "一人" and 19 <= head.age <= 42 and rng.random() < 0.5:
            names.give_foreign(rng, head)
            left -= 1
        elif household.kind in {"夫婦", "親子"} and rng.random() < 0.02:
            left -= _mixed_family(homes, names, household)


def _mixed_family(homes: Homes, names: Names, household: Household) -> int:
    wife = household.members[1] if len(household.members) > 1 else None
    if wife is None or wife.relationship != "妻" or not 24 <= wife.age <= 60:
        return 0
    household.surname = names.surname(homes.rng)
    names.give_foreign(homes.rng, wife, household.surname if homes.chance(0.6) else None)
    return 1


def protect(homes: Homes) -> None:
    """支援措置: a mother and her children in hiding, the other parent registered elsewhere in the town."""
    single = [
        h
        for h in homes.households
        if h.kind == "親子" and h.head.sex == "女" and h.head.age >= 22 and not h.key
    ]
    alone = [
        h for h in homes.households if h.kind == "一人" and h.head.sex == "男" and 24 <= h.head.age <= 60
    ]
    homes.rng.shuffle(single)
    count = homes.recipe.families.protected_households
    for household in single:
        if count <= 0:
            break
        father = _matching_father(household, alone)
        if father is None:
            continue
        alone.remove(father)
        household.protected, count = True, count - 1
        for child in household.members[1:]:
            child.father = father.head


def _matching_father(household: Household, alone: list[Household]) -> Household | None:
    eldest, mother = household.members[1].age, household.head.age
    for candidate in alone:
        age = candidate.head.age
        if (
            eldest + 18 <= age <= eldest + 58
            and abs(age - mother) <= 10
            and candidate.head.nationality == "日本"
        ):
            return candidate
    return None
