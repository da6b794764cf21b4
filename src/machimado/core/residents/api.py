"""The door of residents: the register, read by whoever may, and the files that renew it.

residents.person(number, viewer=accounts.viewer(request), at=clock.today())
residents.household(number, viewer=…, at=…)      # HouseholdView; NotFound (a 404) for strangers
residents.may_act_for(adult, child, at=…)         # register and 支援措置 both allow it
residents.import_register(path, mode="changes", by=actor, at=clock.now())
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from machimado.core.residents import disclosure, register, searching
from machimado.core.residents import rule_columns as columns
from machimado.core.residents.intake import importing
from machimado.core.residents.outward import (
    EventView,
    Fault,
    HouseholdView,
    ImportReport,
    NotFound,
    ParentalLink,
    PersonView,
    RuleRow,
    Viewer,
)
from machimado.kernel.ref import Actor

__all__ = [
    "EventView",
    "Fault",
    "HouseholdView",
    "ImportReport",
    "NotFound",
    "ParentalLink",
    "PersonView",
    "RuleRow",
    "Viewer",
    "at_home",
    "children_at_home",
    "children_of",
    "events_of",
    "hidden",
    "hidden_among",
    "household",
    "households_around",
    "import_register",
    "may_act_for",
    "may_be_told",
    "parents_of",
    "person",
    "rule_columns",
    "search",
]


def person(number: str, *, viewer: Viewer, at: date) -> PersonView:
    """A person as the register knows them on a day. Raises NotFound for nobody, and for nobody to these eyes.

    The address is Withheld unless disclosure allows it (docs/adr/0021). Official callers record `journal.look`.
    """
    return register.person(number, viewer=viewer, at=at)


def household(number: str, *, viewer: Viewer, at: date) -> HouseholdView:
    """The residents of a household on a day. A resident sees their own only; otherwise NotFound."""
    return register.household(number, viewer=viewer, at=at)


def at_home(*, viewer: Viewer, at: date) -> tuple[PersonView, HouseholdView]:
    """Me with my household: what `person` and `household` tell the resident who looks, in a third of the queries.

    Raises NotFound for everybody who does not look as themselves; who has left the city has a household of nobody.
    """
    return register.at_home(viewer=viewer, at=at)


def children_at_home(*, viewer: Viewer, at: date) -> list[PersonView]:
    """My children in my household, in five queries however many they are; none that 支援措置 hides from me."""
    return register.children_at_home(viewer=viewer, at=at)


def children_of(number: str, *, viewer: Viewer, at: date) -> list[ParentalLink]:
    """The children who live in the city: by 父母宛名番号, else by 続柄. A resident sees none that 支援措置 hides."""
    return register.children_of(number, viewer=viewer, at=at)


def parents_of(number: str, *, viewer: Viewer, at: date) -> list[ParentalLink]:
    """The parents: by 父母宛名番号 (they may live elsewhere), else by 続柄 within the household."""
    return register.parents_of(number, viewer=viewer, at=at)


def may_act_for(adult: str, child: str, *, at: date) -> bool:
    """Whether an adult may act online for a minor: a certain parent, of one household, with no 支援措置 between.

    Fails closed: parents who live apart, guardians and the unclear go to the counter (since 共同親権, 民法819条,
    "a parent" alone is not enough). A person may always act for themselves.
    """
    return register.may_act_for(adult, child, at=at)


def may_be_told(adult: str, child: str, *, at: date) -> bool:
    """Whether a parent, also one who lives apart or is not certain, may be told what concerns a child (支援措置)."""
    return register.may_be_told(adult, child, at=at)


def hidden(*numbers: str, at: date) -> bool:
    """Whether 支援措置 hides one of these persons on a day, or somebody they live with: whoever shows their address shows
    a protected one (docs/adr/0021). One query, however many they are. Never shown to residents, the persons included.
    """
    return disclosure.any_hidden(numbers, at=at)


def hidden_among(numbers: Collection[str], *, at: date) -> set[str]:
    """Those of many of whom `hidden` says yes, in as many queries as for one."""
    return disclosure.hidden_among(numbers, at=at)


def search(query: str, *, viewer: Viewer, at: date) -> list[PersonView]:
    """Up to 50 people by 宛名番号, name in any variant or script, reading, or day of birth; for officials only."""
    return searching.search(query, viewer=viewer, at=at)


def rule_columns(*, at: date, households: Collection[str] | None = None) -> Iterator[RuleRow]:
    """The rule columns of every resident on a day, ordered by household and 宛名番号, in constant memory.

    RuleRow: number, birth_date, sex (男, 女 or empty), household, relationship, father, mother (only where certain),
    parents_certain (False: 続柄 leaves it open), resident_from (None: since before the first load), resident_until,
    perhaps (parents that 続柄 leaves open), protected (支援措置: rules cut what it hides).
    """
    return columns.rule_columns(at=at, households=households)


def households_around(numbers: Collection[str], *, at: date) -> set[str]:
    """The households that rules about some people read: theirs, their parents' and children's, and those people's."""
    return columns.households_around(numbers, at=at)


def import_register(
    path: Path | str,
    *,
    mode: Literal["full", "changes"],
    by: Actor,
    at: datetime,
    confirm_departures: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Take in a CSV of the register; a file with one fault changes nothing, and the report says where it is.

    The first load is 初期登録 and must be full. Later ones yield typed, dated events, each a journal entry with the
    person as subject. Under "full" a resident who is not in the file has departed; more than 2 % need confirmation.
    Broken off, the same call with the same file goes on where it stopped. Call it outside of a transaction.
    """
    return importing.import_register(
        Path(path), mode=mode, by=by, at=at, confirm_departures=confirm_departures, progress=progress
    )


def events_of(number: str, *, viewer: Viewer) -> list[EventView]:
    """What happened to a person, newest first; 支援措置 is not in it. For officials and the system only."""
    return register.events_of(number, viewer=viewer)
