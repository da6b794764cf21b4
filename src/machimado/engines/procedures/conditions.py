"""Whether a condition of a definition (表示条件, 検証, 絞込) holds: three-valued over the answers so far.

What has not been answered is unknown (None); a page or question shows only where its condition is True.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from machimado.engines.procedures.definitions import Condition
from machimado.engines.procedures.names import bare_kana
from machimado.kernel.age import age, fiscal_year_end

Known = bool | None
TODAY = "今日"


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
