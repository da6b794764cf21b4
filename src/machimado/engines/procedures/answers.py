"""Answers with their provenance, and the shape in which they are kept.

Kept as JSON: {"職業": {"値": "会社員", "出所": "typed", "時点": null}, "児童": [{"番号": "k1", "人": "…", "答え": {…}}]}.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from machimado.engines.procedures.sameness import same

Source = Literal["register", "earlier", "typed", "card", "paper", "guidance"]
Path = tuple[str, ...]  # ("職業",) or ("児童", "k1", "氏名"); papers: see papers.py
TAKEN_OUT = (
    "外した/"  # before the name of a group: items that the applicant took out; no question or group has a "/"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A value in the JSON shape of its 型, where it came from, and as of when."""

    value: Any
    source: Source = "typed"
    as_of: date | None = None

    def changed_to(self, value: Any, source: Source) -> "Answer":
        """The same answer where the value says the same still; a newly typed one where it does not."""
        return self if same(value, self.value) else Answer(value, source)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a repeating group; `person` is its 宛名番号 where the register supplied it."""

    id: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of a draft or a submission; immutable, changed by making another."""

    single: Mapping[str, Answer] = field(default_factory=dict)
    groups: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)

    def items(self, group: str) -> tuple[Item, ...]:
        return self.groups.get(group, ())

    def item(self, group: str, item_id: str) -> Item | None:
        return next((item for item in self.items(group) if item.id == item_id), None)

    def get(self, path: Path) -> Answer | None:
        if len(path) == 1:
            return self.single.get(path[0])
        item = self.item(path[0], path[1])
        return item.answers.get(path[2]) if item else None

    def with_single(self, changes: Mapping[str, Answer]) -> "Answers":
        return replace(self, single={**self.single, **changes})

    def with_item(self, group: str, item: Item) -> "Answers":
        """The item in its place, or added at the end."""
        items = self.items(group)
        known = any(other.id == item.id for other in items)
        changed = tuple(item if other.id == item.id else other for other in items)
        return replace(self, groups={**self.groups, group: changed if known else (*items, item)})

    def without_item(self, group: str, item_id: str) -> "Answers":
        kept = tuple(item for item in self.items(group) if item.id != item_id)
        return replace(self, groups={**self.groups, group: kept})

    def taken_out(self, group: str) -> tuple[Item, ...]:
        """Items that were taken out of a group and may come back; whoever is in it again is not among them."""
        here = {item.person for item in self.items(group) if item.person}
        return tuple(item for item in self.items(TAKEN_OUT + group) if item.person not in here)

    def take_out(self, group: str, item_id: str) -> "Answers":
        """Without the item, which stands aside with what was answered about it; an empty one is gone."""
        item = self.item(group, item_id)
        left = self.without_item(group, item_id)
        return left.with_item(TAKEN_OUT + group, item) if item and item.answers else left

    def bring_back(self, group: str, item_id: str) -> "Answers":
        """With an item that was taken out, unless its person is back already; raises LookupError where there is none."""
        item = self.item(TAKEN_OUT + group, item_id)
        if item is None:
            raise LookupError(item_id)
        if item not in self.taken_out(group):
            return self
        return self.without_item(TAKEN_OUT + group, item_id).with_item(group, item)

    def put(self, path: Path, answer: Answer) -> "Answers":
        """One answer put at its path; raises LookupError where the item does not exist."""
        if len(path) == 1:
            return self.with_single({path[0]: answer})
        item = self.item(path[0], path[1])
        if item is None:
            raise LookupError(path)
        return self.with_item(path[0], replace(item, answers={**item.answers, path[2]: answer}))


def to_json(answers: Answers) -> dict[str, Any]:
    result: dict[str, Any] = {name: _answer_json(answer) for name, answer in answers.single.items()}
    for name, items in answers.groups.items():
        result[name] = [
            {
                "番号": item.id,
                "人": item.person,
                "答え": {n: _answer_json(a) for n, a in item.answers.items()},
            }
            for item in items
        ]
    return result


def from_json(stored: Mapping[str, Any]) -> Answers:
    single = {name: _answer(value) for name, value in stored.items() if isinstance(value, dict)}
    groups = {
        name: tuple(
            Item(item["番号"], {n: _answer(a) for n, a in item["答え"].items()}, item["人"]) for item in value
        )
        for name, value in stored.items()
        if isinstance(value, list)
    }
    return Answers(single, groups)


def plain(answers: Answers) -> dict[str, Any]:
    """Values alone: what conditions look at and documents print."""
    result: dict[str, Any] = {name: answer.value for name, answer in answers.single.items()}
    for name, items in answers.groups.items():
        result[name] = [{n: a.value for n, a in item.answers.items()} for item in items]
    return result


def _answer_json(answer: Answer) -> dict[str, Any]:
    as_of = answer.as_of.isoformat() if answer.as_of else None
    return {"値": answer.value, "出所": answer.source, "時点": as_of}


def _answer(stored: Mapping[str, Any]) -> Answer:
    as_of = stored.get("時点")
    return Answer(stored["値"], stored["出所"], date.fromisoformat(as_of) if as_of else None)
