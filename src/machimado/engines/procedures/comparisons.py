"""Whether each condition of a procedure can be evaluated: which test fits which 型, and with what it compares.

A definition that fails here would load and then break every draft of it (`conditions.py` compares what it is given).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from machimado.engines.procedures.conditions import TODAY
from machimado.engines.procedures.definitions import TESTS, Condition, Group, Procedure, Question

Named = Mapping[str, Question | Group]
Rule = tuple[frozenset[str], Callable[[Any], bool], str]


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _anything(_value: Any) -> bool:
    return True


def _day(value: Any) -> bool:
    return value == TODAY or _dated(value, r"\d{4}-\d{2}-\d{2}")


def _month(value: Any) -> bool:
    return value == TODAY or _dated(value, r"\d{4}-\d{2}", "-01")


def _dated(value: Any, shape: str, rest: str = "") -> bool:
    if not (isinstance(value, str) and re.fullmatch(shape, value)):
        return False
    try:
        date.fromisoformat(value + rest)
    except ValueError:
        return False
    return True


NUMBERS = frozenset({"整数", "金額"})
DAYS, MONTHS = frozenset({"日付"}), frozenset({"年月"})
WRITTEN = frozenset({"文字列", "長文", "電話番号", "郵便番号", "メール"})
CHOSEN = frozenset({"選択", "はい・いいえ"})  # which answers there are is looked at below
NAMED = frozenset({"氏名", "口座"})

_BOUNDS: tuple[Rule, ...] = (
    (NUMBERS, _whole, "整数・金額(整数と)"),
    (DAYS, _day, "日付(「今日」か「2026-04-01」の形の日と)"),
    (MONTHS, _month, "年月(「今日」か「2026-04」の形の月と)"),
)
_SAME: tuple[Rule, ...] = (
    (NUMBERS, _whole, "整数・金額(整数と)"),
    (CHOSEN, _anything, "選択・はい・いいえ"),
    (DAYS, lambda value: value != TODAY and _day(value), "日付(「2026-04-01」の形の日と)"),
    (MONTHS, lambda value: value != TODAY and _month(value), "年月(「2026-04」の形の月と)"),
    (WRITTEN, _text, "文字の項目(文字と)"),
)
_AGES: tuple[Rule, ...] = ((DAYS, _whole, "日付(年齢と)"),)
RULES: Mapping[str, tuple[Rule, ...]] = {
    "equals": _SAME,
    "one_of": _SAME,
    "contains": ((frozenset({"複数選択"}), _anything, "複数選択"), (WRITTEN, _text, "文字の項目(文字と)")),
    "at_least": _BOUNDS,
    "at_most": _BOUNDS,
    "age_under": _AGES,
    "school_year_to": _AGES,
    "school_year_from": _AGES,
    "same_name": ((NAMED, _text, "氏名・口座"),),
}
"""By test: the 型 that it fits, what it may compare them with, and how a fault says so. ある fits every 型."""
COUNTED = ("at_least", "at_most", "equals")


def faults(procedure: Procedure) -> Iterator[str]:
    """Each condition that cannot be evaluated, or asks for an answer that nobody can give; unknown names are told elsewhere."""
    for place, condition, named in places(procedure):
        yield from _faults(place, condition, named)


def places(procedure: Procedure) -> Iterator[tuple[str, Condition, Named]]:
    """Every condition of a definition: where it stands, and what its names mean there."""
    outside: dict[str, Question | Group] = {q.name: q for page in procedure.pages for q in page.questions}
    outside |= {group.name: group for group in procedure.groups()}
    for page in procedure.pages:
        here = f"頁「{page.name}」"
        if page.when:
            yield f"{here}の表示条件", page.when, outside
        named = {**outside, **_inside(page.group)}
        yield from _of_questions(here, page.all_questions(), named)
        if page.group and page.group.where:
            yield f"{here}の繰返し「{page.group.name}」の絞込", page.group.where, named
    for attachment in procedure.attachments:
        if attachment.when:
            yield f"添付「{attachment.name}」の表示条件", attachment.when, outside
    for told in procedure.tells:
        group = outside.get(told.group or "")
        named = {**outside, **_inside(group if isinstance(group, Group) else None)}
        yield f"わかる事実「{told.fact}」の条件", told.when, named
    for outcome in procedure.outcomes:
        questions = (*outcome.particulars, *(outcome.each.questions if outcome.each else ()))
        decided = {**outside, **{question.name: question for question in questions}}
        yield from _of_questions(f"結果「{outcome.name}」", questions, decided)


def _inside(group: Group | None) -> dict[str, Question | Group]:
    return {question.name: question for question in group.questions} if group else {}


def _of_questions(
    where: str, questions: tuple[Question, ...], named: Named
) -> Iterator[tuple[str, Condition, Named]]:
    for question in questions:
        here = f"{where}の項目「{question.name}」"
        if question.when:
            yield f"{here}の表示条件", question.when, named
        for check in question.checks:
            yield f"{here}の検証", check.condition, named


def _faults(place: str, condition: Condition, named: Named) -> Iterator[str]:
    negated = (condition.negated,) if condition.negated else ()
    for part in (*(condition.all_of or ()), *(condition.any_of or ()), *negated):
        yield from _faults(place, part, named)
    if condition.some is not None and condition.where is not None:
        group = named.get(condition.some)
        if isinstance(group, Question):
            yield f"{place}: 「どれか」の「{group.name}」は繰返しではありません。繰返しの項目の名前を書いてください。"
        elif group is not None:
            yield from _faults(place, condition.where, {**named, **_inside(group)})
    if condition.count is not None:
        yield from _counted(place, condition, named)
    if condition.item is not None:
        yield from _compared(place, condition, named)


def _counted(place: str, condition: Condition, named: Named) -> Iterator[str]:
    for name in condition.count or ():
        if isinstance(named.get(name), Question):
            yield f"{place}: 「件数」の「{name}」は繰返しではありません。繰返しの項目の名前を書いてください。"
    name, value = _test(condition)
    if name not in COUNTED or not _whole(value):
        yield f"{place}: 「件数」は「{_alias(name)}: {value}」と比べられません。「以上・以下・等しい」で整数と比べてください。"


def _compared(place: str, condition: Condition, named: Named) -> Iterator[str]:
    question, (name, value) = named.get(condition.item or ""), _test(condition)
    if question is None or name == "present":
        return
    if isinstance(question, Group):
        yield f"{place}: 「{question.name}」は繰返しです。「件数」か「どれか」で書いてください。"
        return
    fitting = [fits for types, fits, _words in RULES[name] if question.type in types]
    if not fitting or not all(fits(each) for fits in fitting for each in _values(value)):
        words = "、".join(words for _types, _fits, words in RULES[name])
        yield (
            f"{place}: 「{question.name}」(型は{question.type})は「{_alias(name)}: {_shown(value)}」と比べられません。"
            f"「{_alias(name)}」で比べられるのは、{words}です。"
        )
        return
    yield from _impossible(place, question, condition)
    other = named.get(condition.same_name or "")
    if other is not None and (isinstance(other, Group) or other.type not in NAMED):
        yield f"{place}: 「同じ名義」の「{other.name}」は、氏名でも口座でもありません。氏名か口座の項目の名前を書いてください。"


def _impossible(place: str, question: Question, condition: Condition) -> Iterator[str]:
    """Comparisons with a choice that nobody can choose."""
    wanted = [w for w in (condition.equals, condition.contains, *(condition.one_of or ())) if w is not None]
    possible: set[object] | None = {choice.value for choice in question.choices} or None
    if question.type == "はい・いいえ":
        possible = {True, False}
    for value in wanted:
        if possible is not None and (value not in possible or _whole(value)):
            yield f"{place}: 「{question.name}」に「{value}」という答えはありません。選択肢の値を書いてください。"


def _test(condition: Condition) -> tuple[str, Any]:
    """The one test that a condition has, and what it compares with."""
    return next((name, getattr(condition, name)) for name in TESTS if getattr(condition, name) is not None)


def _values(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _shown(value: Any) -> str:
    return "・".join(str(each) for each in _values(value))


def _alias(name: str) -> str:
    return str(Condition.model_fields[name].alias)
