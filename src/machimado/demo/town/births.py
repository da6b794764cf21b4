"""Birth dates: from completed years to a day, plausible between brothers and sisters."""

from datetime import date, timedelta
from random import Random

from machimado.demo.town.people import Person

PREGNANCY = timedelta(days=300)


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes 28 February in a common year."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def window(age: int, as_of: date) -> tuple[date, date]:
    """First and last birth date of someone who has completed `age` years on `as_of`."""
    return years_before(as_of, age + 1) + timedelta(days=1), years_before(as_of, age)


def draw(rng: Random, age: int, as_of: date) -> date:
    first, last = window(age, as_of)
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def settle(rng: Random, members: list[Person], as_of: date) -> None:
    """Give a birth date to each member that has none: twins share it, siblings are 300 days apart at least."""
    for person in members:
        if person.born == date.min:
            person.born = draw(rng, person.age, as_of)
    for mother in {id(p.mother): p.mother for p in members if p.mother is not None}.values():
        _space(rng, [p for p in members if p.mother is mother and not p.key], as_of)


def _space(rng: Random, siblings: list[Person], as_of: date) -> None:
    siblings.sort(key=lambda p: -p.age)
    for elder, younger in zip(siblings, siblings[1:], strict=False):
        if elder.twin and younger.twin and elder.age == younger.age:
            younger.born = elder.born
            continue
        for _ in range(20):
            if younger.born - elder.born >= PREGNANCY:
                break
            younger.born = draw(rng, younger.age, as_of)
        else:
            younger.born = window(younger.age, as_of)[1]
            if younger.born - elder.born < PREGNANCY:
                elder.born = window(elder.age, as_of)[0]


def on_birthday(age: int, month: int, day: int, as_of: date) -> date:
    """The birth date with this birthday whose age is `age`, or the next one up for 29 February."""
    for year in range(as_of.year - age, as_of.year - age - 9, -1):
        try:
            born = date(year, month, day)
        except ValueError:
            continue
        if born <= window(age, as_of)[1]:
            return born
    raise ValueError(f"no {month}/{day} gives age {age}")
