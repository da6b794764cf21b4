"""The journal's receipt for a submission: what proves, also without us, that it arrived."""

from uuid import UUID

from machimado.core.journal import api as journal


def of(entry: UUID) -> str | None:
    """The receipt as JSON text to keep, or None until the journal has sealed the entry (within seconds)."""
    found = journal.receipt(entry)
    return found.json() if found else None
