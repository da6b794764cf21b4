"""From published tables to a pool of (sex, age) tokens with exact totals."""

from itertools import pairwise
from random import Random

from machimado.demo.town.recipe import Recipe, Sex

OLDEST = 108
SEXES: tuple[Sex, Sex] = ("男", "女")


def apportion(shares: list[float], total: int) -> list[int]:
    """`total` whole seats divided like `shares` (largest remainder; ties go to the earlier)."""
    whole = sum(shares)
    exact = [share * total / whole for share in shares]
    seats = [int(each) for each in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (seats[i] - exact[i], i))
    for i in by_remainder[: total - sum(seats)]:
        seats[i] += 1
    return seats


def bands(recipe: Recipe, sex: Sex) -> list[tuple[int, int, float]]:
    """(first age, last age, share) of each band: the weighted mixture of the tables, the open band split."""
    ages = recipe.ages
    mixed = [0.0] * len(ages.bands)
    for table in ages.tables:
        whole = sum(table.men) + sum(table.women)
        for i, cell in enumerate(table.of(sex)):
            mixed[i] += table.weight * cell / whole
    edges = [*ages.bands, OLDEST]
    result = [(a, b - 1, share) for (a, b), share in zip(pairwise(edges), mixed, strict=True)]
    _, _, old = result.pop()
    cells = ages.old[sex]
    splits = pairwise([*ages.old_bands, OLDEST])
    result += [(a, b - 1, old * cell / sum(cells)) for (a, b), cell in zip(splits, cells, strict=True)]
    return result


class Pool:
    """The people not yet in a household, as counts by sex and age."""

    def __init__(self, recipe: Recipe, rng: Random):
        self.counts: dict[Sex, list[int]] = {sex: [0] * (OLDEST + 1) for sex in SEXES}
        for sex in SEXES:
            spread = bands(recipe, sex)
            seats = apportion([share for _, _, share in spread], recipe.population[sex])
            for (first, last, _), n in zip(spread, seats, strict=True):
                for _ in range(n):
                    self.counts[sex][_age_in_band(rng, first, last)] += 1

    def left(self, sex: Sex, first: int = 0, last: int = OLDEST) -> int:
        return sum(self.counts[sex][first : last + 1])

    def take(self, sex: Sex, age: int) -> bool:
        """One person of exactly this age leaves the pool, if there is one."""
        if not 0 <= age <= OLDEST or not self.counts[sex][age]:
            return False
        self.counts[sex][age] -= 1
        return True

    def nearest(self, sex: Sex, target: int, first: int, last: int) -> int | None:
        """Take the person whose age is closest to `target` within [first, last]; None when there is none."""
        first, last = max(first, 0), min(last, OLDEST)
        target = min(max(target, first), last)
        for distance in range(OLDEST + 1):
            for age in (target - distance, target + distance):
                if first <= age <= last and self.take(sex, age):
                    return age
        return None

    def replace(self, sex: Sex, age: int) -> None:
        """Take one person of this age, or of the nearest; the town's totals stay exact."""
        if self.nearest(sex, age, 0, OLDEST) is None:
            raise ValueError(f"the town is too small for a {age}-year-old ({sex})")

    def tokens(self, sex: Sex, first: int, last: int) -> list[tuple[Sex, int]]:
        return [(sex, age) for age in range(first, last + 1) for _ in range(self.counts[sex][age])]


def _age_in_band(rng: Random, first: int, last: int) -> int:
    """Uniform within a band; past 90 each further year is rarer."""
    if first < 90:
        return rng.randint(first, last)
    age = first
    while age < last and rng.random() < 0.55:
        age += 1
    return age
