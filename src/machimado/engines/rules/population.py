"""A rule for the whole register: from the tree to an Ibis expression, and from that to SQL.

Truths are nullable booleans (SQL's own three-valued logic is Kleene's); numbers are pairs of columns, the lower and the
upper bound. Ages are comparisons of a birth date (days since 1970-01-01) with a constant, passed in as a parameter, so
that the SQL of an edition never changes.
"""

import re
from dataclasses import dataclass, field
from functools import reduce, singledispatchmethod
from typing import Any

import ibis
import ibis.expr.types as ir

from machimado.engines.rules.definitions import RuleDefinition, Subject
from machimado.engines.rules.language import tree
from machimado.engines.rules.language.ages import Measure
from machimado.engines.rules.register_engine import Compiled

PERSON = {"id": "int32", "birth": "int32", "sex": "string", "household": "int32"}
LINK = {"row": "int32", "child": "int32", "parent": "int32", "certain": "boolean"}
_FIRST_MARK = -1_900_000_000
_MARK = re.compile(r"-19000(\d{5})")
NUMBER_NULL = ibis.null("boolean")


def compile_rule(rule: RuleDefinition) -> Compiled:
    """The rule as SQL over the tables `people` and `links`."""
    return _Compiler(rule).compiled()


Bounds = tuple[Any, Any]


@dataclass
class _Compiler:
    rule: RuleDefinition
    marks: dict[tuple[Measure, int], int] = field(default_factory=dict)
    totals: dict[tree.Total, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        facts = dict.fromkeys(self.rule.facts, "boolean")
        self.people = ibis.table({**PERSON, **facts}, name="people")
        self.links = ibis.table(LINK, name="links")
        for node in self.rule.nodes:
            for part in tree.walk(node):
                if isinstance(part, tree.Total):
                    self.totals.setdefault(part, len(self.totals))

    # the query

    def compiled(self) -> Compiled:
        subject = self.rule.subject
        base = self.subjects()
        conjuncts = [part for node in self.rule.conditions for part in _conjuncts(node)]
        for node in conjuncts:
            if not any(isinstance(part, tree.Total) for part in tree.walk(node)):
                base = base.filter(self.truth(node, base).fill_null(True))
        for total, index in self.totals.items():
            base = self.with_total(base, total, index)
        truths = [self.truth(node, base) for node in self.rule.conditions]
        if subject is Subject.PARENTAGE:
            truths.append(_certainly(base["certain"]))
        answer = reduce(lambda a, b: a & b, truths)
        low, high = (
            (ibis.literal(0, "int64"),) * 2
            if self.rule.amount is None
            else self.number(self.rule.amount, base)
        )
        parent = base["c1_id"] if subject is Subject.PARENTAGE else ibis.null("int32")
        columns = {"one": base["c0_id"], "other": parent, "answer": answer}
        found = base.select(**columns, low=low.cast("int64"), high=high.cast("int64"))
        return self.finished(found.filter(found["answer"].fill_null(True)))

    def finished(self, expression: ir.Table) -> Compiled:
        sql = str(ibis.to_sql(expression, dialect="duckdb"))
        names = {mark: f"{measure.name.lower()}_{n}" for (measure, n), mark in self.marks.items()}
        sql = _MARK.sub(lambda match: f"${names[int(match.group())]}", sql)
        parameters = ((names[mark], measure.value, n) for (measure, n), mark in self.marks.items())
        return Compiled(sql, tuple(parameters))

    def subjects(self) -> ir.Table:
        """One row for each subject: its people's columns, prefixed c0_ (児童 or 本人) and c1_ (請求者)."""
        first = self.prefixed(self.people, "c0_")
        if self.rule.subject is not Subject.PARENTAGE:
            return first.mutate(row=first["c0_id"])
        second = self.prefixed(self.people.view(), "c1_")
        pairs = self.links.join(first, self.links["child"] == first["c0_id"])
        return pairs.join(second, pairs["parent"] == second["c1_id"]).drop("child", "parent")

    def prefixed(self, table: ir.Table, prefix: str) -> ir.Table:
        return table.rename({prefix + name: name for name in table.columns})

    def with_total(self, base: ir.Table, total: tree.Total, index: int) -> ir.Table:
        """`base` with the bounds of a total as columns; a subject without rows has 0."""
        people = total.people
        near, far = ("parent", "child") if people.relation == "子" else ("child", "parent")
        each = self.prefixed(self.people.view(), "e_")
        links = self.links.view().select(near=near, far=far, sure="certain")
        members = links.join(each, links["far"] == each["e_id"])
        key = self.column(base, people.of, "id")
        joined = base.drop("certain") if "certain" in base.columns else base
        joined = joined.join(members, key == members["near"])
        if people.where is not None:  # who surely does not belong adds nothing: out before the sum
            for part in _conjuncts(people.where):
                joined = joined.filter(self.truth(part, joined).fill_null(True))
        belongs = _certainly(joined["sure"])
        if people.where is not None:
            belongs = belongs & self.truth(people.where, joined)
        number = total.number or tree.Whole(1)
        low, high = self.number(number, joined)
        sums = joined.group_by("row").aggregate(
            **{
                f"t{index}_low": _counted(belongs, low, ibis.least(low, 0)).sum().cast("int64"),
                f"t{index}_high": _counted(belongs, high, ibis.greatest(high, 0)).sum().cast("int64"),
            }
        )
        merged = base.left_join(sums, "row")
        zero = {name: merged[name].fill_null(0) for name in (f"t{index}_low", f"t{index}_high")}
        return merged.mutate(**zero).drop("row_right")

    # columns and constants

    def column(self, table: ir.Table, who: str, name: str) -> Any:
        prefix = {"請求者": "c1_", "その子": "e_", "その親": "e_"}.get(who, "c0_")
        return table[prefix + name]

    def constant(self, measure: Measure, n: int) -> Any:
        mark = self.marks.setdefault((measure, n), _FIRST_MARK - len(self.marks) - 1)
        return ibis.literal(mark, "int32")

    # truths

    @singledispatchmethod
    def truth(self, node: Any, table: ir.Table) -> Any:
        raise TypeError(node)

    @truth.register
    def _(self, node: tree.Holds, table: ir.Table) -> Any:
        return ibis.literal(node.answer)

    @truth.register
    def _(self, node: tree.Reached, table: ir.Table) -> Any:
        return self.column(table, node.who, "birth") <= self.constant(node.measure, node.n)

    @truth.register
    def _(self, node: tree.FactOf, table: ir.Table) -> Any:
        return self.column(table, node.who, node.term)

    @truth.register
    def _(self, node: tree.SexIs, table: ir.Table) -> Any:
        return self.column(table, node.who, "sex") == node.sex

    @truth.register
    def _(self, node: tree.Together, table: ir.Table) -> Any:
        return self.column(table, node.one, "household") == self.column(table, node.other, "household")

    @truth.register
    def _(self, node: tree.Elder, table: ir.Table) -> Any:
        one, other = (self.column(table, who, "id") for who in (node.one, node.other))
        born, born_other = (self.column(table, who, "birth") for who in (node.one, node.other))
        return (one != other) & ((born < born_other) | ((born == born_other) & (one < other)))

    @truth.register
    def _(self, node: tree.Not, table: ir.Table) -> Any:
        return ~self.truth(node.part, table)

    @truth.register
    def _(self, node: tree.Every, table: ir.Table) -> Any:
        return reduce(lambda a, b: a & b, [self.truth(part, table) for part in node.parts])

    @truth.register
    def _(self, node: tree.Some, table: ir.Table) -> Any:
        return reduce(lambda a, b: a | b, [self.truth(part, table) for part in node.parts])

    @truth.register
    def _(self, node: tree.Named, table: ir.Table) -> Any:
        return self.truth(node.body, table)

    @truth.register
    def _(self, node: tree.Compare, table: ir.Table) -> Any:
        return _compare(self.number(node.left, table), node.sign, self.number(node.right, table))

    @truth.register
    def _(self, node: tree.Choose, table: ir.Table) -> Any:
        value = self.truth(node.otherwise, table)
        for condition, then in reversed(node.cases):
            holds, chosen = self.truth(condition, table), self.truth(then, table)
            both = ibis.cases((chosen == value, value), else_=NUMBER_NULL)
            value = ibis.cases((holds, chosen), (~holds, value), else_=both)
        return value

    # numbers

    def number(self, node: Any, table: ir.Table) -> Bounds:
        match node:
            case tree.Whole(number=number):
                return (ibis.literal(number, "int64"),) * 2
            case tree.Named(body=body):
                return self.number(body, table)
            case tree.Total():
                index = self.totals[node]
                return table[f"t{index}_low"], table[f"t{index}_high"]
            case tree.Arithmetic(left=left, sign=sign, right=right):
                return _calculate(self.number(left, table), sign, self.number(right, table))
            case tree.Choose():
                return self.chosen(node, table)
        raise TypeError(node)

    def chosen(self, node: tree.Choose, table: ir.Table) -> Bounds:
        low, high = self.number(node.otherwise, table)
        for condition, then in reversed(node.cases):
            holds = self.truth(condition, table)
            then_low, then_high = self.number(then, table)
            low = ibis.cases((holds, then_low), (~holds, low), else_=ibis.least(then_low, low))
            high = ibis.cases((holds, then_high), (~holds, high), else_=ibis.greatest(then_high, high))
        return low, high


def _conjuncts(node: tree.Expression) -> list[tree.Expression]:
    if isinstance(node, tree.Named):
        return _conjuncts(node.body)
    if isinstance(node, tree.Every):
        return [deeper for part in node.parts for deeper in _conjuncts(part)]
    return [node]


def _certainly(certain: Any) -> Any:
    return ibis.cases((certain, ibis.literal(True)), else_=NUMBER_NULL)


def _counted(belongs: Any, value: Any, perhaps: Any) -> Any:
    return ibis.cases((belongs, value), (~belongs, ibis.literal(0, "int64")), else_=perhaps)


def _less(a: Bounds, b: Bounds) -> Any:
    return ibis.cases((a[1] < b[0], True), (a[0] >= b[1], False), else_=NUMBER_NULL)


def _compare(a: Bounds, sign: str, b: Bounds) -> Any:
    match sign:
        case "<":
            return _less(a, b)
        case ">":
            return _less(b, a)
        case "≥":
            return ~_less(a, b)
        case "≤":
            return ~_less(b, a)
    known = (a[0] == a[1]) & (b[0] == b[1]) & (a[0] == b[0])
    equal = ibis.cases((known, True), ((a[1] < b[0]) | (b[1] < a[0]), False), else_=NUMBER_NULL)
    return equal if sign == "=" else ~equal


def _calculate(a: Bounds, sign: str, b: Bounds) -> Bounds:
    if sign == "+":
        return a[0] + b[0], a[1] + b[1]
    if sign == "-":
        return a[0] - b[1], a[1] - b[0]
    corners = [x * y for x in a for y in b]
    return ibis.least(*corners), ibis.greatest(*corners)
