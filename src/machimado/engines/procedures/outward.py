"""What the door of procedures hands out and raises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from machimado.engines.procedures.answers import Answers, Path
from machimado.engines.procedures.definitions import Attachment, Procedure
from machimado.engines.procedures.journey import Journey
from machimado.engines.procedures.numbers import spoken
from machimado.kernel.text import Text

ONLINE, PAPER, COUNTER = "オンライン", "紙", "窓口"


class NotPossible(Exception):
    """A step that the case or draft does not allow now; `text` says so to people."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.ja)
        self.text = text


class LevelTooLow(NotPossible):
    """The procedure asks for a surer login than this one."""


class Incomplete(NotPossible):
    """Something required is missing; `page` is where to go on."""

    def __init__(self, text: Text, page: str | None) -> None:
        super().__init__(text)
        self.page = page


@dataclass(frozen=True, slots=True)
class AttachmentView:
    id: UUID
    slot: str
    file: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as it stands: answers with provenance, the journey derived from them, what was typed in vain.

    `renewed_on`: the 施行 of the edition that has replaced the one under which it was `begun`, where one has.
    """

    id: UUID
    procedure_key: str
    procedure: Procedure
    edition: UUID
    begun: UUID
    person: str
    answers: Answers
    rough: Mapping[str, Mapping[str, list[str]]]
    journey: Journey
    attachments: tuple[AttachmentView, ...]
    created_at: datetime
    saved_at: datetime
    origin: str
    renewed_on: date | None = None


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """A paper that a correction asks for: to be added, or in the place of one that was sent (`instead_of`).

    `came`: what lies beside the correction, not yet sent.
    """

    place: Path
    number: int
    paper: Attachment
    reason: str
    instead_of: AttachmentView | None
    came: tuple[AttachmentView, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What was sent back: place and reason of each field, paper and item to be added; the papers once more. Open while neither answered
    nor lifted.
    """

    id: UUID
    fields: tuple[tuple[Path, str], ...]
    papers: tuple[AskedPaper, ...]
    asked_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProposalView:
    id: UUID
    outcome: str
    content: Mapping[str, Any]
    by: str
    at: datetime
    return_reason: str = ""


@dataclass(frozen=True, slots=True)
class DecisionView:
    outcome: str
    refusal: bool
    content: Mapping[str, Any]
    at: datetime
    document: str


UNDER_WAY = frozenset({"到達", "審査中", "補正待ち", "決裁待ち"})


@dataclass(frozen=True, slots=True)
class SentView:
    """One submission of a case: the first, or the answer to a 補正; `entry` is the journal's, of which the receipt is."""

    number: int
    at: datetime
    entry: UUID


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with everything that both sides may see of it.

    `attachments` are those of the newest submission, `earlier` those that only submissions before it carry.
    """

    id: UUID
    number: str
    procedure_key: str
    procedure: Procedure
    edition: UUID
    person: str
    account: str
    section: str
    channel: str
    state: str
    arrived_on: date
    filed_at: datetime
    due_on: date | None
    official: str
    answers: Answers
    journey: Journey
    attachments: tuple[AttachmentView, ...]
    earlier: tuple[AttachmentView, ...]
    correction: CorrectionView | None
    proposal: ProposalView | None
    decision: DecisionView | None
    sent: tuple[SentView, ...]

    @property
    def is_open(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def papers(self) -> tuple[AttachmentView, ...]:
        """Every paper that may be looked at."""
        asked = self.correction.papers if self.correction else ()
        return (*self.attachments, *self.earlier, *(file for each in asked for file in each.came))

    @property
    def shown_number(self) -> str:
        """受付番号 in groups of four, to be read aloud."""
        return spoken(self.number)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of a list of cases."""

    id: UUID
    number: str
    procedure_key: str
    title: Text
    person: str
    channel: str
    state: str
    arrived_on: date
    due_on: date | None
    official: str
    name: str = ""
    official_name: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in UNDER_WAY


@dataclass(frozen=True, slots=True)
class LaterKnown:
    """A child in somebody's claim that was sent before the register knew the child."""

    case: str
    procedure_key: str
    person: str
    child: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline that both sides see."""

    at: datetime
    text: Text
    note: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """A procedure in force, as the catalogue shows it."""

    key: str
    edition: UUID
    definition: Procedure


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a section's cases, and the counts beside it."""

    rows: tuple[CaseRow, ...]
    counts: Mapping[str, int]
    overdue: int
    mine: int
    total: int
    page: int
    pages: int
