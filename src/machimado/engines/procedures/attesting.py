"""What `journal verify` reads again: the bytes of submissions and decisions, and all records of a case."""

from machimado.core.journal import api as journal
from machimado.engines.procedures.models import (
    Acceptance,
    Assignment,
    Attachment,
    Case,
    Correction,
    Decision,
    Proposal,
    Submission,
    Withdrawal,
)


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
    for written_once in (Acceptance, Submission, Withdrawal):
        journal.attest_rows(written_once)
    journal.attest_rows(Case, version=lambda row: row["version"])
    journal.attest_rows(Attachment, official=lambda row: row["case_id"] is not None)
    journal.attest_rows(Assignment, version=lambda row: _closed(row["ended_at"]))
    journal.attest_rows(Correction, version=lambda row: _closed(row["answered_at"] or row["lifted_at"]))
    journal.attest_rows(Proposal, version=lambda row: _closed(row["returned_at"]))
    journal.attest_rows(Decision, version=lambda row: _closed(row["document"]))


def _closed(by: object) -> int:
    """The version of a record that is written once, and once again when this is known."""
    return 2 if by else 1
