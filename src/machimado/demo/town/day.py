"""One day of the town: the register it changes, the dice it throws, and how it finds somebody."""

from collections.abc import Callable
from datetime import date
from random import Random

from machimado.demo.town.ledger import Ledger
from machimado.demo.town.names import Names
from machimado.demo.town.places import Places
from machimado.demo.town.recipe import Recipe
from machimado.demo.town.register import Row

TRIES = 4000


class Day:
    """One day's draws. Everything that happens is noted in the ledger."""

    def __init__(self, ledger: Ledger, recipe: Recipe, *, seed: str, on: date):
        self.ledger, self.recipe, self.on = ledger, recipe, on
        self.rng = Random(f"{recipe.title}|{seed}|{on.isoformat()}|life")
        self.names, self.places = Names(recipe), Places(recipe)

    def age(self, row: Row) -> int:
        born = date.fromisoformat(row["生年月日"])
        return self.on.year - born.year - ((self.on.month, self.on.day) < (born.month, born.day))

    def pick(self, weight: Callable[[Row], float]) -> Row | None:
        """Someone, with a probability proportional to `weight` (0–1); None when nobody seems to fit."""
        for _ in range(TRIES):
            row = self.rng.choice(self.ledger.rows)
            if self.rng.random() < weight(row):
                return row
        return None


def poisson(rng: Random, mean: float) -> int:
    """How often something happens that happens `mean` times on average."""
    limit, count = 2.718281828459045**-mean, 0
    product = rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count
