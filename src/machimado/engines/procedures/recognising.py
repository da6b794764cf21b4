"""A child that was typed in is the register's child where name and day of birth say so: never unknown to the city."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from machimado.core.residents.api import Viewer
from machimado.engines.procedures.answers import TAKEN_OUT, Answer, Answers, Item
from machimado.engines.procedures.definitions import Group, Procedure
from machimado.engines.procedures.prefill import Asking, known_of
from machimado.engines.procedures.sameness import same
from machimado.kernel.characters import fold
from machimado.kernel.clock import jst
from machimado.kernel.names import Name
from machimado.kernel.ref import Actor

NAME, BORN = "氏名", "生年月日"


def eyes(by: Actor, person: str) -> Viewer:
    """Whose eyes look while `by` acts for a person."""
    if by.kind in ("official", "system"):
        return Viewer(by.kind, actor=by)
    return Viewer("self", person=person, actor=by)


def recognised(
    answers: Answers, procedure: Procedure, *, person: str, by: Actor, at: datetime, fill: bool = False
) -> Answers:
    """The same answers; a child of theirs that the register shows `by` has its 宛名番号 again, and its provenance; one that 支援措置
    hides from the person stays unknown, whoever records.

    A child that became another (neither name nor day of birth are the register's any more) loses the number. `fill`:
    what was not answered about a recognised child is filled in, as at the beginning of a draft.
    """
    doubtful = list(_doubtful(answers, procedure))
    if not doubtful:
        return answers
    asking = Asking(person, eyes(by, person), jst(at).date())
    children = asking.children(doubtful=True)
    for group, item in doubtful:
        answers = answers.with_item(group.name, _judged(item, group, children, answers, asking, fill))
    return answers


def _doubtful(answers: Answers, procedure: Procedure) -> Iterator[tuple[Group, Item]]:
    """Items whose person is not known, and those whose name or birth is not what the register said."""
    for group in procedure.groups():
        for item in answers.items(group.name) if group.source else ():
            named = _named(item, group)
            if all(named) and not (item.person and all(each and each.source == "register" for each in named)):
                yield group, item


def _named(item: Item, group: Group) -> tuple[Answer | None, Answer | None]:
    """The answers about name and day of birth."""
    by_fact = {question.fact: item.answers.get(question.name) for question in group.questions}
    return by_fact.get(NAME), by_fact.get(BORN)


def _judged(
    item: Item,
    group: Group,
    children: list[Mapping[str, Any]],
    answers: Answers,
    asking: Asking,
    fill: bool,
) -> Item:
    taken = {
        other.person
        for name, items in answers.groups.items()
        for other in items
        if not name.startswith(TAKEN_OUT) and (name, other.id) != (group.name, item.id)
    }
    named = _named(item, group)
    for child in children:
        if child["宛名番号"] not in taken and all(_agreements(child, named)):
            return _as_known(replace(item, person=child["宛名番号"]), group, child, asking, fill)
    mine = next((child for child in children if child["宛名番号"] == item.person), None)
    gone = mine is not None and not any(_agreements(mine, named))
    return replace(item, person=None) if gone else item


def _agreements(child: Mapping[str, Any], named: tuple[Answer | None, Answer | None]) -> tuple[bool, bool]:
    """Whether the name is the child's, in whatever variant of its characters it was typed; and the day of birth."""
    name, born = named
    return (
        name is not None and _written(name.value) == _registered(child[NAME]) != "",
        born is not None and born.value == _iso(child[BORN]) is not None,
    )


def _written(name: Any) -> str:
    return fold(f"{name.get('氏') or ''}{name.get('名') or ''}") if isinstance(name, dict) else ""


def _registered(name: Name) -> str:
    return fold(name.family + name.given or name.display)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_known(item: Item, group: Group, child: Mapping[str, Any], asking: Asking, fill: bool) -> Item:
    """What says the same as the register comes from the register."""
    known = known_of(group.questions, child, asking)
    typed = {name: _provenance(answer, known.get(name)) for name, answer in item.answers.items()}
    return replace(item, answers={**known, **typed} if fill else typed)


def _provenance(typed: Answer, known: Answer | None) -> Answer:
    if known is None:
        return typed
    if isinstance(typed.value, dict) and isinstance(known.value, dict):
        filled = {part: value for part, value in typed.value.items() if value}
        alike = same(filled, {part: known.value.get(part) for part in filled})
    else:
        alike = same(typed.value, known.value)
    return known if alike else typed
