"""Households with children: couples, single parents, three generations, and the cases the register finds hard."""

from machimado.demo.town.homes import Homes
from machimado.demo.town.people import Household, Person
from machimado.demo.town.pyramid import SEXES

YOUNGEST_MOTHER, OLDEST_MOTHER = 18, 46
SIZES = (1, 2, 3, 4, 5)
SIZE_SHARES = (37, 44, 15, 3, 1)


def build(homes: Homes) -> None:
    """A household for every child of the pool (0–19; the older ones partly live alone)."""
    tokens = [token for sex in SEXES for token in homes.pool.tokens(sex, 0, 19)]
    homes.rng.shuffle(tokens)
    for sex, age in tokens:
        if age >= 18 and homes.chance(0.15):
            continue
        if homes.pool.take(sex, age):
            _family(homes, _siblings(homes, Person(sex, age)))


def _siblings(homes: Homes, anchor: Person) -> list[Person]:
    """Brothers and sisters, eldest first; twins share an age, others are at least a year apart."""
    children = [anchor]
    wanted = homes.rng.choices(SIZES, SIZE_SHARES)[0]
    if homes.chance(homes.recipe.families.twins):
        twin = homes.person(homes.rng.choice(SEXES), anchor.age, anchor.age, anchor.age)
        if twin is not None:
            twin.twin = anchor.twin = True
            children.append(twin)
    edge, close = anchor.age, len(children) == 1
    while len(children) < wanted:
        gap = homes.rng.choices((1, 2, 3, 4, 5), (8 if close else 0, 36, 32, 16, 8))[0]
        edge, close = edge - gap, gap > 1
        sex = homes.rng.choice(SEXES)
        child = homes.person(sex, edge, max(edge, 0), edge) if edge >= 0 else None
        if child is None:
            break
        children.append(child)
    return children


def _mother(homes: Homes, children: list[Person]) -> Person | None:
    eldest, youngest = children[0].age, children[-1].age
    target = eldest + homes.rng.gauss(29, 4.3)
    return homes.person("女", target, eldest + YOUNGEST_MOTHER, youngest + OLDEST_MOTHER)


def _father(homes: Homes, children: list[Person], near: float) -> Person | None:
    eldest = children[0].age
    return homes.person("男", near, eldest + 18, eldest + 58)


def _family(homes: Homes, children: list[Person]) -> None:
    shares, luck = homes.recipe.families, homes.rng.random()
    if luck < shares.raised_by_grandparents and _raised_by_grandparents(homes, children):
        return
    luck -= shares.raised_by_grandparents
    if luck < shares.single_father and (father := _father(homes, children, children[0].age + 34)):
        _with_parents(homes, children, father, None)
        return
    mother = _mother(homes, children)
    if mother is None:
        father = _father(homes, children, children[0].age + 36)
        if father is None:
            raise ValueError("the town has too few adults for its children")
        _with_parents(homes, children, father, None)
        return
    father = None
    if luck - shares.single_father >= shares.single_mother:
        father = _father(homes, children, mother.age + homes.rng.gauss(1.8, 3.6))
    _with_parents(homes, children, father, mother)


def _with_parents(homes: Homes, children: list[Person], father: Person | None, mother: Person | None) -> None:
    for child in children:
        child.father, child.mother = father, mother
    shares = homes.recipe.families
    if father and mother and homes.chance(shares.stepchild):
        children[0].father = None
        if children[0].twin:
            children[1].father = None
    elif father and mother and homes.chance(shares.father_posted_away):
        father.relationship = "世帯主"
        homes.add("単身赴任", [father])
        father, household = None, _core(None, mother, children)
        homes.add("単身赴任の家", household)
        return
    grand = _grandparents(homes, father or mother) if homes.chance(shares.three_generations) else []
    if grand:
        _three_generations(homes, grand, father, mother, children)
    else:
        homes.add("親子", _core(father, mother, children))


def _core(father: Person | None, mother: Person | None, children: list[Person]) -> list[Person]:
    """Head, spouse, children in the words of the 住民票."""
    head = father or mother
    if head is None:
        raise ValueError("a family needs a parent")
    head.relationship = "世帯主"
    members = [head]
    if father and mother:
        mother.relationship = "妻"
        members.append(mother)
    for child in children:
        child.relationship = "妻の子" if father and child.father is None else "子"
    return members + children


def _grandparents(homes: Homes, parent: Person | None) -> list[Person]:
    if parent is None:
        return []
    grandmother = homes.person("女", parent.age + homes.rng.gauss(27, 3), parent.age + 18, parent.age + 45)
    if grandmother is None:
        return []
    grandfather = None
    if homes.chance(0.72):
        age = grandmother.age + homes.rng.gauss(2.5, 3)
        grandfather = homes.person(
            "男", age, max(parent.age + 18, grandmother.age - 12), grandmother.age + 15
        )
    parent.father, parent.mother = grandfather, grandmother
    return [each for each in (grandfather, grandmother) if each is not None]


def _three_generations(
    homes: Homes, grand: list[Person], father: Person | None, mother: Person | None, children: list[Person]
) -> Household:
    """The elder couple heads the household while it is young; later its child does."""
    if grand[0].age >= 76 and father is not None:
        members = _core(father, mother, children)
        for each in grand:
            each.relationship = "父" if each.sex == "男" else "母"
        return homes.add("三世代", members + grand)
    grand[0].relationship = "世帯主"
    for spouse in grand[1:]:
        spouse.relationship = "妻"
    parent = father or mother
    if parent is None:
        raise ValueError("a family needs a parent")
    parent.relationship = "子"
    members = [*grand, parent]
    if father and mother:
        mother.relationship = "子の妻"
        members.append(mother)
    for child in children:
        child.relationship = "子の妻の子" if father and child.father is None else "子の子"
    return homes.add("三世代", members + children)


def _raised_by_grandparents(homes: Homes, children: list[Person]) -> bool:
    anchor = children[0].age
    grandmother = homes.person("女", anchor + 55, anchor + 40, anchor + 72)
    if grandmother is None:
        return False
    grandfather = homes.person("男", grandmother.age + 2, anchor + 40, anchor + 80)
    grand = [each for each in (grandfather, grandmother) if each is not None]
    grand[0].relationship = "世帯主"
    for spouse in grand[1:]:
        spouse.relationship = "妻"
    for child in children:
        child.relationship = "子の子"
    homes.add("祖父母が養育", grand + children)
    return True
