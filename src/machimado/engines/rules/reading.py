"""A rule as a page: what the tree says in words, beside what the official wrote."""

from dataclasses import dataclass
from datetime import date

from machimado.core.definitions import api as definitions
from machimado.core.definitions.api import Edition
from machimado.engines.rules.definitions import RuleDefinition
from machimado.engines.rules.evaluation import ANSWERS
from machimado.engines.rules.examples import runs
from machimado.engines.rules.language import tree
from machimado.engines.rules.wording import people, wording


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A requirement in the rule's words, in the expression as written, and where it stands in the law."""

    words: str
    written: str
    article: str


@dataclass(frozen=True, slots=True)
class ExampleLine:
    name: str
    on: date
    answer: str
    amount: str
    deadline: date | None
    starts: date | None


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that an official reads of one edition."""

    edition: Edition
    rule: RuleDefinition
    terms: tuple[tuple[str, str], ...]
    requirements: tuple[RequirementLine, ...]
    amount: str
    examples: tuple[ExampleLine, ...]


def page(key: str, *, at: date) -> Page:
    """The edition in force, in words. Raises DefinitionError where there is none."""
    edition = definitions.current("rule", key, on=at)
    rule = edition.definition
    assert isinstance(rule, RuleDefinition)
    return Page(
        edition=edition,
        rule=rule,
        terms=tuple((name, _words(node)) for name, node in rule.names.items()),
        requirements=tuple(
            RequirementLine(wording(node), item.condition, item.article)
            for item, node in zip(rule.requirements, rule.conditions, strict=True)
        ),
        amount="" if rule.amount is None else wording(rule.amount),
        examples=_examples(rule),
    )


def _words(node: tree.Expression | tree.People) -> str:
    return people(node) if isinstance(node, tree.People) else wording(node)


def _examples(rule: RuleDefinition) -> tuple[ExampleLine, ...]:
    return tuple(
        ExampleLine(
            name=run.example.name,
            on=run.example.on,
            answer=ANSWERS[run.result.answer],
            amount="" if run.result.amount is None else f"{run.result.amount}円",
            deadline=run.result.deadline,
            starts=run.result.months and run.result.months.starts,
        )
        for run in runs(rule)
    )
