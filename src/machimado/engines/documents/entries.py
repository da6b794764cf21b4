"""What the journal holds of a document: its digest, and the public words that the verification page repeats."""

from machimado.core.journal import api as journal
from machimado.engines.documents.models import Document
from machimado.kernel import clock

ISSUED, REVOKED = "documents.issued", "documents.revoked"


def digest_of(document: Document) -> journal.Digest:
    return journal.Digest("document", str(document.id), document.sha256)


def public_of(document: Document) -> dict[str, str]:
    """The public fields of the entry of issue."""
    return {
        "document": document.template,
        "number": document.number,
        "date": clock.jst(document.issued_at).date().isoformat(),
        "section": document.section,
    }
