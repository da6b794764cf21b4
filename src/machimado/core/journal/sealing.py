"""Sealing: give committed entries their numbers, grow the tree, chain a new root."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from machimado.core.database import api as database
from machimado.core.journal import outside, tree
from machimado.core.journal.models import Entry, Root, Subtree

CHUNK = 5000

# One statement: it sees what is committed and not yet numbered, whatever the ids. An entry whose transaction commits
# late is simply among those of the next time.
NUMBER = """
    UPDATE journal_entry SET seq = %s + batch.place - 1
    FROM (
        SELECT id, row_number() OVER (ORDER BY id) AS place
        FROM (SELECT id FROM journal_entry WHERE seq IS NULL ORDER BY id LIMIT %s) AS unsealed
    ) AS batch
    WHERE journal_entry.id = batch.id
"""


def waiting() -> bool:
    """Whether there is anything to seal, or a root to write outside."""
    return Entry.objects.filter(seq__isnull=True).exists() or outside.behind()


def seal(*, at: datetime) -> Root | None:
    """Seal all committed entries, in chunks of a transaction each; returns the newest root, None when there is none.

    One sealer at a time, over all processes. The work is that of the new entries, not of the journal's length. It may
    not be part of a longer transaction: a root that is written outside must never be rolled back inside.
    """
    while _seal_chunk(at=at) == CHUNK:
        pass
    outside.publish()
    return Root.objects.order_by("-size").first()


def _seal_chunk(*, at: datetime) -> int:
    with transaction.atomic(durable=True):
        database.exclusive("journal.seal")
        last = Root.objects.order_by("-size").first()
        start = last.size if last else 0
        with connection.cursor() as cursor:
            cursor.execute(NUMBER, [start, CHUNK])
            count: int = cursor.rowcount
        if count:
            leaves = Entry.objects.filter(seq__gte=start).order_by("seq").values_list("leaf", flat=True)
            frontier = tree.frontier(start)
            _grow(frontier, map(bytes, leaves))
            root = Root(size=frontier.size, hash=frontier.root(), at=at, previous=last.seal if last else b"")
            root.seal = root.sealed()
            root.save(force_insert=True)
    return count


def _grow(frontier: tree.Frontier, leaves: Iterable[bytes]) -> None:
    completed = [pair for leaf in leaves for pair in frontier.append(leaf)]
    Subtree.objects.bulk_create(
        [Subtree(level=node.level, index=node.place, hash=value) for node, value in completed]
    )
