"""The door of guidance: what is due for whom, when, and why. Push, portal, finder and counter all ask it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from machimado.kernel.text import Text

__all__ = ["Due", "due_for"]


@dataclass(frozen=True, slots=True)
class Due:
    """Something that a person can or should do, about somebody (`about`: 宛名番号 of the child).

    `months_at_stake` is how many months are lost if `deadline` passes, `months_lost` those that are lost already;
    `link` opens the prefilled procedure where there is one.
    """

    id: UUID
    rule: str
    title: Text
    reason: Text
    about: str
    deadline: date | None
    months_at_stake: int
    months_lost: int
    procedure_key: str | None
    link: str | None
    state: Literal["open", "dismissed", "done", "over"]
    certain: bool
    monthly_amount: int | None


def due_for(person: str, *, at: date) -> list[Due]:
    """What is due for a person, the nearest deadline first."""
    return []
