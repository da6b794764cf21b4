"""Writing entries: what happened, and who looked."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction

from machimado.core.jobs import api as jobs
from machimado.core.journal import attested, canonical, merkle
from machimado.core.journal.models import Entry
from machimado.core.journal.types import Digest, registered, subscribers
from machimado.kernel.ids import new_id
from machimado.kernel.ref import Actor, Ref

LOOKED = "journal.looked"
NO_PERSONAL = hashlib.sha256(b"").digest()


def record(
    type: str,  # noqa: A002 - the journal's own word
    *,
    by: Actor,
    subject: Ref,
    at: datetime,
    public: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
    digests: Sequence[Digest] = (),
    rows: Sequence[models.Model] = (),
    entry_id: UUID | None = None,
) -> UUID:
    """Write one entry in the current transaction, and promise the subscribers' jobs in it. Two statements at most.

    `public` is what KPIs count and stays for ever: nothing in it may tell who somebody is. `personal` is encrypted and
    can be shredded. Values are strings, integers, booleans, None, dates, UUIDs, lists and mappings of those.

    `digests` are of content that others may hold and compare; `rows` are those of attested tables (`attest_rows`) that
    were written, as they now stand in this transaction. A row that names its entry is written first, with the `entry_id`.
    """
    named = [*digests, *map(attested.digest_of, rows)]
    return _write(entry_id or new_id(), type, by, subject, at, public or {}, personal or {}, named)


def look(
    *,
    by: Actor,
    subject: Ref,
    at: datetime,
    purpose: str,
    section: str | None = None,
    request_id: str | None = None,
) -> UUID:
    """Write that somebody saw a person's data (閲覧), an official in which section: one entry per request, subject and purpose.

    Give the request's id and call it as often as the page touches the person.
    """
    public = {"purpose": purpose, "section": section} if section else {"purpose": purpose}
    if request_id is None:
        return record(LOOKED, by=by, subject=subject, at=at, public=public)
    once = hashlib.sha256(canonical.encode([request_id, by, subject, purpose]).encode()).digest()
    entry_id = _named(once)
    if not Entry.objects.filter(id=entry_id).exists():
        _write(entry_id, LOOKED, by, subject, at, public, {}, ())
    return entry_id


def _named(digest: bytes) -> UUID:
    """A UUID version 8 (RFC 9562 5.8) made of a digest."""
    value = int.from_bytes(digest[:16])
    value = value & ~(0xF << 76) | 8 << 76
    return UUID(int=value & ~(0b11 << 62) | 0b10 << 62)


def _write(
    entry_id: UUID,
    name: str,
    by: Actor,
    subject: Ref,
    at: datetime,
    public: Mapping[str, Any],
    personal: Mapping[str, Any],
    digests: Sequence[Digest],
) -> UUID:
    _check_fields(name, public, personal)
    content = canonical.encode(
        {
            "actor": [by.kind, by.id],
            "at": at,
            "digests": [[digest.kind, digest.id, digest.sha256] for digest in digests],
            "id": entry_id,
            "public": public,
            "subject": [subject.kind, subject.id],
            "type": name,
        }
    )
    nonce = os.urandom(32) if personal else None
    secret = canonical.encode(personal).encode() if personal else None
    digest = hashlib.sha256(nonce + secret).digest() if nonce and secret else NO_PERSONAL
    entry = Entry(
        id=entry_id,
        type=name,
        at=at,
        actor_kind=by.kind,
        actor_id=by.id,
        subject_kind=subject.kind,
        subject_id=subject.id,
        canonical=content,
        nonce=nonce,
        personal=secret,
        personal_digest=digest,
        leaf=merkle.leaf_hash(content.encode(), digest),
    )
    with transaction.atomic(savepoint=False):
        entry.save(force_insert=True)
        promises = [jobs.Promise(job, {"entry": str(entry_id)}) for job in subscribers(name)]
        if promises:
            jobs.enqueue_many(promises, at=at)
    return entry_id


def _check_fields(name: str, public: Mapping[str, Any], personal: Mapping[str, Any]) -> None:
    entry_type = registered(name)
    for given, declared, part in (
        (public, entry_type.public, "public"),
        (personal, entry_type.personal, "personal"),
    ):
        unknown = set(given) - set(declared)
        if unknown:
            raise ValueError(f"{name} has no {part} field {', '.join(sorted(unknown))}")
