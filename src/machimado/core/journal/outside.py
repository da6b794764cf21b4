"""What is kept outside the database: the published roots and the shred list, as files that only grow.

Whoever can write to the database cannot thereby rewrite these; a city copies them to where they cannot be changed.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from machimado.core.journal import canonical
from machimado.core.journal.models import Root
from machimado.core.journal.reading import parsed

RESTORED = "restored"
TAIL = 4000  # bytes, more than a line has


def root_line(root: Root) -> str:
    """One root as it is published."""
    return canonical.encode({**root.content(), "seal": bytes(root.seal).hex()})


def lines(path: Path) -> list[str]:
    """The lines of a file that only grows, none of them half written; bytes that are no text come as replacement
    characters. Only a line feed ends a line: to Python, and to it alone, other characters would too.
    """
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            text = file.read().decode(errors="replace")
    except FileNotFoundError:
        return []
    return text.removesuffix("\n").split("\n") if text else []


def append(path: Path, new: Iterable[str]) -> None:
    """Add lines and see them on the disk."""
    with _locked(path) as file:
        _write(file, new)


def publish() -> None:
    """Write outside each root that is committed and not there yet."""
    with _locked(_roots()) as file:
        known = _last_size(_roots())
        missing = Root.objects.filter(size__gt=known).order_by("size")
        _write(file, (root_line(root) for root in missing))


def behind() -> bool:
    """Whether the newest root is not yet outside."""
    newest = Root.objects.order_by("-size").values_list("size", flat=True).first()
    return newest is not None and newest > _last_size(_roots())


def mark_restored(*, at: datetime) -> None:
    """Say outside that the database went back: roots beyond its newest one were given up, new ones will follow."""
    publish()  # a kill may have kept from outside what the backup has
    newest = Root.objects.order_by("-size").first()
    size = newest.size if newest else 0
    append(_roots(), [canonical.encode({"at": at, RESTORED: size})])


def _roots() -> Path:
    return Path(settings.MACHIMADO_ROOTS)


def _last_size(path: Path) -> int:
    """The size of the last published root, or that to which a restore went back."""
    try:
        with path.open("rb") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(0, end - TAIL))
            tail = file.read()
    except FileNotFoundError:
        return 0
    whole = tail[: tail.rfind(b"\n") + 1].decode(errors="replace").split("\n")
    last: Any = parsed(whole[-2]) if len(whole) > 1 else None
    if not isinstance(last, dict):
        return 0
    size = last.get("size", last.get(RESTORED, 0))
    return size if isinstance(size, int) else 0


def _write(file: BinaryIO, new: Iterable[str]) -> None:
    for line in new:
        file.write(line.encode() + b"\n")
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    """The file, ours alone until the end of the block, and without the torn line of a writer that was killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _mend(file)
        yield file


def _mend(file: BinaryIO) -> None:
    """Take away a last line without an end: it was never wholly written, and is written again from the database."""
    end = file.seek(0, os.SEEK_END)
    start = max(0, end - TAIL)
    file.seek(start)
    tail = file.read()
    if tail and not tail.endswith(b"\n"):
        file.truncate(start + tail.rfind(b"\n") + 1)
