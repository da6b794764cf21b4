"""Ages and sexes are no values of their own: they exist only within a comparison."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Union

from machimado.engines.rules.language import tree
from machimado.engines.rules.language.ages import Measure
from machimado.engines.rules.language.lexer import RuleSyntaxError

Fail = Callable[[str], RuleSyntaxError]


@dataclass(frozen=True, slots=True)
class Age:
    """`who`'s age by a measure, waiting for the number it is compared with."""

    WORDS: ClassVar[dict[str, Measure]] = {
        measure.value: measure for measure in Measure if "至る" not in measure.value
    }
    who: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Sex:
    """`who`'s sex, or the word 男 or 女 itself (no `who`)."""

    who: str
    sex: str


Operand = Union[tree.Expression, tree.People, Age, Sex]  # noqa: UP007

MIRRORED = {"=": "=", "≠": "≠", "≤": "≥", "<": ">", "≥": "≤", ">": "<"}


def compared(left: Operand, sign: str, right: Operand, fail: Fail) -> tree.Expression:
    """The comparison of two operands."""
    if isinstance(right, Age):
        left, sign, right = right, MIRRORED[sign], left
    if isinstance(left, Age):
        if not isinstance(right, tree.Whole):
            raise fail("年齢は、決まった数とだけ比べられます。")
        return _age(left, sign, right.number)
    if isinstance(left, Sex) or isinstance(right, Sex):
        return _sex(left, sign, right, fail)
    if isinstance(left, tree.People) or isinstance(right, tree.People):
        raise fail("人の一覧は比べられません。「の数」を付けてください。")
    if tree.is_number(left) and tree.is_number(right):
        return tree.Compare(left, sign, right)
    if isinstance(right, tree.Holds) and sign in "=≠":
        same = right.answer == (sign == "=")
        return left if same else tree.Not(left)
    raise fail("数は数と、条件は「はい」「いいえ」と比べてください。")


def _age(age: Age, sign: str, n: int) -> tree.Expression:
    reached = tree.Reached(age.who, age.measure, n)
    beyond = tree.Reached(age.who, age.measure, n + 1)
    match sign:
        case "≥":
            return reached
        case ">":
            return beyond
        case "<":
            return tree.Not(reached)
        case "≤":
            return tree.Not(beyond)
        case "=":
            return tree.Every((reached, tree.Not(beyond)))
    return tree.Some((tree.Not(reached), beyond))


def _sex(left: Operand, sign: str, right: Operand, fail: Fail) -> tree.Expression:
    if not (isinstance(left, Sex) and isinstance(right, Sex)) or sign not in "=≠":
        raise fail("性別は「= 男」「= 女」と比べてください。")
    who, word = (left, right) if left.who else (right, left)
    if not who.who or not word.sex:
        raise fail("性別は「= 男」「= 女」と比べてください。")
    node = tree.SexIs(who.who, word.sex)
    return node if sign == "=" else tree.Not(node)
