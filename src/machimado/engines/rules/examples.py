"""A rule's examples: they run on every engine, and stand on both sides of every boundary."""

from collections.abc import Iterator
from dataclasses import dataclass

from machimado.engines.rules.definitions import Example, RuleDefinition
from machimado.engines.rules.evaluation import ANSWERS, Result, evaluate
from machimado.engines.rules.language import tree
from machimado.engines.rules.language.ages import DAY
from machimado.engines.rules.language.scalar import all_findings
from machimado.engines.rules.language.town import LinkRow, PersonRow, Town
from machimado.engines.rules.wording import wording
from machimado.kernel.deadline import city_calendar


@dataclass(frozen=True, slots=True)
class Run:
    """An example and what the scalar engine made of it."""

    example: Example
    town: Town
    who: dict[str, str]
    result: Result


USUAL = city_calendar()
"""The closed days of the examples: weekends, holidays and the turn of the year."""


def town_of(rule: RuleDefinition, example: Example) -> Town:
    """The few people of an example as a town; their names in the example are their numbers."""
    people, links = [], []
    for number, person in example.people.items():
        facts = person.facts
        people.append(PersonRow(number, person.birth, person.sex, person.household, facts, person.since))
        links += [LinkRow(number, parent) for parent in person.parents]
        links += [LinkRow(number, parent, certain=False) for parent in person.perhaps]
    return Town(people, links, frozenset(rule.whole_lists))


def runs(rule: RuleDefinition) -> list[Run]:
    """Every example, evaluated by the scalar engine."""
    found = []
    for example in rule.examples:
        town = town_of(rule, example)
        who = {word: word for word in rule.subject.pronouns}
        found.append(Run(example, town, who, evaluate(rule, town, example.on, who, USUAL)))
    return found


def faults(rule: RuleDefinition) -> list[str]:
    """What is wrong with the examples: a result that differs, or a boundary without an example on one of its sides."""
    done = runs(rule)
    return [*(fault for run in done for fault in _differences(run)), *_boundaries(done)]


def _differences(run: Run) -> Iterator[str]:
    example, result = run.example, run.result
    amount = None if result.amount is None else (result.amount.low, result.amount.high)
    wanted = example.amount if not isinstance(example.amount, int) else (example.amount, example.amount)
    starts = result.months and f"{result.months.starts:%Y-%m}"
    pairs = [
        ("結果", example.answer, ANSWERS[result.answer]),
        ("額", wanted, amount),
        ("期限", example.deadline, result.deadline),
        ("支給開始月", example.starts, starts),
        ("失った月数", example.lost, result.months and result.months.lost),
    ]
    for name, expected, found in pairs:
        if expected is not None and expected != found:
            yield f"例「{example.name}」の{name}は「{_show(expected)}」のはずですが、「{_show(found)}」になりました。"


def _show(value: object) -> str:
    return "〜".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _boundaries(done: list[Run]) -> Iterator[str]:
    sides: dict[object, set[bool]] = {}
    for run in done:
        tops = [*run.result.findings, *([run.result.amount_finding] if run.result.amount_finding else [])]
        for finding in (deep for top in tops for deep in all_findings(top)):
            if isinstance(finding.node, tree.Reached):
                seen = sides.setdefault(finding.node, set())
                if finding.turns == run.example.on:
                    seen.add(True)
                if finding.turns == run.example.on + DAY:
                    seen.add(False)
            elif isinstance(finding.node, tree.Compare) and isinstance(finding.value, bool):
                sides.setdefault(finding.node, set()).add(finding.value)
    for node, seen in sides.items():
        for side in {True, False} - seen:
            where = (
                ("その日", "その前の日") if isinstance(node, tree.Reached) else ("成り立つ", "成り立たない")
            )
            yield f"「{wording(node)}」の境目の例がありません({where[0] if side else where[1]})。"
