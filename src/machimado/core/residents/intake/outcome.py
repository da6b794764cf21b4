"""What one person's row comes to: what is to be written of them, and what has happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from machimado.core.residents.intake.happening import Happening


class Redated(NamedTuple):
    """訂正 of the day of an arrival or a departure; `told`: from when on versions say so (a plan is known before its day)."""

    arrival: bool
    wrong: date
    right: date
    told: date


@dataclass(slots=True)
class Outcome:
    """What to write for one person. None or empty: that part stays as it is. `household` is that of the row.

    What is written ends where the row ended that it takes over from (`…_until`): on the day of a planned departure, or
    where a later change, known before this one, begins.
    """

    number: str
    digest: bytes
    last_change: str
    since: date
    new: bool = False
    household: str = ""
    version: dict[str, Any] | None = None
    membership: tuple[str, str] | None = None
    residence: tuple[str, ...] | None = None
    residence_since: date | None = None
    version_since: date | None = None
    version_until: date | None = None
    membership_until: date | None = None
    residence_until: date | None = None
    ends: date | None = None
    fixes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    fixed_membership: tuple[str, str] | None = None
    fixed_residence: tuple[str, ...] | None = None
    redated: Redated | None = None
    protection: str | None = None
    happenings: list[Happening] = field(default_factory=list)
