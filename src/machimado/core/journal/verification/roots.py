"""Checking the roots: against the tree, against each other, and against what was published outside."""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from machimado.core.journal import outside
from machimado.core.journal.models import Root
from machimado.core.journal.reading import parsed
from machimado.core.journal.verification.faults import Fault, Kind
from machimado.core.journal.verification.rows import Row, rows


def check_roots(grown: Mapping[int, bytes], size: int) -> list[Fault]:
    """All roots up to `size`, the oldest first; `grown` holds the root of the leaves at each."""
    lines = outside.lines(Path(settings.MACHIMADO_ROOTS))  # read first: what is published is committed
    faults: list[Fault] = []
    published: dict[int, str] = {}
    previous, tree_differs = b"", False
    for row in rows(Root, "size IS NOT NULL ORDER BY size", []):
        name = row.text("size")
        root = _loaded(row)
        if root is None:
            faults += [Fault("root", name, part, Kind.ALTERED) for part in row.strange() or ["row"]]
            continue
        parts = _parts(row, root, previous)
        if root.size <= size and not tree_differs and grown.get(root.size) != bytes(root.hash):
            tree_differs = True  # those after it differ for the same reason
            parts.append("hash")
        faults += [Fault("root", name, part, Kind.ALTERED) for part in parts]
        previous = bytes(root.seal)
        published[root.size] = outside.root_line(root)
    return [*faults, *_check_outside(published, lines, size)]


def _loaded(row: Row) -> Root | None:
    """The root of a row; None when its cells are no values any more."""
    if row.strange():
        return None
    try:
        root = Root.objects.get(size=int(row.cells["size"]))
    except (ValueError, TypeError, OverflowError, DatabaseError, Root.DoesNotExist):
        return None
    return root if root.at else None


def _parts(row: Row, root: Root, previous: bytes) -> list[str]:
    """Which cells are not what they were."""
    parts = []
    if not (row.holds("at", root.at) and row.holds("size", root.size)):
        parts.append("at")
    if bytes(root.previous) != previous:
        parts.append("previous")
    if root.sealed() != bytes(root.seal):
        parts.append("seal")
    return parts


def _check_outside(published: Mapping[int, str], lines: list[str], size: int) -> list[Fault]:
    """The file, line for line, is what the database says."""
    faults, seen = [], set()
    for number, covered, line in _kept(lines):
        seen.add(covered)
        if published.get(covered) != line:
            kind = Kind.ALTERED if covered in published else Kind.SURPLUS
            faults.append(Fault("outside root", f"line {number}", "root", kind))
    missing = [covered for covered in published if covered <= size and covered not in seen]
    return [*faults, *(Fault("outside root", str(covered), "line", Kind.MISSING) for covered in missing)]


def _kept(lines: list[str]) -> list[tuple[int, int, str]]:
    """(line number, size, line) of the roots that still count: a restore gives up those beyond its size."""
    kept: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines, start=1):
        content = parsed(line)
        content = content if isinstance(content, dict) else {}
        restored, size = content.get(outside.RESTORED), content.get("size")
        if isinstance(restored, int):
            kept = [one for one in kept if one[1] <= restored]
        else:
            kept.append((number, size if isinstance(size, int) else -1, line))
    return kept
