"""The value of a rule for one person, with why and why not: nothing is short-cut, so that all of it can be shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import singledispatchmethod

from machimado.engines.rules.language import kleene, tree
from machimado.engines.rules.language.ages import first_day
from machimado.engines.rules.language.kleene import Bounds, Truth
from machimado.engines.rules.language.town import Town

Value = Truth | Bounds


@dataclass(frozen=True, slots=True)
class Finding:
    """What a node came to: its value, the findings below it, whom it spoke of, and the day that it turns on."""

    node: object
    value: Value
    parts: tuple["Finding", ...] = ()
    who: Mapping[str, str] | None = None
    turns: date | None = None

    @property
    def truth(self) -> Truth:
        assert not isinstance(self.value, Bounds)
        return self.value

    @property
    def bounds(self) -> Bounds:
        assert isinstance(self.value, Bounds)
        return self.value


class Scalar:
    """Evaluates expressions about the people that the pronouns stand for, on one day."""

    def __init__(self, town: Town, at: date, who: Mapping[str, str]) -> None:
        self.town, self.at, self.who = town, at, who

    @singledispatchmethod
    def find(self, node: object) -> Finding:
        raise TypeError(node)

    @find.register
    def _(self, node: tree.Whole) -> Finding:
        return Finding(node, Bounds.exactly(node.number))

    @find.register
    def _(self, node: tree.Holds) -> Finding:
        return Finding(node, node.answer)

    @find.register
    def _(self, node: tree.Reached) -> Finding:
        birth = self.town.people[self.who[node.who]].birth
        if birth is None:
            return Finding(node, None, who=self.who)
        turns = first_day(birth, node.measure, node.n)
        return Finding(node, turns <= self.at, who=self.who, turns=turns)

    @find.register
    def _(self, node: tree.FactOf) -> Finding:
        return Finding(node, self.town.fact(self.who[node.who], node.term), who=self.who)

    @find.register
    def _(self, node: tree.SexIs) -> Finding:
        sex = self.town.people[self.who[node.who]].sex
        return Finding(node, None if sex is None else sex == node.sex, who=self.who)

    @find.register
    def _(self, node: tree.Together) -> Finding:
        one, other = (self.town.people[self.who[w]].household for w in (node.one, node.other))
        return Finding(node, None if one is None or other is None else one == other, who=self.who)

    @find.register
    def _(self, node: tree.Elder) -> Finding:
        one, other = (self.town.people[self.who[w]] for w in (node.one, node.other))
        if one.number == other.number:
            return Finding(node, False, who=self.who)
        if one.birth is None or other.birth is None:
            return Finding(node, None, who=self.who)
        return Finding(node, (one.birth, one.number) < (other.birth, other.number), who=self.who)

    @find.register
    def _(self, node: tree.Not) -> Finding:
        part = self.find(node.part)
        return Finding(node, kleene.negate(part.truth), (part,), self.who)

    @find.register
    def _(self, node: tree.Every) -> Finding:
        return self._joined(node, node.parts, kleene.every)

    @find.register
    def _(self, node: tree.Some) -> Finding:
        return self._joined(node, node.parts, kleene.some)

    def _joined(
        self, node: object, parts: tuple[tree.Expression, ...], join: Callable[..., Truth]
    ) -> Finding:
        findings = tuple(self.find(part) for part in parts)
        return Finding(node, join(finding.truth for finding in findings), findings, self.who)

    @find.register
    def _(self, node: tree.Compare) -> Finding:
        left, right = self.find(node.left), self.find(node.right)
        return Finding(node, compare(left.bounds, node.sign, right.bounds), (left, right), self.who)

    @find.register
    def _(self, node: tree.Arithmetic) -> Finding:
        left, right = self.find(node.left), self.find(node.right)
        return Finding(node, calculate(left.bounds, node.sign, right.bounds), (left, right), self.who)

    @find.register
    def _(self, node: tree.Named) -> Finding:
        body = self.find(node.body)
        return Finding(node, body.value, (body,), self.who)

    @find.register
    def _(self, node: tree.Choose) -> Finding:
        cases = [(self.find(condition), self.find(value)) for condition, value in node.cases]
        otherwise = self.find(node.otherwise)
        value = otherwise.value
        for condition, then in reversed(cases):
            value = chosen(condition.truth, then.value, value)
        parts = tuple(finding for case in cases for finding in case)
        return Finding(node, value, (*parts, otherwise), self.who)

    @find.register
    def _(self, node: tree.Total) -> Finding:
        total = Bounds(0, 0)
        findings: list[Finding] = []
        for number, certain in self.town.links_of(self.who[node.people.of], node.people.relation):
            each = Scalar(self.town, self.at, {**self.who, node.people.each: number})
            where = None if node.people.where is None else each.find(node.people.where)
            adds = Finding(tree.Whole(1), Bounds(1, 1)) if node.number is None else each.find(node.number)
            belongs = kleene.every([certain or None, True if where is None else where.truth])
            total += adds.bounds.counted(belongs)
            findings += [Finding(node.people, belongs, () if where is None else (where,), each.who), adds]
        return Finding(node, total, tuple(findings), self.who)


def compare(left: Bounds, sign: str, right: Bounds) -> Truth:
    """A comparison of bounded numbers; unknown where the bounds leave it open."""
    match sign:
        case "<":
            return kleene.less(left, right)
        case ">":
            return kleene.less(right, left)
        case "≥":
            return kleene.negate(kleene.less(left, right))
        case "≤":
            return kleene.negate(kleene.less(right, left))
        case "=":
            return kleene.equal(left, right)
    return kleene.negate(kleene.equal(left, right))


def calculate(left: Bounds, sign: str, right: Bounds) -> Bounds:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
    return left * right


def chosen(condition: Truth, then: Value, otherwise: Value) -> Value:
    """One step of 場合: an unknown condition leaves whatever both branches allow."""
    if condition is True:
        return then
    if condition is False:
        return otherwise
    if isinstance(then, Bounds) and isinstance(otherwise, Bounds):
        return then.hull(otherwise)
    return then if then == otherwise else None


def all_findings(finding: Finding) -> list[Finding]:
    """The finding and all below it."""
    return [finding, *(deeper for part in finding.parts for deeper in all_findings(part))]


def wake(finding: Finding, at: date) -> date | None:
    """The next date on which the answer can change of itself, or None: the nearest day that an age turns on."""
    return min((f.turns for f in all_findings(finding) if f.turns is not None and f.turns > at), default=None)
