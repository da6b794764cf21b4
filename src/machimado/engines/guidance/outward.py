"""What the door of guidance hands out."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from machimado.kernel.text import Text

State = Literal["open", "dismissed", "done", "over"]


@dataclass(frozen=True, slots=True)
class Due:
    """Something that a person can or should do, about somebody (`about`: 宛名番号 of the child).

    `months_at_stake` is how many months are lost if `deadline` passes, `months_lost` those that are lost already
    (None: the city cannot say); `link` opens the prefilled procedure, where there is one and it is this person who would claim. Not `certain`:
    確認が必要, something is unknown to the city. `notice` is the message that tells it: what one message tells, one card may show.
    """

    id: UUID
    rule: str
    title: Text
    reason: Text
    about: str
    deadline: date | None
    months_at_stake: int
    months_lost: int | None
    procedure_key: str | None
    link: str | None
    state: State
    certain: bool
    rank: int
    summary: Text
    notice: str = ""
