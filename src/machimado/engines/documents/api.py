"""The door of documents: typeset, number, seal and keep an official paper; let anyone verify it.

document = documents.issue("児童手当認定通知書", subject=Ref("case", id), person=number, data={…}, by=official, at=at)
documents.pdf(document.id)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from machimado.engines.documents import issuing, letters, sealing, verifying
from machimado.engines.documents.composing import Addressee, NoIssuer
from machimado.engines.documents.fonts import UnprintableCharacter
from machimado.engines.documents.layouts import NoLayout
from machimado.engines.documents.models import Document
from machimado.engines.documents.sealing import SealCheck, SealMissing
from machimado.engines.documents.typesetting import LayoutError
from machimado.engines.documents.verifying import FileCheck, Standing, Verification
from machimado.engines.documents.wording import WrongItems
from machimado.engines.messaging import api as messaging
from machimado.kernel.ref import Actor, Ref
from machimado.kernel.text import Text

__all__ = [
    "Addressee",
    "DocumentView",
    "FileCheck",
    "LayoutError",
    "NoIssuer",
    "NoLayout",
    "SealCheck",
    "SealMissing",
    "Standing",
    "UnprintableCharacter",
    "Verification",
    "WrongItems",
    "check_file",
    "document",
    "documents_of",
    "documents_of_person",
    "issue",
    "letter",
    "obstacles",
    "pdf",
    "post",
    "revoke",
    "verify",
]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """An issued document; its bytes are read apart by `pdf`."""

    id: UUID
    template: str
    title: Text
    number: str
    sha256: str
    verify_token: str
    subject: Ref
    section: str
    issued_at: datetime
    revoked: bool


def issue(
    template: str, *, subject: Ref, person: str, data: Mapping[str, Any], by: Actor, at: datetime
) -> DocumentView:
    """Issue an official paper to `person` (宛名番号) about `subject` (a case).

    `data` holds the 記載事項 of the definition: dates (date or ISO), months ("2026-12"), yen (int), names, lists of rows.
    Name and address of the person come from the register; the address of a protected person is not printed.
    Number, PDF (A-2a, UA-1), seal, storage and journal entry are one transaction: what fails leaves no gap in the numbers.
    Raises DefinitionError, NoIssuer, WrongItems, UnprintableCharacter, NoLayout, LayoutError, SealMissing.
    """
    return view(issuing.issue(template, subject=subject, person=person, data=data, by=by, at=at))


def revoke(document_id: UUID, *, reason: str, by: Actor, at: datetime) -> None:
    """Withdraw a document: whoever verifies it from now on reads that it is not valid any more. Once is enough."""
    issuing.revoke(Document.objects.get(id=document_id), reason=reason, by=by, at=at)


def obstacles(template: str, *, person: str, data: Mapping[str, Any], at: datetime) -> tuple[str, ...]:
    """What would keep `issue` from printing this paper, in Japanese, for the official at the desk; empty where nothing does.

    Ask before deciding: a decision whose notice cannot be printed would stand without one. Takes no number.
    """
    return issuing.obstacles(template, person=person, data=data, at=at)


def letter(template: str, *, person: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """A letter without number or seal (補正のお願い, 登録コードのお知らせ), addressed to a person of the register.

    The envelope's window stays empty where 支援措置 hides the address: whoever posts it addresses it from the standard
    resident register system. Raises as `issue` does.
    """
    return letters.typeset(template, person=person, data=data, at=at)


def post(
    template: str,
    *,
    person: str,
    data: Mapping[str, Any],
    about: Ref,
    key: str,
    at: datetime,
    delivery: UUID | None = None,
) -> messaging.LetterView:
    """Typeset a letter and put it into the print queue, a protected person's only for 管理. Once for each key.

    A letter with a character that no font has stands in the queue as one that could not be made: an official reads why,
    and writes it by other means.
    """
    return letters.post(template, person=person, data=data, about=about, key=key, at=at, delivery=delivery)


def pdf(document_id: UUID) -> bytes:
    """The sealed bytes, as issued. Raises Document.DoesNotExist (LookupError)."""
    content = Document.objects.filter(id=document_id).values_list("content", flat=True).first()
    if content is None:
        raise LookupError(f"no document {document_id}")
    return bytes(content)


def document(document_id: UUID) -> DocumentView | None:
    """A document, or None."""
    row = Document.objects.defer("content").select_related("revocation").filter(id=document_id).first()
    return None if row is None else view(row)


def documents_of(subject: Ref) -> list[DocumentView]:
    """What was issued about a case, oldest first."""
    rows = Document.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return [view(row) for row in rows.defer("content").select_related("revocation").order_by("issued_at")]


def documents_of_person(person: str) -> list[DocumentView]:
    """What was issued to a person, newest first."""
    rows = Document.objects.filter(person_index=issuing.person_index(person))
    return [view(row) for row in rows.defer("content").select_related("revocation").order_by("-issued_at")]


def verify(token: str) -> Verification:
    """Whether the document of this token stands, in words that name nobody."""
    return verifying.verify(token)


def check_file(content: bytes, *, token: str | None = None) -> FileCheck:
    """Whether a PDF is, byte for byte, what the city issued, and whether its seal holds. Keeps nothing of it."""
    return verifying.check_file(content, token=token)


def view(row: Document) -> DocumentView:
    """The frozen view of a row."""
    return DocumentView(
        id=row.id,
        template=row.template,
        title=Text.model_validate(row.title),
        number=row.number,
        sha256=row.sha256,
        verify_token=row.token,
        subject=Ref(row.subject_kind, row.subject_id),
        section=row.section,
        issued_at=row.issued_at,
        revoked=hasattr(row, "revocation"),
    )


def seal_check(content: bytes) -> SealCheck:
    """What a PDF's seal says by itself."""
    return sealing.check(content)
