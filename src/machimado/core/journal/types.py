"""The kinds of entries: which fields they have, the sentence that tells them to people, and what shredding adds."""

from collections.abc import Callable
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

from machimado.kernel.text import Text

if TYPE_CHECKING:
    from machimado.core.journal.views_of import EntryView

Sentence = Callable[["EntryView"], Text]
Shredder = Callable[["EntryView"], None]

ACTORS = {
    "resident": Text(ja="住民", easy="住んでいる 人", en="a resident"),
    "official": Text(ja="職員", easy="市役所の 人", en="an official"),
    "system": Text(ja="システム", easy="コンピューター", en="the system"),
    "anonymous": Text(ja="匿名の人", easy="名前の わからない 人", en="someone unnamed"),
}


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
