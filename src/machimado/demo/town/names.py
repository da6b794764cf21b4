"""Names: surnames by how common they are here, given names by the decade of birth. All combinations are invented."""

from random import Random

from machimado.demo.town.people import Household, Person
from machimado.demo.town.recipe import Nationality, Recipe, Spelling

KEEPS_OWN_NAME = {"妻の子", "子の妻の子", "妻の父", "妻の母", "同居人", "縁故者"}


class Names:
    def __init__(self, recipe: Recipe):
        self._surnames = [(kanji, kana) for kanji, (kana, _) in recipe.surnames.items()]
        self._weights = [weight for _, weight in recipe.surnames.values()]
        self._generations = recipe.generations
        self._nationalities = recipe.nationalities

    def surname(self, rng: Random) -> Spelling:
        return rng.choices(self._surnames, self._weights)[0]

    def given(self, rng: Random, person: Person) -> Spelling:
        for generation in self._generations:
            if person.born.year <= generation.until:
                break
        return rng.choice(generation.men if person.sex == "男" else generation.women)

    def nationality(self, rng: Random) -> Nationality:
        return rng.choices(self._nationalities, [n.weight for n in self._nationalities])[0]

    def give(self, rng: Random, household: Household) -> None:
        """One family name for the household, a stepchild's own, and no two members of one given name."""
        shared = household.surname if household.surname[0] else self.surname(rng)
        household.surname = shared
        taken = {person.given for person in household.members}
        for person in household.members:
            if person.given:
                continue
            own = person.relationship in KEEPS_OWN_NAME
            person.family, person.family_kana = self.surname(rng) if own else shared
            person.given, person.given_kana = self.given(rng, person)
            for _ in range(8):
                if person.given not in taken:
                    break
                person.given, person.given_kana = self.given(rng, person)
            taken.add(person.given)

    def give_foreign(self, rng: Random, person: Person, alias_surname: Spelling | None = None) -> None:
        """An alphabet name; with `alias_surname` also a 通称, as spouses of Japanese residents often have."""
        country = self.nationality(rng)
        person.nationality = country.name
        person.family, person.family_kana = rng.choice(country.families)
        person.given, person.given_kana = rng.choice(country.men if person.sex == "男" else country.women)
        person.latin = f"{person.family} {person.given}"
        if alias_surname is not None:
            person.alias = f"{alias_surname[0]} {person.given_kana.split(' ')[-1]}"
