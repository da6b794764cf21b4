"""The folder of files: content in encrypted chunks, each bound to its file, its place and the end.

Layout of a file: `MMF1`, then for each chunk four bytes of length (big-endian) and the encrypted chunk. The purpose
of each chunk names file, number and whether it is the last, so that no chunk can be moved, repeated or cut off.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from machimado.core.keys import api as keys

MAGIC = b"MMF1"
CHUNK = 1 << 20


class Damaged(Exception):
    """A stored file that is not as it was written."""


def path_of(file_id: UUID) -> Path:
    name = file_id.hex
    return Path(settings.MACHIMADO_FILES) / name[-2:] / name


def write(file_id: UUID, data: bytes) -> None:
    """Write the content under its id: first beside, then renamed, so that a crash leaves no half file."""
    target = path_of(file_id)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = target.with_suffix(".part")
    starts = range(0, max(len(data), 1), CHUNK)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(MAGIC)
        for number, start in enumerate(starts):
            purpose = _purpose(file_id, number, last=number == len(starts) - 1)
            token = keys.encrypt(data[start : start + CHUNK], purpose=purpose)
            out.write(len(token).to_bytes(4, "big") + token)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(target)


def read(file_id: UUID) -> bytes:
    """The content; raises FileNotFoundError where there is none, Damaged where it was changed."""
    raw = path_of(file_id).read_bytes()
    tokens = list(_tokens(raw))
    try:
        return b"".join(
            keys.decrypt(token, purpose=_purpose(file_id, number, last=number == len(tokens) - 1))
            for number, token in enumerate(tokens)
        )
    except Exception as error:
        raise Damaged(str(file_id)) from error


def delete(file_id: UUID) -> None:
    path_of(file_id).unlink(missing_ok=True)


def every() -> Iterator[tuple[UUID, Path]]:
    """Each file in the folder, half-written ones left out."""
    for path in sorted(Path(settings.MACHIMADO_FILES).glob("??/" + "?" * 32)):
        yield UUID(hex=path.name), path


def reencrypt() -> int:
    """Close every file that is not yet under the active key anew; returns how many. (keys rotate)"""
    rewritten = 0
    for file_id, path in every():
        try:
            if not all(keys.is_current(token) for token in _tokens(path.read_bytes())):
                write(file_id, read(file_id))
                rewritten += 1
        except FileNotFoundError:
            continue  # somebody took it away meanwhile
    return rewritten


def _tokens(raw: bytes) -> Iterator[bytes]:
    if raw[:4] != MAGIC:
        raise Damaged("not a file of ours")
    position = 4
    while position < len(raw):
        length = int.from_bytes(raw[position : position + 4], "big")
        token = raw[position + 4 : position + 4 + length]
        if len(token) != length or not length:
            raise Damaged("cut off")
        yield token
        position += 4 + length


def _purpose(file_id: UUID, number: int, *, last: bool) -> str:
    return f"file:{file_id.hex}:{number}:{'last' if last else 'more'}"
