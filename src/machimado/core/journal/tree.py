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
        by_level[node.level].append(node.place)
    found: dict[Node, bytes] = {}
    for level, places in by_level.items():
        found |= {Node(level, place): value for place, value in _level(level, places)}
    return found


def _level(level: int, places: list[int]) -> list[tuple[int, bytes]]:
    if level == 0:
        leaves = Entry.objects.filter(seq__in=places).values_list("seq", "leaf")
        return [(seq, bytes(leaf)) for seq, leaf in leaves if seq is not None]
    nodes = Subtree.objects.filter(level=level, index__in=places).values_list("index", "hash")
    return [(place, bytes(value)) for place, value in nodes]
