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


def receipt(entry_id: UUID | str) -> Receipt | None:
    """The receipt of an entry against the root that first covered it; None until it is sealed."""
    entry = (
        Entry.objects.filter(id=entry_id, seq__isnull=False)
        .only("canonical", "personal_digest", "seq")
        .first()
    )
    if entry is None or entry.seq is None:
        return None
    root = Root.objects.filter(size__gt=entry.seq).order_by("size").first()
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


def roots(*, limit: int = 100) -> list[RootView]:
    """Published roots, the newest first."""
    return [
        RootView(size=root.size, root=bytes(root.hash).hex(), at=root.at, published=outside.root_line(root))
        for root in Root.objects.order_by("-size")[:limit]
    ]
