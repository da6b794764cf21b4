"""Whether a paper is genuine, for anyone, without a word about the person on it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from machimado.core.definitions import api as definitions
from machimado.core.journal import api as journal
from machimado.core.journal import receipts
from machimado.engines.documents import sealing
from machimado.engines.documents.definitions import DocumentDefinition
from machimado.engines.documents.entries import ISSUED, REVOKED, digest_of, public_of
from machimado.engines.documents.models import Document
from machimado.engines.documents.sealing import SealCheck
from machimado.kernel import clock
from machimado.kernel.ref import Ref
from machimado.kernel.text import Text


class Standing(StrEnum):
    """What the city says of a document."""

    VALID = "valid"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verification:
    """What anyone may learn. `recorded`: the journal's entry stands; `sealed`: it is proven to be in a published root."""

    standing: Standing
    title: Text | None = None
    number: str = ""
    issued_on: date | None = None
    office: str = ""
    revoked_on: date | None = None
    recorded: bool = False
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What a PDF that somebody holds turned out to be. `same`: byte for byte what the city issued."""

    verification: Verification
    same: bool
    seal: SealCheck


UNKNOWN = Verification(Standing.UNKNOWN)


def verify(token: str) -> Verification:
    """The document of a token, hyphens and case aside."""
    return of(_by_token(token))


def check_file(pdf: bytes, *, token: str | None = None) -> FileCheck:
    """A PDF against the register, by its digest, and against its own seal. Nothing of it is kept.

    With a `token` (the page that a QR code opened) the PDF must be that very document.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    if token is not None:
        document = _by_token(token)
        return FileCheck(of(document), document is not None and document.sha256 == digest, sealing.check(pdf))
    document = Document.objects.defer("content").filter(sha256=digest).first()
    return FileCheck(of(document), document is not None, sealing.check(pdf))


def of(document: Document | None) -> Verification:
    """What may be said about a document. The journal says it, not the table: unknown where the journal does not know the
    document, or knows it otherwise; revoked where the journal has its revocation.
    """
    if document is None:
        return UNKNOWN
    recorded, sealed = _journal_says(document)
    if not recorded:
        return UNKNOWN
    revoked_at = _revoked_at(document)
    return Verification(
        standing=Standing.REVOKED if revoked_at else Standing.VALID,
        title=_title(document),
        number=document.number,
        issued_on=_day(document.issued_at),
        office=f"{document.city} {document.section}",
        revoked_on=_day(revoked_at) if revoked_at else None,
        recorded=recorded,
        sealed=sealed,
    )


def _journal_says(document: Document) -> tuple[bool, bool]:
    """Whether the entry attests this document's digest and all that the page says of it, and whether it is proven to be
    in a sealed root.
    """
    entry = journal.entry(document.entry) if document.entry else None
    if entry is None or entry.type != ISSUED or digest_of(document) not in entry.digests:
        return False, False
    if any(entry.public.get(field) != value for field, value in public_of(document).items()):
        return False, False
    if entry.seq is None:
        return True, False
    receipt = journal.receipt(entry.id)
    proven = receipt is not None and receipts.verify(receipt.json(), receipt.root)
    return proven, proven


def _revoked_at(document: Document) -> datetime | None:
    """When it was withdrawn. A row that is deleted from the table revives nothing."""
    subject, mine = Ref(document.subject_kind, document.subject_id), digest_of(document)
    found = journal.entries(subject=subject, type=REVOKED, limit=1000)
    return min((entry.at for entry in found if mine in entry.digests), default=None)


def _title(document: Document) -> Text:
    """The name of its kind in the edition that it was issued by."""
    definition = definitions.edition(document.edition).definition
    assert isinstance(definition, DocumentDefinition)
    return definition.title


def _by_token(token: str) -> Document | None:
    plain = token.replace("-", "").replace(" ", "").upper()
    if not plain:
        return None
    return Document.objects.defer("content").select_related("revocation").filter(token=plain).first()


def _day(at: datetime) -> date:
    return clock.jst(at).date()
