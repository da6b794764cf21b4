"""What is already known is never asked again: a draft begins with what the vocabulary supplies.

Two facts are relations between persons rather than facts of one, and come from the household: 同居 and 配偶者の有無.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from machimado.core.residents import api as residents
from machimado.core.residents.api import Viewer
from machimado.engines.procedures.answers import Answer, Answers, Item, Source
from machimado.engines.procedures.conditions import Scope, holds
from machimado.engines.procedures.definitions import Group, Procedure, Question
from machimado.engines.procedures.occasions import Occasion
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.address import Address, Withheld
from machimado.kernel.clock import jst

LIVES_WITH, HAS_SPOUSE, NAME, CERTAIN = "同居", "配偶者の有無", "氏名", "親子関係が確か"
RELATIONS = frozenset({LIVES_WITH, HAS_SPOUSE})
NAME_PARTS = ("氏名", "氏", "名", "フリガナ")
SOURCES: Mapping[str, Source] = {"register": "register", "card": "card", "typed": "typed"}


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom, with whose eyes and on which day the vocabulary is asked."""

    person: str
    viewer: Viewer
    on: date
    occasion: Occasion | None = None

    def gather(self, terms: Sequence[str], person: str) -> dict[str, vocabulary.FactValue]:
        found = vocabulary.gather(terms, person=person, viewer=self.viewer, at=self.on)
        return {term: fact for term, fact in found.items() if isinstance(fact, vocabulary.FactValue)}

    def people(self, *terms: str, doubtful: bool = False) -> list[Mapping[str, Any]]:
        """The people that these terms name: 配偶者 is one, 児童 are several; doubtful ones are left to be typed."""
        found: list[Mapping[str, Any]] = []
        for fact in self.gather(terms, self.person).values():
            value = fact.value if isinstance(fact.value, list | tuple) else [fact.value]
            found += [one for one in value if doubtful or one.get(CERTAIN, True)]
        return sorted(found, key=lambda one: (str(one.get("生年月日")), str(one.get("宛名番号"))))

    def children(self, *, doubtful: bool = False) -> list[Mapping[str, Any]]:
        """The children, and those of 大学生年代. An official sees more than the claimant may learn (支援措置), and what is
        filled in the claimant reads.
        """
        found = self.people("児童", "大学生年代の子", doubtful=doubtful)
        if self.viewer.kind == "self":
            return found
        return [one for one in found if residents.may_be_told(self.person, one["宛名番号"], at=self.on)]


def prefilled(
    procedure: Procedure, *, person: str, viewer: Viewer, at: datetime, occasion: Occasion | None = None
) -> Answers:
    """The answers that are known, each with its provenance; `occasion` is why the claim is begun, where that is known."""
    asking = Asking(person, viewer, jst(at).date(), _offered(occasion, procedure))
    spouse = next(iter(asking.people("配偶者")), None)
    children = asking.children() if any(g.source for g in procedure.groups()) else []
    me = {"宛名番号": person, HAS_SPOUSE: True if spouse else None}
    answers = Answers()
    for page in procedure.pages:
        if page.group:
            items = _items(page.group, answers, children, asking)
            answers = replace(answers, groups={**answers.groups, page.group.name: items})
        else:
            subject = spouse if page.whose == "配偶者" else me
            answers = answers.with_single(known_of(page.questions, subject, asking) if subject else {})
    return answers


def _items(
    group: Group, answers: Answers, children: list[Mapping[str, Any]], asking: Asking
) -> tuple[Item, ...]:
    if group.source is None:
        return ()
    outer = Scope({name: answer.value for name, answer in answers.single.items()}, on=asking.on)
    found = []
    for child in children:
        if group.without and _holds(group.without, child, asking):
            continue
        known = known_of(group.questions, child, asking)
        if holds(group.where, outer.within({name: answer.value for name, answer in known.items()})) is True:
            found.append(Item(f"r{len(found) + 1}", known, person=child["宛名番号"]))
    return tuple(found[: group.maximum])


def _holds(term: str, subject: Mapping[str, Any], asking: Asking) -> bool:
    fact = asking.gather([term], subject["宛名番号"]).get(term)
    return fact is not None and fact.value is True


def known_of(
    questions: tuple[Question, ...], subject: Mapping[str, Any], asking: Asking
) -> dict[str, Answer]:
    """What is known about one person, by the names of the questions."""
    asked = {q.fact for q in questions if q.fact} - RELATIONS
    terms = sorted(asked | set(NAME_PARTS if NAME in asked else ()))
    facts = asking.gather(terms, subject["宛名番号"]) if terms else {}
    found = {}
    for question in questions:
        answer = _answer(question, facts)
        if question.fact in RELATIONS and subject.get(question.fact) is not None:
            answer = Answer(subject[question.fact], "register", asking.on)
        answer = answer or _tied(question, subject, asking) or _told(question, asking)
        if answer is not None:
            found[question.name] = answer
    return found


def _tied(question: Question, subject: Mapping[str, Any], asking: Asking) -> Answer | None:
    """What follows from the tie between the two: 続柄 of a child of one's own, 生計 within one 世帯."""
    known = question.known
    if known is not None and known.parentage is not None and subject.get(CERTAIN) is True:
        return Answer(known.parentage, "register", asking.on)
    if known is not None and known.household is not None and subject.get(LIVES_WITH) is True:
        return Answer(known.household, "register", asking.on)
    return None


def _told(question: Question, asking: Asking) -> Answer | None:
    """What the notice said that led here."""
    if question.known is None or question.known.notice is None or asking.occasion is None:
        return None
    occasion = asking.occasion
    return Answer(occasion.kind if question.known.notice == "事由" else occasion.on.isoformat(), "guidance")


def _offered(occasion: Occasion | None, procedure: Procedure) -> Occasion | None:
    """The occasion, where this procedure has it among its reasons: else its date would be that of something else."""
    asked = [q for page in procedure.pages for q in page.questions if q.known and q.known.notice == "事由"]
    offered = {choice.value for question in asked for choice in question.choices}
    return occasion if occasion and occasion.kind in offered else None


def _answer(question: Question, facts: Mapping[str, vocabulary.FactValue]) -> Answer | None:
    fact = facts.get(question.fact or "")
    if fact is None:
        return None
    value = _name(fact.value, facts) if question.fact == NAME else answer_value(fact.value)
    if question.choices and value not in {choice.value for choice in question.choices}:
        return None
    return None if value is None else Answer(value, SOURCES.get(fact.source, "earlier"), fact.as_of)


def _name(whole: Any, facts: Mapping[str, vocabulary.FactValue]) -> Any:
    """氏名 in its parts; a name of one part, or in letters only, stands whole in 氏."""
    if isinstance(whole, dict):
        return whole
    parts = {term: str(facts[term].value) if term in facts else "" for term in NAME_PARTS}
    family_kana, _, given_kana = parts["フリガナ"].partition("\u3000")
    family = parts["氏"] or ("" if parts["名"] else str(whole))
    return {"氏": family, "名": parts["名"], "氏カナ": family_kana, "名カナ": given_kana}


def answer_value(value: Any) -> Any:
    """A value of the vocabulary in the JSON shape of an answer; None where it may not be shown."""
    if isinstance(value, Withheld):
        return None
    if isinstance(value, Address):
        whole = str(replace(value, building=""))
        return {"郵便番号": value.postal_code, "所在地": whole, "建物": value.building} if whole else None
    return value.isoformat() if isinstance(value, date) else value
