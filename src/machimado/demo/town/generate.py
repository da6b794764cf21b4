"""The town = f(recipe, seed, as-of date), byte for byte.

Every draw comes from `random.Random` seeded with a string; nothing here asks the clock, the disk, a set or a hash.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from machimado.demo.town import adults, births, families, special
from machimado.demo.town.homes import Homes
from machimado.demo.town.names import Names
from machimado.demo.town.people import Household, Person
from machimado.demo.town.places import Places
from machimado.demo.town.pyramid import Pool
from machimado.demo.town.recipe import Recipe

FIRST_PERSON, FIRST_HOUSEHOLD = 1_000_000_001, 5_000_000_001


@dataclass(frozen=True, slots=True)
class Town:
    """A drawn town on a day. `keys` finds the people that the recipe names: 「物語.母」 → 宛名番号."""

    as_of: date
    households: tuple[Household, ...]
    keys: dict[str, str]

    @property
    def people(self) -> list[Person]:
        return [person for household in self.households for person in household.members]


def generate(recipe: Recipe, *, seed: str, as_of: date) -> Town:
    """Draw the town. Same arguments, same town, on every machine and Python 3.11+."""
    rng = Random(f"{recipe.title}|{seed}|{as_of.isoformat()}")
    homes = Homes(recipe, Pool(recipe, rng), rng)
    names, places = Names(recipe), Places(recipe)
    special.build(homes, as_of)
    families.build(homes)
    adults.build(homes)
    special.naturalise(homes, names)
    special.protect(homes)
    for household in homes.households:
        births.settle(rng, household.members, as_of)
        names.give(rng, household)
        places.settle(rng, household)
    _number(homes.households)
    for household in homes.households:
        for person in household.members:
            _last_event(rng, person, as_of)
    keys = {person.key: person.number for h in homes.households for person in h.members if person.key}
    return Town(as_of, tuple(homes.households), keys)


def _number(households: list[Household]) -> None:
    person_number = FIRST_PERSON
    for i, household in enumerate(households):
        household.number = str(FIRST_HOUSEHOLD + i)
        for person in household.members:
            person.number = str(person_number)
            person_number += 1


def _last_event(rng: Random, person: Person, as_of: date) -> None:
    """What the register last recorded of this person: their birth here, or their arrival."""
    if person.age < 16 or rng.random() < 0.55:
        person.event, person.event_on = "出生", person.born
        return
    years = rng.randint(0, min(person.age - 15, 40))
    person.event = rng.choice(("転入", "転入", "転居"))
    person.event_on = max(as_of - timedelta(days=365 * years + rng.randrange(1, 365)), person.born)
