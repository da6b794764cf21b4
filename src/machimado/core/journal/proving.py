"""Receipts and roots for those who want proof."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from machimado.core.journal import merkle, outside, tree
from machimado.core.journal.models import Entry, Root
from machimado.core.journal.receipts import Receipt


@dataclass(frozen=True)
class RootView:
    """A root: the tree over the first `size` entries, in hexadecimal, and the line that is published."""

    size: int
    root: str
    at: datetime
    published: str


def receipt(entry_id: UUID | str, *, size: int | None = None) -> Receipt | None:
    """The receipt of an entry; None until it is sealed.

    It is against the root that first covered it, or that over `size` entries: whoever has but one root can ask for the
    receipt that fits it. None where there is no such root, or it does not cover the entry.
    """
    entry = (
        Entry.objects.filter(id=entry_id, seq__isnull=False)
        .only("canonical", "personal_digest", "seq")
        .first()
    )
    if entry is None or entry.seq is None:
        return None
    covering = Root.objects.filter(size__gt=entry.seq).order_by("size")
    root = (covering if size is None else covering.filter(size=size)).first()
    if root is None:
        return None
    path = tree.hashes(merkle.inclusion_ranges(entry.seq, root.size))
    return Receipt(
        entry=entry.canonical,
        personal_digest=bytes(entry.personal_digest).hex(),
        index=entry.seq,
        size=root.size,
        path=tuple(step.hex() for step in path),
        root=bytes(root.hash).hex(),
    )


def consistency(*, old: int, new: int) -> list[str]:
    """The path (hexadecimal) that proves the root of `old` entries to be the beginning of that of `new`."""
    return [step.hex() for step in tree.hashes(merkle.consistency_ranges(old, new))]


def newest_root() -> RootView | None:
    """The root of the whole sealed journal."""
    return next(iter(roots(limit=1)), None)


def root(size: int) -> RootView | None:
    """The root over so many entries, None where none was made."""
    found = Root.objects.filter(size=size).first()
    return _view(found) if found else None


def roots(*, limit: int = 100) -> list[RootView]:
    """Published roots, the newest first."""
    return [_view(found) for found in Root.objects.order_by("-size")[:limit]]


def _view(found: Root) -> RootView:
    return RootView(
        size=found.size, root=bytes(found.hash).hex(), at=found.at, published=outside.root_line(found)
    )
