"""From a row to the entry as other rooms see it."""

import json

from machimado.core.journal.models import Entry
from machimado.core.journal.types import Digest, EntryView
from machimado.kernel.ref import Ref


def view(entry: Entry, *, with_personal: bool) -> EntryView:
    """The view of a row; in lists the personal part stays closed."""
    content = json.loads(entry.canonical)
    personal = json.loads(entry.personal) if with_personal and entry.personal is not None else None
    return EntryView(
        id=entry.id,
        type=entry.type,
        at=entry.at,
        actor=Ref(entry.actor_kind, entry.actor_id),
        subject=Ref(entry.subject_kind, entry.subject_id),
        public=content["public"],
        personal=personal,
        digests=tuple(Digest(*digest) for digest in content["digests"]),
        seq=entry.seq,
    )
