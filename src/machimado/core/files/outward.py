"""What the door of files takes and hands out."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from machimado.kernel.ref import Ref
from machimado.kernel.text import Text

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
HEIC = "image/heic"
DOCUMENTS = frozenset({PDF, JPEG, PNG, WEBP, HEIC})


@dataclass(frozen=True, slots=True)
class FileView:
    """A stored file: its name is safe to show and to send, its content is read by id."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    owner: Ref
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class UploadPolicy:
    """What may be handed in at one place: bytes of each file, number of files of one owner, media types."""

    max_bytes: int = 10_000_000
    max_count: int = 10
    types: frozenset[str] = field(default=DOCUMENTS)


@dataclass(frozen=True, slots=True)
class Received:
    """Content that was looked through and lies in the vault; nobody's file until it is kept."""

    id: UUID
    owner: Ref
    policy: UploadPolicy
    name: str
    media_type: str
    size: int
    sha256: str


class Refused(Exception):
    """A file that is not taken; `text` tells the person why and what to do, in the three languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.ja)
        self.text = text
