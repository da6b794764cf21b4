"""The Merkle tree of RFC 9162 (2.1): hashes, the growing edge, proofs and their checks. Pure Python, no Django.

Whoever holds a receipt needs this file alone to check it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

EMPTY = hashlib.sha256(b"").digest()


class Node(NamedTuple):
    """The root of a full subtree: 2^level leaves, at a place counted from the left. Level 0 are the leaves."""

    level: int
    place: int


class Range(NamedTuple):
    """The leaves from `start` up to, not including, `end`."""

    start: int
    end: int


def leaf_hash(content: bytes, personal_digest: bytes) -> bytes:
    """H(0x00 ‖ public ‖ H(nonce ‖ personal)): the personal part can go, its digest stays."""
    return hashlib.sha256(b"\x00" + content + personal_digest).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def bag(peaks: Sequence[bytes]) -> bytes:
    """The root over full subtrees of falling size, left to right."""
    if not peaks:
        return EMPTY
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def peaks_of(leaves: Range) -> Iterator[Node]:
    """The full subtrees that make up a range of the tree, left to right. The range must start where one can."""
    start, end = leaves
    while start < end:
        level = (end - start).bit_length() - 1
        yield Node(level, start >> level)
        start += 1 << level


class Frontier:
    """The right edge of a growing tree: all that is needed to add leaves and to tell the root."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)

    def append(self, leaf: bytes) -> list[tuple[Node, bytes]]:
        """Add a leaf; returns the full subtrees that it completes, leaves not counted."""
        completed = []
        value, level, index = leaf, 0, self.size
        while index & 1:
            value = node_hash(self.peaks.pop(), value)
            level, index = level + 1, index >> 1
            completed.append((Node(level, index), value))
        self.peaks.append(value)
        self.size += 1
        return completed

    def root(self) -> bytes:
        return bag(self.peaks)


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The siblings that prove leaf `index` in a tree of `size`, from the leaf up (RFC 9162 2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    ranges: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            ranges.append(Range(middle, end))
            end = middle
        else:
            ranges.append(Range(start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """The subtrees that prove a tree of `old` leaves to be the beginning of one of `new` (RFC 9162 2.1.4.1)."""
    if not 0 < old <= new:
        raise ValueError(f"no proof from {old} to {new}")
    ranges: list[Range] = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            ranges.append(Range(middle, end))
            end = middle
        else:
            ranges.append(Range(start, middle))
            start, whole = middle, False
    if not whole:
        ranges.append(Range(start, end))
    return ranges[::-1]


def _split(width: int) -> int:
    """The largest power of two below `width`."""
    return 1 << (width - 1).bit_length() - 1


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that this path leads to; None when its shape fits no tree (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    place, last, root = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if place & 1 or place == last:
            root = node_hash(sibling, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        place, last = place >> 1, last >> 1
    return root if last == 0 else None


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path proves that the old tree is the beginning of the new one (RFC 9162 2.1.4.2)."""
    if old == new:
        return not path and old_root == new_root
    if not 0 < old < new or not path:
        return False
    steps = list(path)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, step)
        place, last = place >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root
