"""From the editions in force and the register to outcomes."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache

from machimado.core.definitions import api as definitions
from machimado.core.definitions.api import Edition
from machimado.engines.rules import snapshot
from machimado.engines.rules.calendar import city
from machimado.engines.rules.definitions import RuleDefinition, Subject
from machimado.engines.rules.evaluation import Result, evaluate, event, subjects_of
from machimado.engines.rules.explaining import why
from machimado.engines.rules.language.kleene import Bounds, Truth
from machimado.engines.rules.language.town import Town
from machimado.engines.rules.outcomes import ANSWER_OF, Amount, Event, Found, Kind, Outcome, Question
from machimado.engines.rules.register_engine import Register
from machimado.engines.rules.sql_cache import sql_of
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.text import Text

AMBIGUOUS = Text(
    ja="このお子さんの父または母ですか。",
    easy="この 子どもの お父さんか お母さんですか。",
    en="Are you this child's father or mother?",
)


def rule_of(edition: Edition) -> RuleDefinition:
    assert isinstance(edition.definition, RuleDefinition)
    return edition.definition


def editions(at: date) -> list[Edition]:
    """The rules in force on a day, in the order in which people are told of them."""
    return sorted(definitions.all_current("rule", on=at), key=lambda each: (rule_of(each).rank, each.key))


def outcome(edition: Edition, town: Town, at: date, who: dict[str, str]) -> Outcome:
    """One rule for one subject, with why."""
    rule = rule_of(edition)
    result = evaluate(rule, town, at, who, city())
    return Outcome(
        rule=edition.key,
        title=rule.title,
        person=person_of(rule, who),
        about=(who["児童"],) if "児童" in who else (),
        at=at,
        answer=ANSWER_OF[result.answer],
        amount=None if result.amount is None else Amount(result.amount.low, result.amount.high),
        why=why(rule, town, result),
        reasons=_reasons(rule, result),
        legal=rule.basis,
        deadline=result.deadline,
        starts=result.months and result.months.starts,
        lost=_lost(town, who, result),
        wake=min((day for day in (result.wake, _law_changes(edition, at)) if day), default=None),
        questions=_questions(rule, result, who, at),
        event=_event(town, who),
    )


def _law_changes(edition: Edition, at: date) -> date | None:
    """The next day on which another edition of the rule comes into force, or this one ends (施行, 失効)."""
    days = [each.effective for each in definitions.history("rule", edition.key)]
    return min((day for day in [*days, edition.definition.expires] if day and day > at), default=None)


def _event(town: Town, who: dict[str, str]) -> Event | None:
    day = event(town, who)
    if day is None:
        return None
    return Event(_kind(town, who, day), day)


def _kind(town: Town, who: dict[str, str], day: date) -> Kind:
    about = town.people[who.get("児童") or who["本人"]]
    if day == about.birth:
        return "出生"
    if day == about.freed:
        return "その他"
    return "転入" if day == town.people[who["請求者"]].since else "養育開始"


def _lost(town: Town, who: dict[str, str], result: Result) -> int | None:
    """The months that are surely lost: care began with the event, unless the two came together later within the city."""
    if result.months is None or result.months.lost == 0 or "請求者" not in who:
        return result.months.lost if result.months else 0
    child, claimant = town.people[who["児童"]], town.people[who["請求者"]]
    day = event(town, who)
    if day is None or child.since is None or child.since > day:
        return None
    if child.household is None or child.household != claimant.household:
        return None
    return None if snapshot.moved([child.number, claimant.number], after=day) else result.months.lost


def person_of(rule: RuleDefinition, who: dict[str, str]) -> str:
    """Who would act: the claimant, or the person that the rule is about."""
    return who["請求者"] if rule.subject is Subject.PARENTAGE else who[rule.subject.value]


def _reasons(rule: RuleDefinition, result: Result) -> tuple[Text, ...]:
    """The plain-word reasons of the requirements that are met."""
    pairs = zip(rule.requirements, result.findings, strict=True)
    return tuple(item.reason for item, finding in pairs if item.reason and finding.truth is True)


def _questions(rule: RuleDefinition, result: Result, who: dict[str, str], at: date) -> tuple[Question, ...]:
    found: list[Question] = []
    if result.answer is None and not result.certain:
        found.append(Question(person_of(rule, who), "親子関係", AMBIGUOUS))
    known = vocabulary.facts(on=at)
    for number, term in result.unknown:
        fact = known.get(term)
        if fact is not None and fact.question is not None:
            found.append(Question(number, term, fact.question))
    return tuple(found)


def each_subject(town: Town, people: Iterable[str], at: date) -> Iterator[tuple[Edition, dict[str, str]]]:
    """Every rule with every subject that some people are the adult or the child of, once."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    wanted = [number for number in people if number in town.people]
    for edition in editions(at):
        rule = rule_of(edition)
        for number in wanted:
            for who in subjects_of(rule, town, number):
                key = (edition.key, tuple(who.values()))
                if key not in seen:
                    seen.add(key)
                    yield edition, who


class _Lines:
    """Lines of outcomes of one town: what many rules say of one child is looked up once."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.parents = lru_cache(maxsize=None)(self._parents)
        self.amount = lru_cache(maxsize=None)(Amount)

    def line(
        self, key: str, rule: RuleDefinition, about: str, person: str, answer: Truth, amount: Bounds | None
    ) -> Found:
        """`about`: the child, or the person whom the rule is about; `person`: who would act."""
        yen = None if rule.amount is None or amount is None else self.amount(amount.low, amount.high)
        return Found(
            key, person, about, ANSWER_OF[answer], yen, self._told(rule.subject, about, person, answer)
        )

    def _told(self, subject: Subject, about: str, person: str, answer: Truth) -> tuple[str, ...]:
        if subject is Subject.PERSON:
            return (person,)
        parents = self.parents(about)
        if subject is Subject.CHILD:
            return parents
        people = self.town.people
        home = people[about].household
        if answer is not True and people[person].household != home:
            return (
                person,
            )  # whoever lives with the child is not told to leave it to somebody who perhaps cannot
        return (person, *(other for other in parents if other != person and people[other].household == home))

    def _parents(self, child: str) -> tuple[str, ...]:
        return tuple(parent for parent, _ in self.town.links_of(child, "父母"))


def over_register(town: Town, at: date, rules: Collection[str] | None = None) -> Iterator[Found]:
    """Every rule over a whole town, on DuckDB."""
    wanted = [edition for edition in editions(at) if rules is None or edition.key in rules]
    terms = tuple(sorted({term for edition in wanted for term in rule_of(edition).facts}))
    line = _Lines(town).line
    with Register(town, terms) as register:
        for edition in wanted:
            key, rule = edition.key, rule_of(edition)
            for one, other, answer, amount in register.rows(sql_of(edition.digest, rule), at):
                yield line(key, rule, one, other or one, answer, amount)


def over_people(town: Town, people: Iterable[str], at: date) -> Iterator[Found]:
    """Every rule over some people, one by one."""
    line = _Lines(town).line
    for edition, who in each_subject(town, people, at):
        rule = rule_of(edition)
        result = evaluate(rule, town, at, who, city())
        if result.answer is not False:
            about = who.get("児童") or who["本人"]
            yield line(edition.key, rule, about, person_of(rule, who), result.answer, result.amount)
