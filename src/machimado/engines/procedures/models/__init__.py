"""Tables of this room: one noun a file."""

from machimado.engines.procedures.models.acceptance import Acceptance
from machimado.engines.procedures.models.assignment import Assignment
from machimado.engines.procedures.models.attachment import Attachment
from machimado.engines.procedures.models.case import Case, State
from machimado.engines.procedures.models.correction import Correction
from machimado.engines.procedures.models.decision import Decision
from machimado.engines.procedures.models.draft import Draft
from machimado.engines.procedures.models.proposal import Proposal
from machimado.engines.procedures.models.submission import Submission
from machimado.engines.procedures.models.withdrawal import Withdrawal

__all__ = [
    "Acceptance",
    "Assignment",
    "Attachment",
    "Case",
    "Correction",
    "Decision",
    "Draft",
    "Proposal",
    "State",
    "Submission",
    "Withdrawal",
]
