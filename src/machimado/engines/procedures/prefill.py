"""What is already known is never asked again: a draft begins with what the vocabulary supplies.

Two facts are relations between persons rather than facts of one: 同居 and 配偶者の有無 come from the household here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from machimado.core.residents import api as residents
from machimado.engines.procedures.answers import Answer, Answers, Item
from machimado.engines.procedures.conditions import Scope, holds
from machimado.engines.procedures.definitions import Group, Page, Procedure, Question
from machimado.kernel.address import Address, Withheld
from machimado.kernel.clock import jst
from machimado.kernel.names import Name

LIVES_WITH, HAS_SPOUSE = "同居", "配偶者の有無"
RELATIONS = frozenset({LIVES_WITH, HAS_SPOUSE})
SPOUSES = {"世帯主": {"妻", "夫", "妻(未届)", "夫(未届)"}, "妻": {"世帯主"}, "夫": {"世帯主"}}


@dataclass(frozen=True, slots=True)
class Family:
    """Those around the claimant whom the register shows to this viewer."""

    person: str
    household: frozenset[str]
    spouse: str | None
    children: tuple[str, ...]


def prefilled(procedure: Procedure, *, person: str, viewer: residents.Viewer, at: datetime) -> Answers:
    """The answers that are known, each with its provenance."""
    family = _family(person, viewer=viewer, on=jst(at).date())
    answers = Answers()
    for page in procedure.pages:
        if page.group:
            answers = replace(answers, groups={**answers.groups, page.group.name: ()})
            for item in _items(page.group, answers, family, viewer=viewer, at=at):
                answers = answers.with_item(page.group.name, item)
        else:
            answers = answers.with_single(_page(page, family, viewer=viewer, at=at))
    return answers


def _page(page: Page, family: Family, *, viewer: residents.Viewer, at: datetime) -> Mapping[str, Answer]:
    subject = family.spouse if page.whose == "配偶者" else family.person
    return known(page.questions, subject, family, viewer=viewer, at=at) if subject else {}


def _items(
    group: Group, answers: Answers, family: Family, *, viewer: residents.Viewer, at: datetime
) -> list[Item]:
    if group.source is None:
        return []
    scope = Scope({name: a.value for name, a in answers.single.items()}, on=jst(at).date())
    items = []
    for index, child in enumerate(family.children, start=1):
        found = known(group.questions, child, family, viewer=viewer, at=at)
        if holds(group.where, scope.within({name: a.value for name, a in found.items()})) is True:
            items.append(Item(f"r{index}", found, person=child))
    return items


def known(
    questions: tuple[Question, ...], subject: str, family: Family, *, viewer: residents.Viewer, at: datetime
) -> dict[str, Answer]:
    """What the vocabulary knows about one person, by the names of the questions."""
    terms = [q.fact for q in questions if q.fact and q.fact not in RELATIONS]
    facts = _gather(terms, subject, viewer, at) if terms else {}
    found = {}
    for question in questions:
        if question.fact in RELATIONS:
            answer = _relation(question.fact or "", subject, family, jst(at).date())
        else:
            answer = _answer(question, facts.get(question.fact or ""))
        if answer is not None:
            found[question.name] = answer
    return found


def _gather(terms: list[str], subject: str, viewer: residents.Viewer, at: datetime) -> Mapping[str, Any]:
    try:
        from machimado.engines.vocabulary import api as vocabulary
    except ImportError:
        return {}
    return vocabulary.gather(terms, person=subject, viewer=viewer, at=at)


def _relation(term: str, subject: str, family: Family, on: date) -> Answer | None:
    """同居 is known within the household only; that nobody is a spouse in the household proves nothing."""
    if term == HAS_SPOUSE:
        return Answer(True, "register", on) if family.spouse else None
    return Answer(True, "register", on) if subject in family.household else None


def _answer(question: Question, fact: Any) -> Answer | None:
    if fact is None or not hasattr(fact, "source"):
        return None
    value = answer_value(fact.value)
    return None if value is None else Answer(value, fact.source, fact.as_of)


def answer_value(value: Any) -> Any:
    """A value of the vocabulary in the JSON shape of an answer; None where it may not be shown."""
    if isinstance(value, Withheld) or value is None:
        return None
    if isinstance(value, Name):
        return {
            "氏": value.family or value.display,
            "名": value.given,
            "氏カナ": value.family_kana,
            "名カナ": value.given_kana,
        }
    if isinstance(value, Address):
        place = replace(value, building="")
        return {"郵便番号": value.postal_code, "所在地": str(place), "建物": value.building}
    return value.isoformat() if isinstance(value, date) else value


def _family(person: str, *, viewer: residents.Viewer, on: date) -> Family:
    me = residents.person(person, viewer=viewer, at=on)
    household = residents.household(me.household_number, viewer=viewer, at=on)
    children = residents.children_of(person, viewer=viewer, at=on)
    births = {member.number: member.birth_date for member in household.members}
    ordered = sorted(
        {link.child for link in children if link.certain}, key=lambda number: (births.get(number, on), number)
    )
    spouse = next(
        (m.number for m in household.members if m.relationship in SPOUSES.get(me.relationship, set())), None
    )
    return Family(person, frozenset(births), spouse, tuple(ordered))
