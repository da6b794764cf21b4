"""The tree as it lies in the database."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from machimado.core.journal.merkle import Frontier, Node, Range, bag, peaks_of
from machimado.core.journal.models import Entry, Subtree

__all__ = ["Frontier", "frontier", "hashes"]


def frontier(size: int) -> Frontier:
    """The right edge of the tree over the first `size` entries."""
    nodes = list(peaks_of(Range(0, size)))
    stored = _stored(nodes)
    return Frontier(size, (stored[node] for node in nodes))


def hashes(ranges: Sequence[Range]) -> list[bytes]:
    """The hash over each range, with one query per level of the tree that they touch."""
    parts = [list(peaks_of(one)) for one in ranges]
    stored = _stored(node for part in parts for node in part)
    return [bag([stored[node] for node in part]) for part in parts]


def _stored(nodes: Iterable[Node]) -> dict[Node, bytes]:
    by_level: defaultdict[int, list[int]] = defaultdict(list)
    for node in nodes:
        by_level[node.level].append(node.index)
    found: dict[Node, bytes] = {}
    for level, indexes in by_level.items():
        if level == 0:
            rows = Entry.objects.filter(seq__in=indexes).values_list("seq", "leaf")
        else:
            rows = Subtree.objects.filter(level=level, index__in=indexes).values_list("index", "hash")
        found.update({Node(level, index): bytes(value) for index, value in rows})
    return found
