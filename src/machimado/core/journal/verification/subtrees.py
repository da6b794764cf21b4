"""Growing the tree again, beside the one that is stored."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Max, Q

from machimado.core.journal.merkle import Frontier, Node
from machimado.core.journal.models import Root, Subtree
from machimado.core.journal.verification.faults import Fault, Kind
from machimado.core.journal.verification.rows import rows


class SubtreeCheck:
    """Compares each stored subtree with the one that grows from the leaves, and notes the root at each sealed size."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._frontier = Frontier()
        self._sizes = set(Root.objects.values_list("size", flat=True))
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
        size = Root.objects.aggregate(size=Max("size"))["size"] or 0
        surplus = [(level, index) for level, index in beyond if not (level > 0 <= index < size >> level)]
        return [Fault("subtree", f"{level}/{index}", "level/index", Kind.SURPLUS) for level, index in surplus]

    def _stored(self, start: int, end: int) -> dict[Node, bytes]:
        found, level = {}, 1
        while end >> level:
            first, last = start >> level, end >> level
            for row in rows(
                Subtree, 'level = %s AND "index" >= %s AND "index" < %s', [level, first, last], end
            ):
                found[Node(level, int(row.cells["index"]))] = row.raw("hash") or b""
            level += 1
        return found


def _compare(stored: bytes | None, grown: bytes) -> Kind | None:
    if stored is None:
        return Kind.MISSING
    return None if stored == grown else Kind.ALTERED


def _within(size: int) -> Q:
    """The places of all full subtrees over `size` entries."""
    places = (Q(level=level, index__range=(0, (size >> level) - 1)) for level in range(1, size.bit_length()))
    return reduce(or_, places, Q(level__in=[]))
