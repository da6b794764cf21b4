"""What entries attest: other rooms say how to read it again."""

import hashlib
from collections.abc import Callable, Collection, Iterable

from machimado.core.journal.attested import is_row
from machimado.core.journal.models import Entry
from machimado.core.journal.reading import parsed
from machimado.core.journal.verification.faults import Fault, Kind
from machimado.core.journal.verification.rows import rows

Reader = Callable[[str], bytes | None]

_readers: dict[str, Reader] = {}
_removals: dict[str, tuple[str, str]] = {}
_outside: set[str] = set()


def attest(kind: str, reader: Reader, *, removal: tuple[str, str] | None = None) -> None:
    """Let verification read again what entries of this digest kind attest: `reader(id)` gives its bytes, None if gone.

    `removal` names the entry type, and its public field with the id, that says of such a thing that it was taken away:
    only then may it be gone.
    """
    _readers[kind] = reader
    if removal is not None:
        _removals[kind] = removal


def removed() -> set[tuple[str, str]]:
    """(kind, id) of all that entries say was taken away."""
    return {
        (kind, str(content["public"][field]))
        for kind, (entry_type, field) in _removals.items()
        for row in rows(Entry, "type = %s", [entry_type])
        if isinstance(content := parsed(row.text("canonical")), dict) and field in content.get("public", {})
    }


def attest_outside(*kinds: str) -> None:
    """Say that what these digests attest lies outside the house (a file that somebody handed in): nobody here can read it
    again, whoever holds it can compare.
    """
    _outside.update(kinds)


def check_digests(
    digests: Iterable[tuple[str, str, str]],
    *,
    gone_is_fine: bool,
    removed: Collection[tuple[str, str]] = frozenset(),
) -> list[Fault]:
    """Compare each attested content with its digest. What was shredded with its entry, or taken away, may be gone."""
    faults = []
    for kind, name, sha256 in digests:
        if is_row(kind):
            continue
        fault = _compare(kind, name, sha256)
        if fault is Kind.MISSING and (gone_is_fine or (kind, name) in removed):
            continue
        if fault is not None:
            faults.append(Fault(kind, name, "sha256", fault))
    return faults


def _compare(kind: str, name: str, sha256: str) -> Kind | None:
    if kind in _outside:
        return None
    reader = _readers.get(kind)
    if reader is None:
        return Kind.MISSING
    try:
        content = reader(name)
    except Exception:  # noqa: BLE001 - whatever stumbles over altered bytes has found them
        return Kind.ALTERED
    if content is None:
        return Kind.MISSING
    return None if hashlib.sha256(content).hexdigest() == sha256 else Kind.ALTERED
