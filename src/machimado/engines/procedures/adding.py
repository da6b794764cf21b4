"""One more item of a repeating group, asked for by a correction: 児童をもう1人.

An official asks at the place (group, "+"); the correction keeps it as (group, "+", id), so that whatever comes, and
however often it comes, is that one item.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from machimado.engines.procedures.answers import Answer, Answers, Item, Path
from machimado.engines.procedures.conditions import holds
from machimado.engines.procedures.definitions import Group, Page, Procedure
from machimado.engines.procedures.outward import ONLINE, CaseView
from machimado.engines.procedures.papers import is_paper
from machimado.engines.procedures.show import ONE_MORE_PERSON
from machimado.kernel.ids import new_id

PLUS = "+"


def is_item(place: Path) -> bool:
    """Whether a place of a correction asks for an item that is not there yet."""
    return len(place) > 1 and place[1] == PLUS and not is_paper(place)


def kept(place: Path) -> Path:
    """A place as a correction keeps it: the item that is to come has its id from now on."""
    return (place[0], PLUS, new_id().hex[-8:]) if is_item(place) else place


def page_at(place: Path, procedure: Procedure) -> Page | None:
    """The page whose group a place asks one more item of; None for every other place."""
    if not is_item(place):
        return None
    return next((page for page in procedure.pages if page.group and page.group.name == place[0]), None)


def words(group: Group, language: str) -> str:
    """児童をもう1人, in the group's own words."""
    return ONE_MORE_PERSON.in_language(language).format(item=group.label.in_language(language))


def askable(case: CaseView) -> Iterator[Group]:
    """The groups of which one more item may be asked for: not those that are full, nor those that would not show online."""
    for page in case.procedure.pages:
        if page.group is None or len(case.answers.items(page.group.name)) >= page.group.maximum:
            continue
        if case.channel != ONLINE or holds(page.when, case.journey.scope) is not False:
            yield page.group


def put(
    answers: Answers, path: Path, answer: Answer, *, asked: Iterable[Path], procedure: Procedure
) -> Answers | None:
    """An answer about an item that was asked for, which is made where it is the first; None where none was asked for.

    Raises LookupError for a question that the group does not have.
    """
    place = next((p for p in asked if is_item(p) and len(path) == 3 and (p[0], p[2]) == path[:2]), ())
    page = page_at(place, procedure)
    if page is None or page.group is None:
        return None
    if path[2] not in {question.name for question in page.group.questions}:
        raise LookupError(path)
    item = answers.item(path[0], path[1]) or Item(path[1])
    return answers.with_item(path[0], replace(item, answers={**item.answers, path[2]: answer}))
