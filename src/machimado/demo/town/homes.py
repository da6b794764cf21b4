"""The builder: takes people from the pool, puts them into households, and counts sizes against the quota."""

from random import Random

from machimado.demo.town.people import Household, Person
from machimado.demo.town.pyramid import Pool, apportion
from machimado.demo.town.recipe import Recipe, Sex


class Homes:
    """Households built so far, and how many of each size are still wanted."""

    def __init__(self, recipe: Recipe, pool: Pool, rng: Random):
        self.recipe, self.pool, self.rng = recipe, pool, rng
        self.households: list[Household] = []
        self.wanted = _quota(recipe)

    def add(self, kind: str, members: list[Person]) -> Household:
        household = Household(members, kind)
        self.households.append(household)
        size = min(len(members), max(self.wanted))
        self.wanted[size] -= 1
        return household

    def person(self, sex: Sex, target: float, first: int, last: int) -> Person | None:
        age = self.pool.nearest(sex, round(target), first, last)
        return None if age is None else Person(sex, age)

    def put_back(self, *people: Person | None) -> None:
        for person in people:
            if person is not None:
                self.pool.counts[person.sex][person.age] += 1

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability


def _quota(recipe: Recipe) -> dict[int, int]:
    sizes = sorted(recipe.household_sizes)
    shares = [recipe.household_sizes[size] for size in sizes]
    mean = sum(s * n for s, n in zip(sizes, shares, strict=True)) / sum(shares)
    count = round(sum(recipe.population.values()) / mean)
    return dict(zip(sizes, apportion([float(n) for n in shares], count), strict=True))
