"""Households without small children: adult children at home, couples, people living alone."""

from collections.abc import Callable

from machimado.demo.town.homes import Homes
from machimado.demo.town.people import Person
from machimado.demo.town.pyramid import OLDEST, SEXES
from machimado.demo.town.recipe import Sex

PATIENCE = 60
# Of those who live alone, these shares are set aside first (sex, first age, last age, share): assumed, as the
# published tables count one-person households without saying who lives in them.
ALONE: tuple[tuple[Sex, int, int, float], ...] = (
    ("女", 70, 99, 0.30),
    ("男", 65, 95, 0.09),
    ("男", 20, 39, 0.10),
    ("女", 20, 39, 0.08),
)


def build(homes: Homes) -> None:
    """Fill what the quota of household sizes still wants, largest first; who is left lives alone."""
    reserved = homes.wanted[1]
    for sex, first, last, share in ALONE:
        for _ in range(int(reserved * share)):
            person = _someone(homes, first, last, (sex,))
            if person is not None:
                person.relationship = "世帯主"
                homes.add("一人", [person])
    for size in range(max(homes.wanted), 2, -1):
        _until_filled(homes, size, _with_parents)
    _until_filled(homes, 2, _pair)
    for sex in SEXES:
        for _, age in homes.pool.tokens(sex, 0, OLDEST):
            homes.pool.take(sex, age)
            homes.add("一人", [Person(sex, age, "世帯主")])


def _until_filled(homes: Homes, size: int, attempt: Callable[[Homes, int], bool]) -> None:
    """Try until the quota is met, or until it has failed so often in a row that the right people are gone."""
    misses = 0
    while homes.wanted[size] > 0 and misses < PATIENCE:
        misses = 0 if attempt(homes, size) else misses + 1


def _someone(homes: Homes, first: int, last: int, sexes: tuple[Sex, ...] = SEXES) -> Person | None:
    """Someone of the pool, drawn by how many there are of each age."""
    counts = [(sex, age, homes.pool.counts[sex][age]) for sex in sexes for age in range(first, last + 1)]
    if not any(n for _, _, n in counts):
        return None
    sex, age, _ = homes.rng.choices(counts, [n for _, _, n in counts])[0]
    homes.pool.take(sex, age)
    return Person(sex, age)


def _parents_of(homes: Homes, child: Person, *, both: bool) -> list[Person]:
    mother = homes.person("女", child.age + homes.rng.gauss(27.5, 3.5), child.age + 18, child.age + 45)
    if mother is None:
        return []
    father = None
    if both:
        age = mother.age + homes.rng.gauss(2.5, 3)
        father = homes.person("男", age, max(child.age + 18, mother.age - 12), mother.age + 15)
    child.father, child.mother = father, mother
    return [each for each in (father, mother) if each is not None]


def _with_parents(homes: Homes, size: int) -> bool:
    """Parents and grown-up children, the child's spouse and a grandmother, until the size is reached."""
    child = _someone(homes, 20, 62)
    if child is None:
        return False
    parents = _parents_of(homes, child, both=size >= 4 or homes.chance(0.82))
    if not parents:
        homes.put_back(child)
        return False
    members = _headed(parents, child)
    if len(members) < size and homes.chance(0.45 if size == 4 else 0.8):
        members += _spouse(homes, child)
    for _ in range(4 * size):
        if len(members) == size:
            break
        sibling = homes.chance(0.6)
        extra = _sibling(homes, child, members) if sibling else _great_grandmother(homes, parents[0])
        if extra is not None:
            members.append(extra)
    homes.add("親と大人の子", members)
    return len(members) == size


def _headed(parents: list[Person], child: Person) -> list[Person]:
    if parents[0].age >= 80:
        child.relationship = "世帯主"
        for each in parents:
            each.relationship = "父" if each.sex == "男" else "母"
        return [child, *parents]
    parents[0].relationship = "世帯主"
    for spouse in parents[1:]:
        spouse.relationship = "妻"
    child.relationship = "子"
    return [*parents, child]


def _spouse(homes: Homes, child: Person) -> list[Person]:
    if child.age < 24 or child.sex == "女":
        return []
    wife = homes.person("女", child.age - 2, max(20, child.age - 12), child.age + 8)
    if wife is None:
        return []
    wife.relationship = "妻" if child.relationship == "世帯主" else "子の妻"
    return [wife]


def _sibling(homes: Homes, child: Person, members: list[Person]) -> Person | None:
    """A brother or sister two years apart from each of the mother's other children at least."""
    if child.relationship != "子" or child.mother is None:
        return None
    mother, father = child.mother, child.father
    last = min(parent.age - 18 for parent in (mother, father) if parent is not None)
    target = child.age + homes.rng.choice((-4, -3, -2, 2, 3, 4))
    other = homes.person(homes.rng.choice(SEXES), target, max(20, mother.age - 44), last)
    if other is None:
        return None
    if any(abs(other.age - each.age) < 2 for each in members if each.mother is mother):
        homes.put_back(other)
        return None
    other.relationship, other.father, other.mother = "子", father, mother
    return other


def _great_grandmother(homes: Homes, head: Person) -> Person | None:
    if head.relationship != "世帯主" or head.mother is not None:
        return None
    mother = homes.person("女", head.age + 26, head.age + 18, head.age + 42)
    if mother is not None:
        mother.relationship, head.mother = "母", mother
    return mother


def _pair(homes: Homes, size: int = 2) -> bool:
    """A couple mostly; else a parent with a grown-up child."""
    if homes.chance(0.2):
        child = _someone(homes, 20, 68)
        parents = _parents_of(homes, child, both=False) if child else []
        if child and parents:
            homes.add("親と大人の子", _headed(parents, child))
            return True
        homes.put_back(child)
    return _couple(homes) or _brothers(homes)


def _couple(homes: Homes) -> bool:
    wife = _someone(homes, 24, 92, ("女",))
    if wife is None:
        return False
    target = wife.age + homes.rng.gauss(2.3, 3)
    husband = homes.person("男", target, max(20, wife.age - 10), wife.age + 14)
    if husband is None:
        homes.put_back(wife)
        return False
    husband.relationship, wife.relationship = "世帯主", "妻"
    homes.add("夫婦", [husband, wife])
    return True


def _brothers(homes: Homes) -> bool:
    """Two who never left the parents' house."""
    head = _someone(homes, 40, 85)
    if head is None:
        return False
    other = homes.person(homes.rng.choice(SEXES), head.age - 4, max(20, head.age - 9), head.age - 2)
    if other is None:
        homes.put_back(head)
        return False
    head.relationship, other.relationship = "世帯主", "弟" if other.sex == "男" else "妹"
    homes.add("きょうだい", [head, other])
    return True
