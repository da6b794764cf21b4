"""What is due for a person, made calm: at most three cards, money at stake first, and the rest folded by child."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from machimado.core.residents import api as residents
from machimado.engines.guidance import api as guidance
from machimado.kernel.clock import jst

AT_ONCE = 3
# The city may not know whether somebody receives 児童手当 now. Then both claims are due: one card asks which one it is.
ANSWERS = {"児童手当認定請求": _("受け取っていません"), "児童手当額改定認定請求": _("受け取っています")}


@dataclass(frozen=True)
class Card:
    """One thing to do: a single item, a choice between two claims, or what one message tells as a list."""

    items: tuple[guidance.Due, ...]
    about: str
    today: date

    @property
    def due(self) -> guidance.Due:
        return self.items[0]

    @property
    def days(self) -> int | None:
        return (self.due.deadline - self.today).days if self.due.deadline else None

    @property
    def late(self) -> bool:
        return self.days is not None and self.days < 0

    @cached_property
    def choice(self) -> list[tuple[Any, guidance.Due]]:
        """The answers to the question, each with the claim that it leads to; empty where there is no question."""
        return _choice(self.items)


@dataclass(frozen=True)
class Agenda:
    """What leads the home: the cards of today, the rest by child, and what was put away."""

    first: tuple[Card, ...]
    rest: tuple[tuple[str, tuple[Card, ...]], ...]
    away: tuple[guidance.Due, ...]

    @property
    def count(self) -> int:
        return len(self.first) + self.left

    @property
    def left(self) -> int:
        return sum(len(cards) for _, cards in self.rest)


def of(me: residents.PersonView, household: residents.HouseholdView, *, at: datetime) -> Agenda:
    """The agenda of a person today; names only of those whom the household shows."""
    today = jst(at).date()
    names = {member.number: member.name.given for member in household.members}
    everything = guidance.due_for(me.number, at=today, every_state=True)
    groups: dict[tuple[str, str], list[guidance.Due]] = {}
    for item in everything:
        if item.state == "open":
            groups.setdefault(_group(item), []).append(item)
    cards = [Card(tuple(items), names.get(items[0].about, ""), today) for items in groups.values()]
    cards.sort(key=_urgency)
    return Agenda(
        tuple(cards[:AT_ONCE]),
        _by_child(cards[AT_ONCE:]),
        tuple(item for item in everything if item.state == "dismissed"),
    )


def _group(item: guidance.Due) -> tuple[str, str]:
    if item.rule in ANSWERS and not item.certain and item.link:
        return item.about, "choice"
    return item.about, item.rule if item.link or not item.notice else f"notice {item.notice}"


def _choice(items: Iterable[guidance.Due]) -> list[tuple[Any, guidance.Due]]:
    found = [(ANSWERS[item.rule], item) for item in items if item.rule in ANSWERS and item.link]
    return found if len(found) > 1 else []


def _urgency(card: Card) -> tuple[bool, date, int]:
    return not card.due.months_at_stake, card.due.deadline or date.max, card.due.rank


def _by_child(cards: list[Card]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    ordered = sorted(cards, key=lambda card: card.about)
    return tuple((about, tuple(group)) for about, group in groupby(ordered, key=lambda card: card.about))
