"""An entry as other rooms see it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from machimado.core.journal.models import Entry
from machimado.core.journal.types import ACTORS, find
from machimado.kernel.ref import Actor, Ref
from machimado.kernel.text import Text


@dataclass(frozen=True)
class Digest:
    """What an entry attests: the SHA-256 (hex) of the bytes of a submission, decision, edition or file."""

    kind: str
    id: str
    sha256: str


@dataclass(frozen=True)
class EntryView:
    """One entry. `personal` is None where there is none, where it was shredded, and in lists."""

    id: UUID
    type: str
    at: datetime
    actor: Actor
    subject: Ref
    public: Mapping[str, Any]
    personal: Mapping[str, Any] | None
    digests: tuple[Digest, ...]
    seq: int | None

    def text(self) -> Text:
        """What happened, in the three languages."""
        entry_type = find(self.type)
        if entry_type is None:
            return Text(ja=self.type)
        if not isinstance(entry_type.sentence, Text):
            return entry_type.sentence(self)
        return self._filled(entry_type.sentence, entry_type.public)

    def sentence(self, language: str = "ja") -> str:
        """What happened, in one language ("ja", "ja-easy", "en")."""
        return self.text().in_language(language)

    def _filled(self, sentence: Text, fields: tuple[str, ...]) -> Text:
        actor = ACTORS.get(self.actor.kind, Text(ja=self.actor.kind))

        def fill(template: str, language: str) -> str:
            values = {name: self.public.get(name, "") for name in fields}
            return template.format_map({**values, "actor": actor.in_language(language)})

        return Text(
            ja=fill(sentence.ja, "ja"), easy=fill(sentence.easy, "ja-easy"), en=fill(sentence.en, "en")
        )


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
