"""Why, and why not: findings in Japanese."""

from machimado.engines.rules.definitions import RuleDefinition
from machimado.engines.rules.evaluation import ANSWERS, Result
from machimado.engines.rules.language import tree
from machimado.engines.rules.language.kleene import Bounds
from machimado.engines.rules.language.scalar import Finding
from machimado.engines.rules.language.town import Town
from machimado.engines.rules.outcomes import Why
from machimado.engines.rules.wording import some_people, wording
from machimado.kernel.wareki import format_date

MARKS = {"はい": "○", "いいえ": "×", "確認が必要": "？"}


def why(rule: RuleDefinition, town: Town, result: Result) -> Why:
    """The tree of reasons, one line for each requirement and what it rests on."""
    lines = [
        _line(finding, town, requirement.article)
        for requirement, finding in zip(rule.requirements, result.findings, strict=True)
    ]
    if not result.certain:
        lines.insert(0, Why("請求者が児童の親である(続柄だけでは決められません)", ANSWERS[None]))
    if result.amount_finding is not None:
        lines.append(Why("額(月額)", f"{result.amount}円", (_line(result.amount_finding, town),)))
    return Why(str(rule.title), ANSWERS[result.answer], tuple(lines))


def _line(finding: Finding, town: Town, article: str = "") -> Why:
    text = _text(finding) + (f"({article})" if article else "")
    return Why(text + _remark(finding, town), _answer(finding), _below(finding, town))


def _answer(finding: Finding) -> str:
    if isinstance(finding.value, Bounds):
        return str(finding.value)
    return ANSWERS[finding.value]


def _text(finding: Finding) -> str:
    if isinstance(finding.node, tree.People):
        assert finding.who is not None
        return f"{finding.node.each} {finding.who[finding.node.each]}"
    return wording(finding.node)


def _below(finding: Finding, town: Town) -> tuple[Why, ...]:
    """What a line rests on; a number written in the rule explains nothing more."""
    return tuple(_line(part, town) for part in _worth(finding) if not isinstance(part.node, tree.Whole))


def _worth(finding: Finding) -> list[Finding]:
    """The findings below that say something new: a negation rests on what its opposite rests on, and a list's condition
    was read when the list was named.
    """
    if isinstance(finding.node, tree.Not):
        return _worth(finding.parts[0])
    found: list[Finding] = []
    for part in finding.parts:
        found += _worth(part) if _repeats(finding.node, part.node) else [part]
    return found


def _repeats(node: object, part: object) -> bool:
    if isinstance(part, tree.Every):
        return isinstance(node, tree.People | tree.Every)
    return isinstance(part, tree.Total) and (
        isinstance(node, tree.Arithmetic) or (isinstance(node, tree.Compare) and some_people(node))
    )


def _remark(finding: Finding, town: Town) -> str:
    """The facts that a line turns on: the birth date and the age, or that nobody told the city."""
    leaf = finding.parts[0] if isinstance(finding.node, tree.Not) else finding
    if isinstance(leaf.node, tree.FactOf) and leaf.value is None:
        return "(市の記録では分かりません)"
    if not isinstance(leaf.node, tree.Reached) or leaf.who is None:
        return ""
    birth = town.people[leaf.who[leaf.node.who]].birth
    if birth is None or leaf.turns is None:
        return "(生年月日が分かりません)"
    turn = "から" if leaf.value else "になると変わります"
    return f"(生年月日 {format_date(birth, weekday=False)}、{format_date(leaf.turns, weekday=False)}{turn})"


def lines(tree_: Why, depth: int = 0) -> list[str]:
    """A tree of reasons as indented lines."""
    mark = MARKS.get(tree_.answer, "・")
    own = f"{'  ' * depth}{mark} {tree_.text}: {tree_.answer}"
    return [own, *(line for part in tree_.parts for line in lines(part, depth + 1))]
