"""Where people live: real towns and postal codes, invented numbers."""

from random import Random

from machimado.demo.town.people import Household
from machimado.demo.town.recipe import Recipe

URBAN_QUARTERS = 2


class Places:
    def __init__(self, recipe: Recipe):
        self._recipe = recipe
        self._towns: list[tuple[str, str, bool]] = []
        self._weights: list[int] = []
        for i, quarter in enumerate(recipe.quarters):
            for code, name in quarter.towns:
                self._towns.append((code, name, i < URBAN_QUARTERS))
                self._weights.append(quarter.weight)
        self._codes = {name: (code, urban) for code, name, urban in self._towns}

    def settle(self, rng: Random, household: Household) -> None:
        """Give the household an address; one that already has a town keeps it."""
        if household.town:
            code, urban = self._codes[household.town]
        else:
            code, household.town, urban = rng.choices(self._towns, self._weights)[0]
        household.postal_code = code
        if urban:
            household.street = f"{rng.randint(1, 9)}番{rng.randint(1, 40)}号"
        else:
            hamlet = rng.choice(self._recipe.hamlets)
            household.street = f"字{hamlet}{rng.randint(1, 180)}番地{_branch(rng)}"
        household.building = ""
        if urban and len(household.members) <= 3 and rng.random() < 0.35:
            household.building = (
                f"{rng.choice(self._recipe.buildings)}{rng.randint(1, 4)}0{rng.randint(1, 8)}号室"
            )
        if household.kind == "一人" and household.head.age >= 80 and rng.random() < 0.3:
            household.building = rng.choice(self._recipe.homes)


def _branch(rng: Random) -> str:
    return f"の{rng.randint(1, 9)}" if rng.random() < 0.4 else ""
