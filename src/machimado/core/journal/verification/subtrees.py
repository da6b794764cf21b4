"""Growing the tree again, beside the one that is stored."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from machimado.core.journal.merkle import Frontier, Node
from machimado.core.journal.models import Root, Subtree
from machimado.core.journal.verification.faults import Fault, Kind
from machimado.core.journal.verification.rows import newest_size, rows


class SubtreeCheck:
    """Compares each stored subtree with the one that grows from the leaves, and notes the root at each sealed size."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._frontier = Frontier()
        self._sizes = set(Root.objects.values_list("size", flat=True))
        self._strange: list[str] = []
        self.roots_at: dict[int, bytes] = {}

    def check(self, leaves: Sequence[bytes]) -> list[Fault]:
        """The subtrees that these next leaves complete."""
        start = self._frontier.size
        grown: dict[Node, bytes] = {}
        for leaf in leaves:
            grown.update(self._frontier.append(leaf))
            if self._frontier.size in self._sizes:
                self.roots_at[self._frontier.size] = self._frontier.root()
        stored = self._stored(start, self._frontier.size)
        return [
            Fault("subtree", f"{node.level}/{node.place}", "hash", kind)
            for node, value in grown.items()
            if (kind := _compare(stored.get(node), value)) is not None
        ]

    def check_surplus(self) -> list[Fault]:
        """No subtree is stored that the sealed entries do not have; those sealed since this began have theirs."""
        beyond = list(Subtree.objects.exclude(_within(self._size)).values_list("level", "index"))
        size = newest_size()
        surplus = [place for place in beyond if not _is_node(*place, size)]
        places = [f"{level}/{index}" for level, index in surplus] + self._strange
        return [Fault("subtree", place, "level/index", Kind.SURPLUS) for place in places]

    def _stored(self, start: int, end: int) -> dict[Node, bytes]:
        found, level = {}, 1
        while end >> level:
            first, last = start >> level, end >> level
            place = 'level = %s AND "index" >= %s AND "index" < %s'
            for row in rows(Subtree, place, [level, first, last]):
                if row.strange():
                    self._strange.append(f"{row.text('level')}/{row.text('index')}")
                else:
                    found[Node(level, int(row.cells["index"]))] = row.raw("hash") or b""
            level += 1
        return found


def _compare(stored: bytes | None, grown: bytes) -> Kind | None:
    if stored is None:
        return Kind.MISSING
    return None if stored == grown else Kind.ALTERED


def _is_node(level: Any, index: Any, size: int) -> bool:
    """Whether there is such a full subtree over `size` entries; SQLite keeps anything in a cell."""
    whole = isinstance(level, int) and isinstance(index, int)
    return whole and 0 < level < 64 and 0 <= index < size >> level


def _within(size: int) -> Q:
    """The places of all full subtrees over `size` entries."""
    places = (Q(level=level, index__range=(0, (size >> level) - 1)) for level in range(1, size.bit_length()))
    return reduce(or_, places, Q(level__in=[]))
