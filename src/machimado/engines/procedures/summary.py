"""Answers as they are read back: check-your-answers, the case, the official's desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from machimado.engines.procedures import adding, show
from machimado.engines.procedures.answers import Answer, Answers, Item, Path
from machimado.engines.procedures.definitions import EachItem, Group, Procedure, Question
from machimado.engines.procedures.journey import Journey, ShownPage, empty
from machimado.engines.procedures.outward import CaseView
from machimado.engines.procedures.papers import HEAD, paper_at
from machimado.kernel.address import Withheld


@dataclass(frozen=True, slots=True)
class Line:
    """One question and its answer."""

    path: Path
    label: str
    value: str
    kana: str
    provenance: str
    source: str
    missing: bool
    address: bool = False

    @property
    def key(self) -> str:
        return "/".join(self.path)


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one page, or of one item of its repeating group."""

    page: str
    item: str
    title: str
    number: int
    lines: tuple[Line, ...]


def sections(journey: Journey, language: str, *, withheld: bool = False) -> list[Section]:
    """Every page that shows, and each item of a group as a section of its own.

    `withheld`: 支援措置 hides somebody in it and these eyes are not theirs; no address is told (docs/adr/0021).
    """
    found: list[Section] = []
    for page in journey.pages:
        if page.page.stop is None:
            found += _group(page, language) if page.page.group else [_single(page, journey, language)]
    return [_without_addresses(section) for section in found] if withheld else found


def _without_addresses(section: Section) -> Section:
    lines = (
        replace(line, value=str(Withheld()), kana="") if line.address else line for line in section.lines
    )
    return replace(section, lines=tuple(lines))


def _single(page: ShownPage, journey: Journey, language: str) -> Section:
    lines = _lines(page.questions, journey.visible.single, (), language)
    return Section(page.name, "", page.page.heading.in_language(language), 0, tuple(lines))


def _group(page: ShownPage, language: str) -> list[Section]:
    group = page.page.group
    assert group is not None
    return [
        Section(
            page.name,
            shown.item.id,
            group.label.in_language(language),
            number,
            tuple(_lines(shown.questions, shown.item.answers, (group.name, shown.item.id), language)),
        )
        for number, shown in enumerate(page.items, start=1)
    ]


def _lines(
    questions: Iterable[Question], answers: Mapping[str, Answer], head: Path, language: str
) -> Iterable[Line]:
    for question in questions:
        answer = answers.get(question.name)
        value = answer.value if answer else None
        yield Line(
            path=(*head, question.name),
            label=question.label.in_language(language),
            value=show.shown(question, None if empty(value) else value, language),
            kana=show.kana(value),
            provenance=show.provenance(answer.source, answer.as_of, language)
            if answer and not empty(value)
            else "",
            source=answer.source if answer else "",
            missing=question.required and empty(value),
            address=question.type == "住所" and not empty(value),
        )


def item_name(group: Group, item: Item) -> str:
    """What an item is called in a list: the first name that is written in it, else what its group calls it."""
    for question in group.questions:
        answer = item.answers.get(question.name)
        if question.type == "氏名" and answer and not empty(answer.value):
            return show.shown_value(answer.value)
    return str(group.label)


def find(journey: Journey, path: Path) -> tuple[Question, Answer | None] | None:
    """The question at a path and its present answer; None where it does not show."""
    for page in journey.pages:
        group = page.page.group
        if group is None and len(path) == 1:
            for question in page.questions:
                if question.name == path[0]:
                    return question, journey.visible.single.get(path[0])
        if group is not None and len(path) == 3 and path[0] == group.name:
            for shown in page.items:
                for question in shown.questions:
                    if (shown.item.id, question.name) == path[1:]:
                        return question, shown.item.answers.get(question.name)
    return None


def label_at(case: CaseView, place: Path, language: str) -> str:
    """What stands at a place of a correction, in the form's own words: a question, one more of
    a group, or a paper and the one it replaces.
    """
    found = find(case.journey, place)
    if found:
        return found[0].label.in_language(language)
    page = adding.page_at(place, case.procedure)
    if page is not None and page.group is not None:
        return adding.words(page.group, language)
    paper = paper_at(place, case.procedure)
    if paper is None:
        return place[-1]
    known = {str(file.id): file.name for file in (*case.attachments, *case.earlier)}
    words = paper.label.in_language(language)
    return f"{words}：{known[place[2]]}" if len(place) > 2 and place[2] in known else words


def papers(case: CaseView, language: str) -> Section:
    """Every paper of the definition, for whoever asks for some: those that were sent, and one more of each."""
    lines = []
    for paper in case.procedure.attachments:
        label = paper.label.in_language(language)
        there = [file for file in case.attachments if file.slot == paper.name]
        lines += [_bare((HEAD, paper.name, str(file.id)), label, file.name) for file in there]
        more = (show.ONE_MORE if there else show.NOT_SENT).in_language(language)
        lines.append(_bare((HEAD, paper.name), label, more))
    return Section("", "", show.PAPERS.in_language(language), 0, tuple(lines))


def people(case: CaseView, language: str) -> Section:
    """One more of each group, for whoever asks for it, beside those who are in it already."""
    lines = []
    for group in adding.askable(case):
        there = "、".join(item_name(group, item) for item in case.answers.items(group.name))
        value = there or show.NONE.in_language(language)
        lines.append(_bare((group.name, adding.PLUS), adding.words(group, language), value))
    return Section("", "", show.PEOPLE.in_language(language), 0, tuple(lines))


def _bare(path: Path, label: str, value: str) -> Line:
    return Line(path, label, value, kana="", provenance="", source="", missing=False)


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided for the whole (no title) or for one item of a group: the question's words, the value as read."""

    title: str
    lines: tuple[tuple[str, str], ...]


def decided(
    procedure: Procedure, answers: Answers, outcome: str, content: Mapping[str, Any], language: str
) -> list[Decided]:
    """A proposal's or a decision's 決定事項 and 項目ごと, as officials read them before they decide."""
    chosen = procedure.outcome(outcome)
    if chosen is None or "決定事項" not in content:
        return []
    found = [Decided("", _read(chosen.particulars, content["決定事項"], language))]
    for item_id, values in content.get("項目ごと", {}).items():
        if chosen.each is not None:
            title = item_title(answers, chosen.each, item_id)
            found.append(Decided(title, _read(chosen.each.questions, values, language)))
    return found


@dataclass(frozen=True, slots=True)
class Granted:
    """What a person reads a decision for: how much a month, from which month on."""

    amount: str
    month: str


def granted(case: CaseView, language: str) -> Granted | None:
    """The amount and the first month, where the outcome's definition has them, by what the rules suggest for it."""
    if case.decision is None or case.decision.refusal:
        return None
    chosen, values = case.procedure.outcome(case.decision.outcome), case.decision.content.get("決定事項", {})
    said = {
        question.suggested: show.shown(question, values[question.name], language)
        for question in (chosen.particulars if chosen else ())
        if values.get(question.name)
    }
    amount, month = said.get("月額の合計") or said.get("改定後の月額"), said.get("支給開始月")
    return Granted(amount, month) if amount and month else None


def item_title(answers: Answers, each: EachItem, item_id: str) -> str:
    """What an item is called where it is decided: its first answer that the decision's table shows (a child's name)."""
    item = answers.item(each.group, item_id)
    named = (
        (show.shown_value(a.value) for n, a in item.answers.items() if n in each.columns.values())
        if item
        else ()
    )
    return next(iter(named), item_id)


def _read(
    questions: Iterable[Question], values: Mapping[str, Any], language: str
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (question.label.in_language(language), show.shown(question, values[question.name], language))
        for question in questions
        if question.name in values
    )
