"""What an entry is to other rooms, and the kinds of entries: their fields, the sentence that tells them to people, and
what shredding adds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import Any
from uuid import UUID

from machimado.kernel.ref import Actor, Ref
from machimado.kernel.text import Text

ACTORS = {
    "resident": Text(ja="住民", easy="住んでいる 人", en="a resident"),
    "official": Text(ja="職員", easy="市役所の 人", en="an official"),
    "system": Text(ja="システム", easy="コンピューター", en="the system"),
    "anonymous": Text(ja="匿名の人", easy="名前の わからない 人", en="someone unnamed"),
}


@dataclass(frozen=True)
class Digest:
    """What an entry attests: the SHA-256 (hex) of the bytes of a submission, decision, edition or file; or, by its table and
    "key/version", the keyed digest of a row's columns.
    """

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


Sentence = Callable[[EntryView], Text]
Shredder = Callable[[EntryView], None]


@dataclass(frozen=True)
class EntryType:
    """A registered type. The sentence's {placeholders} are public fields or {actor}: it still reads when the personal
    part is shredded. `shredder` destroys what lies outside the entry (a file's content); the entry's own personal part
    is shredded for every type.
    """

    name: str
    sentence: Text | Sentence
    public: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    shredder: Shredder | None = None

    def __post_init__(self) -> None:
        if isinstance(self.sentence, Text):
            unknown = _placeholders(self.sentence) - {*self.public, "actor"}
            if unknown:
                raise ValueError(
                    f"{self.name}: the sentence names {sorted(unknown)}, which are not public fields"
                )


def _placeholders(text: Text) -> set[str]:
    parts = (text.ja, text.easy, text.en)
    return {name.split(".")[0] for part in parts for _, name, _, _ in Formatter().parse(part) if name}


_types: dict[str, EntryType] = {}
_subscribers: dict[str, list[str]] = {}


def register(entry_type: EntryType) -> None:
    """Make a type known; in `AppConfig.ready`."""
    known = _types.setdefault(entry_type.name, entry_type)
    if known != entry_type:
        raise ValueError(f"the entry type {entry_type.name} is registered twice, differently")


def subscribe(name: str, job_name: str) -> None:
    """Enqueue the job with payload {"entry": id} in the transaction of each entry of this type."""
    jobs = _subscribers.setdefault(name, [])
    if job_name not in jobs:
        jobs.append(job_name)


def registered(name: str) -> EntryType:
    try:
        return _types[name]
    except KeyError:
        raise LookupError(f"no entry type is registered as {name}") from None


def find(name: str) -> EntryType | None:
    """The type, or None for one that this version no longer knows: its entries stay readable."""
    return _types.get(name)


def all_types() -> list[EntryType]:
    return sorted(_types.values(), key=lambda t: t.name)


def subscribers(name: str) -> list[str]:
    return _subscribers.get(name, [])
