"""Keeping files: check, seal, write, journal."""

import hashlib
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from machimado.core.files import inspection, vault
from machimado.core.files.models import StoredFile
from machimado.core.files.names import safe_name
from machimado.core.files.outward import FileView, UploadPolicy
from machimado.kernel.ref import Actor, Ref


def store(
    *, content: BinaryIO | bytes, filename: str, owner: Ref, policy: UploadPolicy, by: Actor, at: datetime
) -> FileView:
    kept = _of_owner(owner).count()
    data = inspection.taken(content, policy=policy, already=kept)
    media_type = inspection.media_type(data, policy=policy)
    record = StoredFile(
        owner_kind=owner.kind,
        owner_id=owner.id,
        name=safe_name(filename, media_type),
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        stored_at=at,
    )
    vault.write(record.id, data)
    try:
        with transaction.atomic():
            record.save(force_insert=True)
            _journal(record, owner=owner, by=by, at=at)
    except BaseException:
        vault.delete(record.id)
        raise
    return record.view()


def read(file_id: str) -> bytes:
    record = _find(file_id)
    if record is None:
        raise FileNotFoundError(file_id)
    return vault.read(record.id)


def view(file_id: str) -> FileView | None:
    record = _find(file_id)
    return record.view() if record else None


def of_owner(owner: Ref) -> list[FileView]:
    return [record.view() for record in _of_owner(owner).order_by("stored_at", "id")]


@transaction.atomic
def remove(file_id: str, *, by: Actor, at: datetime) -> None:
    from machimado.core.journal import api as journal

    record = _find(file_id)
    if record is None:
        return
    StoredFile.objects.filter(pk=record.pk).update(removed_at=at)
    journal.record("files.removed", by=by, subject=Ref(record.owner_kind, record.owner_id), at=at, public={})
    transaction.on_commit(lambda: vault.delete(record.id))


def _journal(record: StoredFile, *, owner: Ref, by: Actor, at: datetime) -> None:
    from machimado.core.journal import api as journal

    journal.record(
        "files.stored",
        by=by,
        subject=owner,
        at=at,
        public={"media_type": record.media_type, "size": record.size},
        digests=[journal.Digest("file", str(record.id), record.sha256)],
    )


def _of_owner(owner: Ref):  # type: ignore[no-untyped-def]
    return StoredFile.objects.filter(owner_kind=owner.kind, owner_id=owner.id, removed_at=None)


def _find(file_id: str) -> StoredFile | None:
    try:
        key = UUID(str(file_id))
    except ValueError:
        return None
    return StoredFile.objects.filter(pk=key, removed_at=None).first()
