"""The section's desk, a part of the door (api.py): every verb takes the sections of the official's post.

A case of another section does not exist for them: LookupError.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO
from uuid import UUID

from machimado.engines.procedures import deciding, enclosing, filing, handling, papers, queries
from machimado.engines.procedures.answers import Answers, Path
from machimado.engines.procedures.outward import PAPER, CaseView, Worklist
from machimado.engines.procedures.views_of import case_view
from machimado.kernel.ref import Actor


def worklist(
    *,
    sections: Collection[str],
    official: str,
    at: datetime,
    filters: Mapping[str, str] | None = None,
    page: int = 1,
) -> Worklist:
    """A page of the section's cases. Filters: 状態, 担当 (自分, なし), 手続, 番号, 並び."""
    return queries.worklist(sections=sections, official=official, filters=filters or {}, page=page, at=at)


def desk_case(case_id: UUID, *, sections: Collection[str]) -> CaseView:
    """A case of one's sections. Raises LookupError. The caller records the look."""
    return case_view(queries.desk_case(case_id, sections=sections), side=papers.OFFICIAL)


def claim(case_id: UUID, *, sections: Collection[str], by: Actor, at: datetime) -> None:
    """担当になる."""
    queries.desk_case(case_id, sections=sections)
    handling.claim(case_id, by=by, at=at)


def release(case_id: UUID, *, sections: Collection[str], by: Actor, at: datetime) -> None:
    """担当を外れる."""
    queries.desk_case(case_id, sections=sections)
    handling.release(case_id, by=by, at=at)


def accept(case_id: UUID, *, sections: Collection[str], by: Actor, at: datetime) -> None:
    """受付."""
    queries.desk_case(case_id, sections=sections)
    handling.accept(case_id, by=by, at=at)


def request_correction(
    case_id: UUID, *, fields: Mapping[Path, str], sections: Collection[str], by: Actor, at: datetime
) -> UUID:
    """補正: fields and papers by their places, each with its reason."""
    queries.desk_case(case_id, sections=sections)
    return handling.request_correction(case_id, fields=fields, by=by, at=at)


def lift_correction(case_id: UUID, *, sections: Collection[str], by: Actor, at: datetime) -> None:
    """Take a request for correction back."""
    queries.desk_case(case_id, sections=sections)
    handling.lift_correction(case_id, by=by, at=at)


def record_correction(
    case_id: UUID, *, values: Mapping[Path, Any], key: str, sections: Collection[str], by: Actor, at: datetime
) -> CaseView:
    """Record the answer to a correction that came on paper or at the counter. Raises NotPossible."""
    queries.desk_case(case_id, sections=sections)
    return case_view(handling.correct(case_id, values=values, key=key, by=by, at=at), side=papers.OFFICIAL)


def record_enclosure(
    case_id: UUID,
    *,
    place: Path,
    content: BinaryIO,
    filename: str,
    sections: Collection[str],
    by: Actor,
    at: datetime,
) -> None:
    """Lay the scan of a paper that came beside the correction that asks for it. Raises files.Refused."""
    queries.desk_case(case_id, sections=sections)
    enclosing.enclose(case_id, place=place, content=content, filename=filename, by=by, at=at)


def take_back_enclosure(
    case_id: UUID, *, file: UUID, sections: Collection[str], by: Actor, at: datetime
) -> None:
    """Remove a scan that lies beside a correction."""
    queries.desk_case(case_id, sections=sections)
    enclosing.take_back(case_id, file=file, by=by, at=at)


def propose(
    case_id: UUID,
    *,
    outcome: str,
    content: Mapping[str, Any],
    sections: Collection[str],
    by: Actor,
    at: datetime,
) -> UUID:
    """起案. Content: 事実, 条, あてはめ (refusal); 決定事項, 項目ごと (else)."""
    queries.desk_case(case_id, sections=sections)
    return deciding.propose(case_id, outcome=outcome, content=content, by=by, at=at)


def return_proposal(
    case_id: UUID, *, reason: str, sections: Collection[str], by: Actor, at: datetime
) -> None:
    """差戻し."""
    queries.desk_case(case_id, sections=sections)
    deciding.return_proposal(case_id, reason=reason, by=by, at=at)


def decide(case_id: UUID, *, sections: Collection[str], by: Actor, at: datetime) -> None:
    """決裁."""
    queries.desk_case(case_id, sections=sections)
    deciding.decide(case_id, by=by, at=at)


def record_paper(
    key: str,
    *,
    person: str,
    answers: Answers,
    arrived_on: date,
    channel: str = PAPER,
    request_key: str,
    by: Actor,
    at: datetime,
) -> CaseView:
    """Record a claim that came on paper or at the counter, with the day on which it arrived."""
    return case_view(
        filing.record_paper(
            key,
            person=person,
            answers=answers,
            arrived_on=arrived_on,
            channel=channel,
            request_key=request_key,
            by=by,
            at=at,
        ),
        side=papers.OFFICIAL,
    )
