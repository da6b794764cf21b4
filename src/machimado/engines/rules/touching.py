"""Whose answers can have changed between two days by age alone: births that lie between a constant's two values."""

from collections.abc import Iterable
from datetime import date

from machimado.engines.rules.definitions import RuleDefinition
from machimado.engines.rules.language import tree
from machimado.engines.rules.language.ages import latest_birth
from machimado.engines.rules.language.town import Town


def touched(rules: Iterable[RuleDefinition], town: Town, *, since: date, until: date) -> set[str]:
    """People on whose age some rule turns after `since` and not after `until`."""
    atoms = {
        (node.measure, node.n)
        for rule in rules
        for top in rule.nodes
        for node in tree.walk(top)
        if isinstance(node, tree.Reached)
    }
    windows = {(latest_birth(m, n, since), latest_birth(m, n, until)) for m, n in atoms}
    open_windows = sorted(window for window in windows if window[0] < window[1])
    births: dict[date, list[str]] = {}
    for person in town.people.values():
        if person.birth is not None:
            births.setdefault(person.birth, []).append(person.number)
    turning = {birth for birth in births if any(low < birth <= high for low, high in open_windows)}
    return {number for birth in turning for number in births[birth]}


def family(town: Town, people: Iterable[str]) -> set[str]:
    """Some people and everyone whose answers may depend on them: parents, children, and those people's once more."""
    found = set(people) & town.people.keys()
    for _ in range(2):
        for number in tuple(found):
            found.update(other for relation in ("子", "父母") for other, _ in town.links_of(number, relation))
    return found
