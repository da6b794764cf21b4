"""What the door of rules hands out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from machimado.kernel.law import LawRef
from machimado.kernel.text import Text

Answer = Literal["yes", "no", "unknown"]
Kind = Literal["出生", "転入", "養育開始", "その他"]
ANSWER_OF: Mapping[bool | None, Answer] = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Why:
    """One line of why or why not: what was asked, what it came to, and what it rests on."""

    text: str
    answer: str
    parts: tuple["Why", ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """Yen a month, between two bounds; equal where it is known."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Question:
    """What an unknown fact calls for: whom to ask what."""

    person: str
    term: str
    text: Text


@dataclass(frozen=True, slots=True)
class Event:
    """What a claim could be made from: a birth, or the later day on which the claimant became a resident (転入), on which

    the child alone did (養育開始), or on which whoever had claimed before died or left (その他): the words of the forms.
    """

    kind: Kind
    on: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule says on a day of one person (`person`: who would act) and those it is about (`about`: the child).

    `deadline` is the last day without (further) loss; `starts` the first month paid for if claimed on that day,
    `lost` the months that lateness has already cost, None where the register cannot say since when the claimant has
    cared for the child; `wake` the next date on which the answer can change of itself.
    """

    rule: str
    title: Text
    person: str
    about: tuple[str, ...]
    at: date
    answer: Answer
    amount: Amount | None
    why: Why
    reasons: tuple[Text, ...]
    legal: tuple[LawRef, ...]
    deadline: date | None
    starts: date | None
    lost: int | None
    wake: date | None
    questions: tuple[Question, ...]
    event: Event | None = None


class Found(NamedTuple):
    """One line of a town's outcomes: yes or unknown (those to whom the rule says no are left out).

    `person` is who would act; `told` are the adults whom it concerns: the claimant, and the child's other parents of the
    same household; for a rule about a child alone, the parents. Nobody is told whom 支援措置 keeps apart.
    """

    rule: str
    person: str
    about: str
    answer: Answer
    amount: Amount | None = None
    told: tuple[str, ...] = ()
