"""Conditions over answers: 表示条件 and 検証, three-valued, in Japanese keys.

    表示条件: {項目: 職業, 等しい: 公務員}
    表示条件: {かつ: [{項目: 同居, 等しい: false}, {件数: [児童, 兄姉等], 以上: 3}]}

What has not been answered is unknown (None); a page or question shows only where its condition is True.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Self

from pydantic import Field, model_validator

from machimado.core.definitions.definitions import Part
from machimado.engines.procedures.names import bare_kana
from machimado.kernel.age import age, fiscal_year_end

Known = bool | None
Scalar = bool | int | str
TODAY = "今日"

TESTS = (
    "equals", "one_of", "contains", "present", "at_least", "at_most", "age_under", "school_year_to", "school_year_from",
    "same_name",
)  # fmt: skip


class Condition(Part):
    """One condition: かつ, または, でない, どれか, 件数, or one test of one 項目."""

    all_of: tuple["Condition", ...] | None = Field(default=None, alias="かつ")
    any_of: tuple["Condition", ...] | None = Field(default=None, alias="または")
    negated: "Condition | None" = Field(default=None, alias="でない")
    count: tuple[str, ...] | None = Field(default=None, alias="件数")
    some: str | None = Field(default=None, alias="どれか")
    where: "Condition | None" = Field(default=None, alias="条件")
    item: str | None = Field(default=None, alias="項目")
    equals: Scalar | None = Field(default=None, alias="等しい")
    one_of: tuple[Scalar, ...] | None = Field(default=None, alias="いずれか")
    contains: Scalar | None = Field(default=None, alias="含む")
    present: bool | None = Field(default=None, alias="ある")
    at_least: int | str | None = Field(default=None, alias="以上")
    at_most: int | str | None = Field(default=None, alias="以下")
    age_under: int | None = Field(default=None, alias="年齢未満")
    school_year_to: int | None = Field(default=None, alias="年度末年齢以下")
    school_year_from: int | None = Field(default=None, alias="年度末年齢以上")
    same_name: str | None = Field(default=None, alias="同じ名義")

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        shapes = [self.all_of, self.any_of, self.negated, self.count, self.some, self.item]
        if sum(shape is not None for shape in shapes) != 1:
            raise ValueError("条件は「かつ・または・でない・件数・どれか・項目」のうち一つで書いてください。")
        tests = [name for name in TESTS if getattr(self, name) is not None]
        wanted = {True: 1, False: 0}[self.item is not None or self.count is not None]
        if len(tests) != wanted:
            raise ValueError("「項目」や「件数」には、比べ方(等しい、以上など)を一つだけ書いてください。")
        if (self.some is None) != (self.where is None):
            raise ValueError("「どれか」には「条件」を添えてください。")
        return self

    def names(self) -> Iterator[str]:
        """The items and groups that this condition looks at; names inside どれか as 群/項目."""
        if self.item:
            yield self.item
        if self.same_name:
            yield self.same_name
        yield from self.count or ()
        if self.some and self.where:
            yield self.some
            yield from (f"{self.some}/{name}" for name in self.where.names())
        for part in (*(self.all_of or ()), *(self.any_of or ()), *([self.negated] if self.negated else [])):
            yield from part.names()


class Scope:
    """Where names are looked up: the item at hand first, then the answers around it."""

    def __init__(self, answers: Mapping[str, Any], *, on: date, outer: "Scope | None" = None) -> None:
        self.answers, self.on, self.outer = answers, on, outer

    def value(self, name: str) -> Any:
        """The plain value under a name; None where nothing has been answered."""
        if name in self.answers:
            return self.answers[name]
        return self.outer.value(name) if self.outer else None

    def within(self, item: Mapping[str, Any]) -> "Scope":
        return Scope(item, on=self.on, outer=self)


def holds(condition: Condition | None, scope: Scope) -> Known:
    """True, False, or None where an unanswered item decides. No condition always holds."""
    if condition is None:
        return True
    if condition.all_of is not None:
        return _every([holds(part, scope) for part in condition.all_of])
    if condition.any_of is not None:
        return _some([holds(part, scope) for part in condition.any_of])
    if condition.negated is not None:
        inner = holds(condition.negated, scope)
        return None if inner is None else not inner
    if condition.some is not None:
        items = scope.value(condition.some) or []
        return _some([holds(condition.where, scope.within(item)) for item in items])
    if condition.count is not None:
        return _test(condition, sum(len(scope.value(name) or []) for name in condition.count), scope)
    return _test(condition, scope.value(condition.item or ""), scope)


def _every(parts: list[Known]) -> Known:
    if False in parts:
        return False
    return None if None in parts else True


def _some(parts: list[Known]) -> Known:
    if True in parts:
        return True
    return None if None in parts else False


def _test(condition: Condition, value: Any, scope: Scope) -> Known:
    if condition.present is not None:
        return (value not in (None, "", [])) == condition.present
    if value is None or value == "":
        return None
    for name, test in _COMPARISONS.items():
        wanted = getattr(condition, name)
        if wanted is not None:
            return test(value, wanted, scope)
    raise AssertionError("unreachable: a condition has one test")


def _within_school_year(value: str, years: int, on: date) -> bool:
    """Whether the day is not past 「N歳に達する日以後の最初の3月31日」."""
    return on <= fiscal_year_end(date.fromisoformat(value), years)


def _bound(wanted: int | str, scope: Scope) -> int | str:
    return scope.on.isoformat() if wanted == TODAY else wanted


def _same_name(value: Any, other: str, scope: Scope) -> Known:
    theirs = bare_kana(scope.value(other))
    return None if not theirs else bare_kana(value) == theirs


_COMPARISONS: dict[str, Any] = {
    "equals": lambda value, wanted, scope: value == wanted,
    "one_of": lambda value, wanted, scope: value in wanted,
    "contains": lambda value, wanted, scope: wanted in value,
    "at_least": lambda value, wanted, scope: value >= _bound(wanted, scope),
    "at_most": lambda value, wanted, scope: value <= _bound(wanted, scope),
    "age_under": lambda value, wanted, scope: age(date.fromisoformat(value), scope.on) < wanted,
    "school_year_to": lambda value, wanted, scope: _within_school_year(value, wanted, scope.on),
    "school_year_from": lambda value, wanted, scope: not _within_school_year(value, wanted - 1, scope.on),
    "same_name": _same_name,
}
