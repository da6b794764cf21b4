"""Shredding: the personal part of an entry goes, the entry and its proof stay."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from machimado.core.journal import canonical, outside
from machimado.core.journal.models import Entry
from machimado.core.journal.own_types import SHREDDED
from machimado.core.journal.reading import parsed
from machimado.core.journal.recording import record
from machimado.core.journal.types import find
from machimado.core.journal.views_of import view
from machimado.kernel.ref import Actor, Ref

SUBJECT = "entry"


def shred(*, entry_ids: Iterable[UUID | str], by: Actor, at: datetime) -> int:
    """Destroy the personal parts of these entries, and what their types' shredders add. Returns how many were there.

    Ciphertext and nonce go; H(nonce ‖ plaintext) stays, which without the nonce tells nothing, and so the leaf. That it
    was done is itself an entry. The list is written outside the database too: a restored backup replays it.
    """
    with transaction.atomic():
        entries = Entry.objects.select_for_update().filter(id__in=list(entry_ids), personal__isnull=False)
        shredded = [entry for entry in entries if _shred(entry, by=by, at=at)]
        transaction.on_commit(publish)
    return len(shredded)


def _shred(entry: Entry, *, by: Actor, at: datetime) -> bool:
    entry_type = find(entry.type)
    if entry_type is not None and entry_type.shredder is not None:
        entry_type.shredder(view(entry, with_personal=True))
    Entry.objects.filter(id=entry.id).update(nonce=None, personal=None)
    record(SHREDDED, by=by, subject=Ref(SUBJECT, str(entry.id)), at=at)
    return True


def publish() -> None:
    """Write outside each shredding that is committed and not there yet."""
    known = set(listed())
    rows = Entry.objects.filter(type=SHREDDED).order_by("at", "id").values_list("subject_id", "at")
    missing = [canonical.encode({"at": at, "entry": entry}) for entry, at in rows if entry not in known]
    if missing:
        outside.append(_path(), missing)


def listed() -> list[str]:
    """The ids of all entries whose shredding was written outside."""
    found = (parsed(line) for line in outside.lines(_path()))
    return [line["entry"] for line in found if isinstance(line, dict) and _is_id(line.get("entry"))]


def _is_id(value: object) -> bool:
    """Whether it names an entry; an altered line must not keep the others from being replayed."""
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False


def replay_shreds(*, by: Actor, at: datetime) -> int:
    """After a restore: shred again what was shredded since the backup. Returns how many came back with it."""
    ids, count = listed(), 0
    for start in range(0, len(ids), 500):
        count += shred(entry_ids=ids[start : start + 500], by=by, at=at)
    return count


def _path() -> Path:
    return Path(settings.MACHIMADO_SHREDS)
