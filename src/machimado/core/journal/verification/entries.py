"""Checking one entry after the other."""

import hashlib
from typing import Any
from uuid import UUID

from machimado.core.journal import canonical, merkle
from machimado.core.journal.models import Entry
from machimado.core.journal.models.entry import PURPOSE
from machimado.core.journal.own_types import SHREDDED
from machimado.core.journal.reading import parsed
from machimado.core.journal.recording import NO_PERSONAL
from machimado.core.journal.verification.attested import RowCheck
from machimado.core.journal.verification.digests import check_digests, removed
from machimado.core.journal.verification.faults import Fault, Kind
from machimado.core.journal.verification.rows import Row, misplaced_entries, rows
from machimado.core.keys import api as keys

KEYS = {"actor", "at", "digests", "id", "public", "subject", "type"}


class EntryCheck:
    """Checks entries, knowing which were shredded."""

    def __init__(self, attested: RowCheck) -> None:
        self._attested = attested
        self._shredded = {row.text("subject_id") for row in rows(Entry, "type = %s", [SHREDDED])}
        self._removed = removed()

    def check(self, row: Row) -> list[Fault]:
        """One entry against itself: columns, leaf, personal part, and what it attests."""
        content = _content(row)
        name = content["id"] if content else row.text("id")
        if content is None:
            return [Fault("entry", name, "canonical", Kind.ALTERED)]
        parts = dict.fromkeys(
            [
                *(column for column, value in _columns(content) if not row.holds(column, value)),
                *row.strange(),
                *_leaf(row),
            ]
        )
        shredded = content["id"] in self._shredded
        self._attested.note(content["digests"], gone_is_fine=shredded)
        return [
            *(Fault("entry", name, part, Kind.ALTERED) for part in parts),
            *_personal(row, name, shredded=shredded),
            *check_digests(content["digests"], gone_is_fine=shredded, removed=self._removed),
        ]

    def note_since(self, size: int) -> None:
        """Take in what the entries beyond the first `size` sealed ones say of rows, those that came meanwhile among them."""
        for row in rows(Entry, "seq IS NULL OR seq >= %s", [size]):
            if content := _content(row):
                self._attested.note(content["digests"], gone_is_fine=content["id"] in self._shredded)


def sealed_beyond_roots() -> list[Fault]:
    """Entries with a number that no root covers: numbers and roots are committed together."""
    return [Fault("entry", f"no. {row.text('seq')}", "seq", Kind.SURPLUS) for row in misplaced_entries()]


def _leaf(row: Row) -> list[str]:
    content, digest = row.raw("canonical") or b"", row.raw("personal_digest") or b""
    return [] if merkle.leaf_hash(content, digest) == row.leaf else ["leaf"]


def _content(row: Row) -> dict[str, Any] | None:
    """What the entry says, if its bytes are canonical and of the right shape."""
    text = row.text("canonical")
    content = parsed(text)
    try:
        UUID(content["id"])
        canonical.parse_instant(content["at"])
        pairs = len(content["actor"]) == len(content["subject"]) == 2
        shape = content.keys() == KEYS and pairs and {len(digest) for digest in content["digests"]} <= {3}
        return content if shape and canonical.encode(content) == text else None
    except (TypeError, KeyError, ValueError):
        return None


def _columns(content: dict[str, Any]) -> list[tuple[str, Any]]:
    """Each column that repeats a part of the content, with the value that it must hold."""
    return [
        ("id", UUID(content["id"])),
        ("type", content["type"]),
        ("at", canonical.parse_instant(content["at"])),
        ("actor_kind", content["actor"][0]),
        ("actor_id", content["actor"][1]),
        ("subject_kind", content["subject"][0]),
        ("subject_id", content["subject"][1]),
    ]


def _personal(row: Row, name: str, *, shredded: bool) -> list[Fault]:
    nonce, token, digest = row.raw("nonce"), row.raw("personal"), row.raw("personal_digest")
    if token is None and nonce is None:
        expected = digest == NO_PERSONAL or shredded
        return [] if expected else [Fault("entry", name, "personal", Kind.MISSING)]
    if shredded:
        return [Fault("entry", name, "personal", Kind.SURPLUS)]
    if token is None or nonce is None:
        return [Fault("entry", name, "nonce" if nonce is None else "personal", Kind.MISSING)]
    try:
        plain = keys.decrypt(token, purpose=PURPOSE)
    except keys.Unreadable:
        return [Fault("entry", name, "personal", Kind.ALTERED)]
    if hashlib.sha256(nonce + plain).digest() != digest:
        return [Fault("entry", name, "nonce", Kind.ALTERED)]
    return []
