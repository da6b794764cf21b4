"""The linter of procedures: what a definition must not contain; used whenever one is loaded.

It finds names used twice or reserved, conditions that look at names that do not exist or come later (and so cycles),
conditions that cannot be evaluated (comparisons.py), pages and questions that can never show, and a stop that ends every way.
"""

from collections.abc import Iterator
from itertools import combinations

from machimado.core.definitions.definitions import Definition
from machimado.engines.procedures import comparisons
from machimado.engines.procedures.definitions import Condition, Group, Page, Procedure, Question

RESERVED = {"check", "attachments", "submission", "deletion"}
PAPERS = "添付"


def faults(key: str, definition: Definition) -> list[str]:
    """Each fault as a Japanese sentence that names the place; empty where all is well."""
    assert isinstance(definition, Procedure)
    return [
        *_names(definition),
        *_order(definition),
        *comparisons.faults(definition),
        *_origins(definition),
        *_reach(definition),
    ]


def _names(procedure: Procedure) -> Iterator[str]:
    pages = [page.name for page in procedure.pages]
    names = [q.name for page in procedure.pages for q in page.questions] + [
        g.name for g in procedure.groups()
    ]
    for name in _twice(pages):
        yield f"頁「{name}」が二つあります。名前を変えてください。"
    for name in _twice(names):
        yield f"項目「{name}」が二つあります。名前を変えてください。"
    for name in RESERVED.intersection(pages):
        yield f"頁の名前「{name}」は使えません。別の名前にしてください。"
    for group in procedure.groups():
        if group.name == PAPERS:
            yield f"繰返しの項目「{PAPERS}」は使えません。補正で書類を指す名前です。別の名前にしてください。"
        for name in _twice([q.name for q in group.questions]):
            yield f"「{group.name}」の中に項目「{name}」が二つあります。名前を変えてください。"
        for name in set(names) & {q.name for q in group.questions}:
            yield f"項目「{name}」が「{group.name}」の中と外にあります。どちらかの名前を変えてください。"


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _order(procedure: Procedure) -> Iterator[str]:
    """A condition may look only at what stands before it: this alone excludes cycles and dead questions."""
    known: set[str] = set()
    for page in procedure.pages:
        yield from _unknown(page.when, known, f"頁「{page.name}」の表示条件")
        for question in page.questions:
            yield from _unknown(question.when, known, f"項目「{question.name}」の表示条件")
            known.add(question.name)
        for question in page.questions:
            yield from _checks(question, known)
        if page.group:
            yield from _group_order(page.group, known)
            known |= {page.group.name, *(f"{page.group.name}/{q.name}" for q in page.group.questions)}
    for attachment in procedure.attachments:
        yield from _unknown(attachment.when, known, f"添付「{attachment.name}」の表示条件")
    for told in procedure.tells:
        inner = {name.removeprefix(f"{told.group}/") for name in known} if told.group else known
        yield from _unknown(told.when, inner, f"わかる事実「{told.fact}」の条件")


def _group_order(group: Group, outside: set[str]) -> Iterator[str]:
    known = outside | {group.name}  # an item may ask how many items there are
    for question in group.questions:
        yield from _unknown(question.when, known, f"項目「{group.name}/{question.name}」の表示条件")
        known.add(question.name)
    for question in group.questions:
        yield from _checks(question, known)
    yield from _unknown(group.where, known, f"「{group.name}」の絞込")


def _checks(question: Question, known: set[str]) -> Iterator[str]:
    for check in question.checks:
        yield from _unknown(check.condition, known, f"項目「{question.name}」の検証")


def _unknown(condition: Condition | None, known: set[str], place: str) -> Iterator[str]:
    for name in condition.names() if condition else ():
        if not {name, name.rpartition("/")[2]} & known:
            yield f"{place}: 「{name}」は、この前にありません。前の頁の項目の名前を書いてください。"


def _origins(procedure: Procedure) -> Iterator[str]:
    """An answer that cannot be filled in: not among the choices, or of a tie that is not there."""
    for page in procedure.pages:
        for question in page.all_questions():
            known = question.known
            if known is None:
                continue
            if known.notice and question.type != {"事由": "選択", "日": "日付"}[known.notice]:
                yield f"項目「{question.name}」の元: 案内の「事由」は選択、「日」は日付の項目に書いてください。"
            if known.notice is None and not (page.group and page.group.source):
                yield f"項目「{question.name}」の元: 親子関係と同一世帯は、「元: 子」の繰返しの中に書いてください。"
            value = known.parentage if known.parentage is not None else known.household
            if value is not None and value not in {choice.value for choice in question.choices}:
                yield f"項目「{question.name}」の元: 「{value}」という選択肢はありません。"


def _reach(procedure: Procedure) -> Iterator[str]:
    """What can never show: behind a stop that always shows, or under tests that contradict each other."""
    for index, page in enumerate(procedure.pages):
        if page.stop and page.when is None and index < len(procedure.pages) - 1:
            yield f"頁「{page.name}」でいつも終わるため、その後の頁へ行けません。表示条件を書いてください。"
    for page in procedure.pages:
        if _contradiction(*_needs(page.when)):
            yield f"頁「{page.name}」の表示条件は、けっして成り立ちません。条件を直してください。"
        yield from _dead_questions(page)


def _dead_questions(page: Page) -> Iterator[str]:
    for question in page.all_questions():
        if _contradiction(*_needs(page.when), *_needs(question.when)):
            yield f"項目「{question.name}」は、けっして表示されません。表示条件を直してください。"


def _needs(condition: Condition | None) -> list[Condition]:
    """The tests that all have to hold at once."""
    if condition is None:
        return []
    if condition.all_of is not None:
        return [need for part in condition.all_of for need in _needs(part)]
    return [condition]


def _contradiction(*needs: Condition) -> bool:
    return any(_exclude(a, b) for a, b in combinations(needs, 2))


def _exclude(one: Condition, other: Condition) -> bool:
    if one.negated == other or other.negated == one:
        return True
    if one.item is None or one.item != other.item:
        return False
    a, b = _allowed(one), _allowed(other)
    return a is not None and b is not None and not a & b


def _allowed(condition: Condition) -> set[object] | None:
    if condition.equals is not None:
        return {condition.equals}
    return set(condition.one_of) if condition.one_of is not None else None
