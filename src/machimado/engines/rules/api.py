"""The door of rules: what a rule says of one person, and of the whole town.

rules.evaluate("児童手当認定請求", person=number, at=today)      # -> Outcome, with why, deadline, wake, questions
rules.evaluate_town(at=today)                                    # -> every yes and 確認が必要 of every rule
print(rules.explain("児童手当認定請求", person=number, at=today))
"""

from collections.abc import Collection, Mapping
from datetime import date

from machimado.core.definitions import api as definitions
from machimado.engines.rules import evaluating, snapshot, touching
from machimado.engines.rules.definitions import Notice, RuleDefinition
from machimado.engines.rules.evaluation import subjects_of
from machimado.engines.rules.examples import faults
from machimado.engines.rules.explaining import lines
from machimado.engines.rules.garbage import undisturbed
from machimado.engines.rules.outcomes import Amount, Event, Found, Outcome, Question, Why

__all__ = [
    "Amount",
    "Event",
    "Found",
    "Notice",
    "Outcome",
    "Question",
    "RuleDefinition",
    "Why",
    "affected",
    "evaluate",
    "evaluate_all",
    "evaluate_town",
    "examples_of",
    "explain",
    "keys",
    "law_changed",
    "outcomes_for",
    "rule",
    "touched",
]

ORDER = {"yes": 0, "unknown": 1, "no": 2}


def keys(*, at: date) -> list[str]:
    """The rules in force on a day, in the order in which people are told of them."""
    return [edition.key for edition in evaluating.editions(at)]


def rule(key: str, *, at: date) -> RuleDefinition:
    """A rule as it stands on a day. Raises DefinitionError where there is none."""
    return evaluating.rule_of(definitions.current("rule", key, on=at))


def evaluate_all(
    rule_key: str, *, person: str, at: date, known: Mapping[str, Mapping[str, bool]] | None = None
) -> list[Outcome]:
    """A rule for every subject that a person is the adult or the child of: for a parent, one outcome for each child.

    Empty for someone who is not in the register, and for someone whom the rule cannot concern (no child). `known` are
    facts by 宛名番号 that a claim itself tells; they count for this question alone and are kept nowhere.
    """
    town = snapshot.town_around([person], at=at, known=known)
    if person not in town.people:
        return []
    edition = definitions.current("rule", rule_key, on=at)
    subjects = subjects_of(evaluating.rule_of(edition), town, person)
    return [evaluating.outcome(edition, town, at, who) for who in subjects]


def evaluate(rule_key: str, *, person: str, at: date, about: str | None = None) -> Outcome | None:
    """The most favourable outcome of a rule for a person (about one child, if given); None where it cannot concern them."""
    found = evaluate_all(rule_key, person=person, at=at)
    if about is not None:
        found = [each for each in found if about in each.about]
    found = [each for each in found if each.person == person] or found
    return min(found, key=lambda each: ORDER[each.answer], default=None)


def outcomes_for(person: str, *, at: date, rules: Collection[str] | None = None) -> list[Outcome]:
    """Every outcome that concerns a person or their children, the no included; the register is read once.

    What 支援措置 keeps from the person is not in it.
    """
    town = snapshot.town_around([person], at=at)
    children = [child for child, _ in town.links_of(person, "子")] if person in town.people else []
    subjects = evaluating.each_subject(town, [person, *children], at)
    return [
        evaluating.outcome(edition, town, at, who)
        for edition, who in subjects
        if rules is None or edition.key in rules
    ]


def affected(people: Collection[str], *, at: date) -> set[str]:
    """Some people and everyone whose answers may hang on theirs: parents, children, brothers and sisters."""
    return touching.family(snapshot.town_around(people, at=at), people) | set(people)


def evaluate_town(
    *, at: date, people: Collection[str] | None = None, rules: Collection[str] | None = None
) -> list[Found]:
    """Every yes and every unknown of every rule: of the whole register (DuckDB), or of some people and what hangs on them.

    Whoever is not in the list, the rules say no to.
    """
    if people is None:
        with undisturbed():
            return list(evaluating.over_register(snapshot.town(at=at), at, rules))
    town = snapshot.town_around(people, at=at)
    rows = evaluating.over_people(town, people, at)
    return [row for row in rows if rules is None or row.rule in rules]


def touched(*, since: date, until: date) -> set[str]:
    """Everyone whose answers can have changed after `since` and by `until` because somebody's age turned."""
    town = snapshot.town(at=until)
    rules = [evaluating.rule_of(edition) for edition in evaluating.editions(until)]
    return touching.family(town, touching.touched(rules, town, since=since, until=until))


def law_changed(*, since: date, until: date) -> dict[str, bool]:
    """The rules that another edition governs on `until` than on `since`, ended ones included: whether they were there before.

    A pack may be loaded long before its 施行: it is that day, and not the load, on which answers change.
    """
    before = {edition.key: edition.id for edition in evaluating.editions(since)}
    after = {edition.key: edition.id for edition in evaluating.editions(until)}
    return {key: key in before for key in before | after if before.get(key) != after.get(key)}


def explain(rule_key: str, *, person: str, at: date) -> str:
    """Why, and why not, in Japanese, for officials and the command line."""
    definition = rule(rule_key, at=at)
    found = evaluate_all(rule_key, person=person, at=at)
    head = [f"{definition.title}({at:%Y-%m-%d}現在)", f"根拠: {'、'.join(map(str, definition.basis))}"]
    if not found:
        return "\n".join([*head, "この人に当てはまる対象がありません(子がいない、または住民でない)。"])
    return "\n".join([*head, *(line for each in found for line in _explained(each))])


def _explained(outcome: Outcome) -> list[str]:
    about = f" 児童 {'・'.join(outcome.about)}" if outcome.about else ""
    found = ["", f"対象: {outcome.person}{about}", *lines(outcome.why)]
    if outcome.deadline:
        found.append(f"期限: {outcome.deadline:%Y-%m-%d}")
    if outcome.starts:
        lost = f"(遅れて失った月数: {outcome.lost})" if outcome.lost else ""
        found.append(f"今日請求したときの支給開始月: {outcome.starts:%Y-%m}{lost}")
    found += [f"確かめること: {question.text}" for question in outcome.questions]
    if outcome.wake:
        found.append(f"次に答えが変わりうる日: {outcome.wake:%Y-%m-%d}")
    return found


def examples_of(key: str, *, at: date) -> list[str]:
    """What is wrong with a rule's examples, on the scalar engine and on the register's; empty when all is well."""
    from machimado.engines.rules.conformance import register_faults

    definition = rule(key, at=at)
    return [*faults(definition), *register_faults(definition)]
