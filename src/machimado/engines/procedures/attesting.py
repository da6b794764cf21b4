"""Submissions and decisions, as `journal verify` recomputes their digests."""

from machimado.core.journal import api as journal
from machimado.engines.procedures.models import Decision, Submission


def _submission(submission_id: str) -> bytes | None:
    row = Submission.objects.filter(id=submission_id).first()
    return row.body.encode() if row else None


def _decision(decision_id: str) -> bytes | None:
    row = Decision.objects.filter(id=decision_id).first()
    return row.body.encode() if row else None


def register() -> None:
    """Tell the journal how to read what it attests; in AppConfig.ready."""
    journal.attest("submission", _submission)
    journal.attest("decision", _decision)
