"""The typed syntax tree of a rule. Everything that a rule gives is read from this one tree."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Union

from machimado.engines.rules.language.ages import Measure

Who = str
"""A pronoun: 児童, 請求者, 本人; inside a list その子 or その親."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A number written in the rule."""

    number: int


@dataclass(frozen=True, slots=True)
class Holds:
    """はい or いいえ."""

    answer: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """`who` has reached `n` by a measure of age. Every comparison of an age is built from this."""

    who: Who
    measure: Measure
    n: int


@dataclass(frozen=True, slots=True)
class FactOf:
    """A yes-or-no fact of the vocabulary about `who`; unknown where nobody told the city."""

    who: Who
    term: str


@dataclass(frozen=True, slots=True)
class SexIs:
    """`who` is 男 or 女 in the register."""

    who: Who
    sex: str


@dataclass(frozen=True, slots=True)
class Together:
    """Two people of one household (世帯)."""

    one: Who
    other: Who


@dataclass(frozen=True, slots=True)
class Elder:
    """`one` was born before `other`; among twins the smaller 宛名番号 counts as the elder, so that an order exists."""

    one: Who
    other: Who


@dataclass(frozen=True, slots=True)
class Not:
    part: "Expression"


@dataclass(frozen=True, slots=True)
class Every:
    """かつ."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """または."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """Two numbers compared; `sign` is one of = ≠ ≤ < ≥ >."""

    left: "Expression"
    sign: str
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """+ − ×."""

    left: "Expression"
    sign: str
    right: "Expression"


@dataclass(frozen=True, slots=True)
class People:
    """A list of people: the 子 or the 父母 of `of`, those for whom `where` holds."""

    of: Who
    relation: str
    where: "Expression | None" = None

    @property
    def each(self) -> Who:
        return EACH[self.relation]


@dataclass(frozen=True, slots=True)
class Total:
    """How many people there are in a list, or the sum of a number over them."""

    people: People
    number: "Expression | None" = None


@dataclass(frozen=True, slots=True)
class Choose:
    """場合: the value of the first case whose condition holds, or the last value."""

    cases: tuple[tuple["Expression", "Expression"], ...]
    otherwise: "Expression"


@dataclass(frozen=True, slots=True)
class Named:
    """An expression that the rule gave a name under 用語."""

    name: str
    body: "Expression"


Expression = Union[  # noqa: UP007 (a recursive name)
    Whole, Holds, Reached, FactOf, SexIs, Together, Elder,
    Not, Every, Some, Compare, Arithmetic, Total, Choose, Named,
]  # fmt: skip
EACH = {"子": "その子", "父母": "その親"}
RELATIONS = {each: relation for relation, each in EACH.items()}
NUMBERS = (Whole, Arithmetic, Total)
MANY = 1_000


def is_number(node: Expression) -> bool:
    """Whether the value is a number (else it is a truth)."""
    if isinstance(node, Named):
        return is_number(node.body)
    if isinstance(node, Choose):
        return is_number(node.otherwise)
    return isinstance(node, NUMBERS)


def largest(node: Expression) -> int:
    """A number that the value never exceeds, negative or positive; a list has fewer than `MANY` people."""
    match node:
        case Whole(number=number):
            return number
        case Named(body=body):
            return largest(body)
        case Total(number=number):
            return MANY * (1 if number is None else largest(number))
        case Arithmetic(left=left, sign="×", right=right):
            return largest(left) * largest(right)
        case Arithmetic(left=left, right=right):
            return largest(left) + largest(right)
        case Choose(cases=cases, otherwise=otherwise):
            return max(largest(value) for value in (otherwise, *(then for _, then in cases)))
    raise TypeError(node)


def extent(node: object, seen: dict[int, tuple[int, int]] | None = None) -> tuple[int, int]:
    """How deep a tree is, and how long its SQL grows: bounds and unknowns write some parts several times.

    What a name stands for counts each time, and is looked at once.
    """
    seen = {} if seen is None else seen
    if id(node) not in seen:
        below = [extent(part, seen) for part in parts(node)]
        seen[id(node)] = (
            1 + max((depth for depth, _ in below), default=0),
            _length(node, [n for _, n in below]),
        )
    return seen[id(node)]


def _length(node: object, below: list[int]) -> int:
    if isinstance(node, Choose):
        *cases, length = below
        for condition, then in zip(cases[-2::-2], cases[::-2], strict=True):
            length = 3 * condition + 2 * (then + length)
        return length
    written = 4 if isinstance(node, Compare) or (isinstance(node, Arithmetic) and node.sign == "×") else 1
    return 1 + written * sum(below)


def parts(node: object) -> Iterator[object]:
    """The nodes directly below."""
    for field in fields(node):  # type: ignore[arg-type]
        yield from _nodes(getattr(node, field.name))


def _nodes(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)
    elif hasattr(value, "__dataclass_fields__"):
        yield value


def walk(node: object) -> Iterator[object]:
    """The node and all below it."""
    yield node
    for part in parts(node):
        yield from walk(part)
