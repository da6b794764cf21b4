"""Whether a paper is genuine, for anyone, without a word about the person on it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from machimado.core.journal import api as journal
from machimado.core.journal import receipts
from machimado.engines.documents import sealing
from machimado.engines.documents.models import Document
from machimado.engines.documents.sealing import SealCheck
from machimado.kernel import clock
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
    """What may be said about a document. Unknown also where the journal does not know it, or knows other bytes."""
    if document is None:
        return UNKNOWN
    recorded, sealed = _journal_says(document)
    if not recorded:
        return UNKNOWN
    revocation = getattr(document, "revocation", None)
    return Verification(
        standing=Standing.REVOKED if revocation else Standing.VALID,
        title=Text.model_validate(document.title),
        number=document.number,
        issued_on=_day(document.issued_at),
        office=f"{document.city} {document.section}",
        revoked_on=_day(revocation.revoked_at) if revocation else None,
        recorded=recorded,
        sealed=sealed,
    )


def _journal_says(document: Document) -> tuple[bool, bool]:
    """Whether the entry attests this document's number and digest, and whether it is proven to be in a sealed root."""
    if document.entry is None:
        return False, False
    entry = journal.entry(document.entry)
    digest = journal.Digest("document", str(document.id), document.sha256)
    if entry is None or digest not in entry.digests or entry.public.get("number") != document.number:
        return False, False
    if entry.seq is None:
        return True, False
    receipt = journal.receipt(document.entry)
    proven = receipt is not None and receipts.verify(receipt.json(), receipt.root)
    return proven, proven


def _by_token(token: str) -> Document | None:
    plain = token.replace("-", "").replace(" ", "").upper()
    if not plain:
        return None
    return Document.objects.defer("content").select_related("revocation").filter(token=plain).first()


def _day(at: datetime) -> date:
    return clock.jst(at).date()
