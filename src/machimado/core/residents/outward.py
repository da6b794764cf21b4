"""What the door of residents hands out, and who may be looking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from django.http import Http404

from machimado.kernel.access import Role
from machimado.kernel.address import Address, Withheld
from machimado.kernel.names import Name
from machimado.kernel.ref import ANONYMOUS, Actor, system


class NotFound(Http404):
    """No such person or household, or not for these eyes: both are a 404 and look the same."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose eyes look at the register. "self" sees by the register entry `person`; "public" sees nobody."""

    kind: Literal["self", "official", "system", "public"]
    person: str | None = None
    actor: Actor = ANONYMOUS
    roles: frozenset[Role] = frozenset()

    @classmethod
    def of_system(cls, name: str) -> Viewer:
        """The eyes of a job or a command: they see all, so what they see must not be shown on."""
        return cls("system", actor=system(name))


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person on a day. `birth_date` is a VagueDate where it is not wholly known. `protected` (支援措置, their own or of somebody they live with) is None unless an official looks."""

    number: str
    name: Name
    birth_date: date
    sex: str
    address: Address | Withheld
    household_number: str
    relationship: str
    nationality: str
    moved_in_on: date | None
    moved_out_on: date | None
    died_on: date | None
    protected: bool | None = None

    @property
    def resident(self) -> bool:
        """Whether the person lives in the city on the day that was asked for."""
        return self.moved_out_on is None and self.died_on is None


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """A household on a day: 世帯主 first, then by age."""

    number: str
    members: tuple[PersonView, ...]

    @property
    def head(self) -> PersonView | None:
        return next((member for member in self.members if member.relationship == "世帯主"), None)


@dataclass(frozen=True, slots=True)
class ParentalLink:
    """A parent and a child. Not `certain` where 続柄 alone leaves it open."""

    parent: str
    child: str
    certain: bool


@dataclass(frozen=True, slots=True)
class EventView:
    """異動 or 訂正: what kind, on which day, which terms changed."""

    kind: str
    on: date
    reason: str
    changed: str


class RuleRow(NamedTuple):
    """The rule columns of one resident; the order is part of the contract with the rules' snapshot.

    `birth_date` is None where the register does not know the day: what follows from it is unknown too.
    """

    number: str
    birth_date: date | None
    sex: str
    household: str
    relationship: str
    father: str | None
    mother: str | None
    parents_certain: bool
    resident_from: date | None
    resident_until: date | None
    perhaps: tuple[str, ...] = ()
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where, what stands there, what to do. `value` may be personal: never log it."""

    line: int
    column: str
    value: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or why it did nothing."""

    accepted: bool
    rows: int
    initial: bool = False
    events: Mapping[str, int] = field(default_factory=dict)
    unchanged: int = 0
    departures: int = 0
    faults: tuple[Fault, ...] = ()
    fault_count: int = 0
    warnings: tuple[Fault, ...] = ()
    report_file: Path | None = None
    sentence: str = ""
