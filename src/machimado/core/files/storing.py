"""Keeping files: check, seal, write, journal."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from machimado.core.files import inspection, vault
from machimado.core.files.models import StoredFile
from machimado.core.files.names import safe_name
from machimado.core.files.outward import FileView, Received, UploadPolicy
from machimado.core.journal import api as journal
from machimado.kernel.ids import new_id
from machimado.kernel.ref import Actor, Ref

DAY = 24 * 60 * 60


def store(
    *, content: BinaryIO | bytes, filename: str, owner: Ref, policy: UploadPolicy, by: Actor, at: datetime
) -> FileView:
    return keep(receive(content=content, filename=filename, owner=owner, policy=policy), by=by, at=at)


def receive(*, content: BinaryIO | bytes, filename: str, owner: Ref, policy: UploadPolicy) -> Received:
    data = inspection.taken(content, policy=policy, already=_of_owner(owner).count())
    media_type = inspection.media_type(data, policy=policy)
    digest = hashlib.sha256(data).hexdigest()
    name = safe_name(filename, media_type)
    received = Received(new_id(), owner, policy, name, media_type, len(data), digest)
    vault.write(received.id, data)
    return received


def keep(received: Received, *, by: Actor, at: datetime) -> FileView:
    record = StoredFile(
        id=received.id,
        owner_kind=received.owner.kind,
        owner_id=received.owner.id,
        name=received.name,
        media_type=received.media_type,
        size=received.size,
        sha256=received.sha256,
        stored_at=at,
    )
    try:
        with transaction.atomic():
            inspection.room(received.policy, already=_of_owner(received.owner).count())
            record.save(force_insert=True)
            _journal(record, owner=received.owner, by=by, at=at)
    except BaseException:
        vault.delete(received.id)
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
    record = _find(file_id, lock=True)
    if record is None:
        return
    record.removed_at = at
    record.save(update_fields=["removed_at"])
    journal.record(
        "files.removed",
        by=by,
        subject=Ref(record.owner_kind, record.owner_id),
        at=at,
        public={"file": str(record.pk)},
        rows=[record],
    )
    transaction.on_commit(lambda: vault.delete(record.id))


def _journal(record: StoredFile, *, owner: Ref, by: Actor, at: datetime) -> None:
    journal.record(
        "files.stored",
        by=by,
        subject=owner,
        at=at,
        public={"media_type": record.media_type, "size": record.size},
        digests=[journal.Digest("file", str(record.id), record.sha256)],
        rows=[record],
    )


def attested(file_id: str) -> bytes | None:
    """What the journal's verification reads: the bytes as handed in, or None where they are no longer kept."""
    try:
        return read(file_id)
    except FileNotFoundError:
        return None


def sweep(*, at: datetime) -> int:
    """Delete content without a record (a crash between the two); younger than a day it may still be on its way."""
    known = set(StoredFile.objects.filter(removed_at=None).values_list("pk", flat=True))
    orphans = [file_id for file_id, path in vault.every() if file_id not in known and _older(path, at)]
    for file_id in orphans:
        vault.delete(file_id)
    return len(orphans)


def _older(path: Path, at: datetime) -> bool:
    return at.timestamp() - path.stat().st_mtime > DAY


def _of_owner(owner: Ref) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(owner_kind=owner.kind, owner_id=owner.id, removed_at=None)


def _find(file_id: str, *, lock: bool = False) -> StoredFile | None:
    try:
        key = UUID(str(file_id))
    except ValueError:
        return None
    rows = StoredFile.objects.select_for_update() if lock else StoredFile.objects
    return rows.filter(pk=key, removed_at=None).first()
