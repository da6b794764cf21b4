"""Checking everything: entries, leaves, personal digests, tree, roots here and outside, and what entries attest: the
content that they name and every column of the rows that they name.
"""

from collections.abc import Iterator

from machimado.core.journal.verification.attested import RowCheck
from machimado.core.journal.verification.entries import EntryCheck, sealed_beyond_roots
from machimado.core.journal.verification.faults import Fault, Kind
from machimado.core.journal.verification.roots import check_roots
from machimado.core.journal.verification.rows import (
    Row,
    last_below,
    newest_size,
    sealed_entries,
    unsealed_entries,
)
from machimado.core.journal.verification.subtrees import SubtreeCheck

CHUNK = 2000
NO_LEAF = bytes(32)  # stands where an entry is gone, so that those after it keep their places


def verify() -> list[Fault]:
    """Each place where the journal is not what it was when it was written; empty when all is well.

    Entries stream by in the order of their numbers, the tree is grown again beside them, and rows follow; what is kept
    in memory is a digest of each attested row. The journal may go on growing meanwhile; what is checked is all that the newest root covers when this begins, and what
    is not sealed yet.
    """
    size = newest_size()
    present = last_below(size)
    attested = RowCheck()
    entries, subtrees = EntryCheck(attested), SubtreeCheck(size)
    faults = _cut_off(present, size)
    for rows in _placed(present):
        for place, row in rows:
            faults += entries.check(row) if row else [Fault("entry", f"no. {place}", "row", Kind.MISSING)]
        faults += subtrees.check([row.leaf if row else NO_LEAF for _, row in rows])
    for found in unsealed_entries(CHUNK):
        for row in found:
            faults += entries.check(row)
    faults += attested.faults(late=lambda: entries.note_since(size))
    return [*faults, *sealed_beyond_roots(), *subtrees.check_surplus(), *check_roots(subtrees.roots_at, size)]


def _cut_off(present: int, size: int) -> list[Fault]:
    """The end of the journal that the newest root covers and that is not there: one fault, however long it is."""
    if present >= size:
        return []
    name = f"no. {present}" if size - present == 1 else f"no. {present}-{size - 1}"
    return [Fault("entry", name, "row", Kind.MISSING)]


def _placed(size: int) -> Iterator[list[tuple[int, Row | None]]]:
    """Each number below `size` with its entry, or with None where there is none, in chunks."""
    for start in range(0, size, CHUNK):
        end = min(start + CHUNK, size)
        found = {row.number("seq"): row for row in sealed_entries(start, end)}
        yield [(place, found.get(place)) for place in range(start, end)]
