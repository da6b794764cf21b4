"""The door of files: what people hand in, checked by content, kept encrypted.

view = files.store(content=upload, filename=upload.name, owner=Ref("draft", id), policy=UploadPolicy(), by=…, at=…)
files.read(view.id)   # the bytes, as they came

Who keeps a file together with rows of their own looks through it first: `receive` outside of the transaction, `keep` in it.
"""

from datetime import datetime
from typing import BinaryIO

from machimado.core.files import storing
from machimado.core.files.outward import FileView, Received, Refused, UploadPolicy
from machimado.kernel.ref import Actor, Ref

__all__ = [
    "FileView",
    "Received",
    "Refused",
    "UploadPolicy",
    "keep",
    "of_owner",
    "read",
    "receive",
    "remove",
    "store",
    "view",
]


def store(
    *, content: BinaryIO | bytes, filename: str, owner: Ref, policy: UploadPolicy, by: Actor, at: datetime
) -> FileView:
    """Check a file by its content, keep it encrypted under a new id, and journal its digest. Raises Refused."""
    return storing.store(content=content, filename=filename, owner=owner, policy=policy, by=by, at=at)


def receive(*, content: BinaryIO | bytes, filename: str, owner: Ref, policy: UploadPolicy) -> Received:
    """Check a file by its content and lay it encrypted into the vault, without a transaction. Raises Refused.

    What is never kept is swept away after a day.
    """
    return storing.receive(content=content, filename=filename, owner=owner, policy=policy)


def keep(received: Received, *, by: Actor, at: datetime) -> FileView:
    """Make what was received a file of its owner, and journal its digest. Raises Refused where others filled the place."""
    return storing.keep(received, by=by, at=at)


def read(file_id: str) -> bytes:
    """The bytes as they were handed in. Raises FileNotFoundError for an id that is not kept (any more)."""
    return storing.read(file_id)


def view(file_id: str) -> FileView | None:
    """What is known about a file, or None."""
    return storing.view(file_id)


def of_owner(owner: Ref) -> list[FileView]:
    """An owner's files, oldest first."""
    return storing.of_owner(owner)


def remove(file_id: str, *, by: Actor, at: datetime) -> None:
    """Delete the content; that it was kept, and its digest, stay in the journal."""
    storing.remove(file_id, by=by, at=at)
