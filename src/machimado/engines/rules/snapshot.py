"""The rules' view of the register on one day: the rule columns, the city's ledgers, and nothing that 支援措置 hides."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from unicodedata import normalize

from machimado.core.residents import api as residents
from machimado.core.residents.api import RuleRow, Viewer
from machimado.engines.rules.language.town import NOTHING_KNOWN, LinkRow, PersonRow, Town
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.clock import jst

Facts = dict[str, dict[str, bool]]
EYES = Viewer.of_system("rules")


def town(*, at: date) -> Town:
    """Everyone."""
    return _town(list(residents.rule_columns(at=at)), vocabulary.holding(at=at), at)


def town_around(
    numbers: Iterable[str], *, at: date, known: Mapping[str, Mapping[str, bool]] | None = None
) -> Town:
    """The part of the town that rules about some people can see; `known` facts stand before those of the ledgers."""
    households = residents.households_around(list(numbers), at=at)
    rows = list(residents.rule_columns(at=at, households=households))
    return _town(rows, vocabulary.holding(at=at, people=[row.number for row in rows]), at, known or {})


def moved(numbers: Iterable[str], *, after: date) -> bool:
    """Whether one of these people has come into another household after a day: who lives together may not have then."""
    found = (event for number in numbers for event in residents.events_of(number, viewer=EYES))
    return any(event.on > after and (event.kind == "転居" or "世帯番号" in event.changed) for event in found)


def _town(
    rows: list[RuleRow],
    holding: list[vocabulary.LedgerRow],
    at: date,
    known: Mapping[str, Mapping[str, bool]] = {},
) -> Town:
    shield = _Shield(rows)
    visible = [link for link in _links(rows) if not shield.between(link.child, link.parent)]
    reverse = {term: fact.reverse for term, fact in vocabulary.facts(on=at).items() if fact.reverse}
    ended = _ended(holding, {row.number: row.resident_from for row in rows}, at)
    facts = _facts([row for row in holding if row not in ended], reverse, shield)
    for number, told in known.items():
        facts[number] = {**facts.get(number, {}), **told}
    freed = _freed(ended, shield)
    closed = vocabulary.complete_terms(at=at)
    closed |= {reverse[term] for term in closed if term in reverse}
    people = [
        PersonRow(
            number, birth, sex or None, household, facts.get(number, NOTHING_KNOWN), since, freed.get(number)
        )
        for number, birth, sex, household, _, _, _, _, since, _, _, _ in rows
    ]
    return Town(people, visible, closed)


def _links(rows: Iterable[RuleRow]) -> Iterator[LinkRow]:
    for row in rows:
        if row.father:
            yield LinkRow(row.number, row.father)
        if row.mother:
            yield LinkRow(row.number, row.mother)
        for parent in row.perhaps:
            yield LinkRow(row.number, parent, certain=False)


def _ended(
    holding: Iterable[vocabulary.LedgerRow], here: Mapping[str, date | None], at: date
) -> dict[vocabulary.LedgerRow, date]:
    """What somebody held for a child and lost by dying or leaving the city, with that day.

    児童手当 ends with the month of that day (8条2項), whether or not the city's list says so yet. Coming back does not
    revive it: what was written down before the return speaks of the residence before.
    """
    found: dict[vocabulary.LedgerRow, date] = {}
    left_on = lru_cache(maxsize=None)(_left_on)
    for row in holding:
        if not row.about:
            continue
        since = here.get(row.person)
        if row.person in here and (since is None or jst(row.recorded_at).date() >= since):
            continue
        day = left_on(row.person, since - timedelta(days=1) if since else at)
        if day is not None and day <= at:
            found[row] = day
    return found


def _left_on(number: str, at: date) -> date | None:
    """The day on which somebody died or moved out, as the register knows it on a day; None for a resident."""
    try:
        person = residents.person(number, viewer=EYES, at=at)
    except residents.NotFound:
        return None
    return person.died_on or person.moved_out_on


def _freed(ended: Mapping[vocabulary.LedgerRow, date], shield: "_Shield") -> dict[str, date]:
    """The children for whom a departed adult held something, and the latest such day."""
    found: dict[str, date] = {}
    for row, day in ended.items():
        if row.value and not shield.between(row.about, row.person):
            found[row.about] = max(day, found.get(row.about, date.min))
    return found


def _facts(holding: Iterable[vocabulary.LedgerRow], reverse: dict[str, str], shield: "_Shield") -> Facts:
    facts: Facts = {}
    for row in holding:
        known = facts.setdefault(row.person, {})
        known[row.term] = known.get(row.term, False) or row.value
        if row.about and row.term in reverse and not shield.between(row.about, row.person):
            child = facts.setdefault(row.about, {})
            child[reverse[row.term]] = child.get(reverse[row.term], False) or row.value
    return facts


PARTNERS = frozenset({"世帯主", "妻", "夫", "妻(未届)", "夫(未届)", "未届の妻", "未届の夫"})


class _Shield:
    """Between which child and adult 支援措置 stands: then rules know of no tie between them, in either direction.

    A protected parent's child who lives with them is cut from the parent who lives elsewhere, so that neither a notice
    nor an answer to the one depends on the other. Two protected partners of one household are protected from each other
    (the same policy as residents' disclosure, and stricter in that it cuts both ways).
    """

    def __init__(self, rows: Iterable[RuleRow]) -> None:
        rows = list(rows)
        self.hidden = {row.number for row in rows if row.protected}
        self.household = {row.number: row.household for row in rows} if self.hidden else {}
        self.hiding = {self.household[number] for number in self.hidden}
        partners = Counter(
            row.household for row in rows if row.protected and normalize("NFKC", row.relationship) in PARTNERS
        )
        self.divided = {household for household, count in partners.items() if count > 1}

    def between(self, child: str, adult: str) -> bool:
        if not self.hidden or child == adult:
            return False
        home, other = self.household.get(child), self.household.get(adult)
        if home == other:
            return home in self.divided or (adult not in self.hidden and home in self.hiding)
        return home in self.hiding or other in self.hiding
