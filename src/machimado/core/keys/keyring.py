"""The keyring file: keys by id, one of them active. It lives outside the database and outside its backup."""

import base64
import fcntl
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


class KeyringError(Exception):
    """The keyring cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Key:
    """256 bits of AES, known by an id of eight hexadecimal digits."""

    id: str
    secret: bytes
    made: str


@dataclass(frozen=True)
class Keyring:
    """All keys that may still open something, and the one that closes what is new.

    `index` is the secret of blind indexes. It is not rotated with the others: rotating it would mean to
    rewrite each index from its plaintext while look-ups go on.
    """

    active: str
    keys: Mapping[str, Key]
    index: bytes

    @classmethod
    def new(cls, *, at: datetime) -> "Keyring":
        key = _new_key(at)
        return cls(active=key.id, keys={key.id: key}, index=os.urandom(32))

    def rotated(self, *, at: datetime) -> "Keyring":
        """The same ring with a fresh active key; the old ones stay, for backups and for what is not yet rewritten."""
        key = _new_key(at)
        return Keyring(active=key.id, keys={**self.keys, key.id: key}, index=self.index)

    def key(self, key_id: str) -> Key:
        try:
            return self.keys[key_id]
        except KeyError:
            raise KeyringError(
                f"The keyring has no key {key_id}; restore the keyring that made this data."
            ) from None


def _new_key(at: datetime) -> Key:
    return Key(id=os.urandom(4).hex(), secret=os.urandom(32), made=at.isoformat())


def _encode(secret: bytes) -> str:
    return base64.b64encode(secret).decode()


def load(path: Path) -> Keyring:
    """Read a keyring. Whoever else may read the file may read the town: a mode other than 0600 is refused."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_mode & 0o077:
                raise KeyringError(f"The keyring {path} can be read by others; run: chmod 600 {path}")
            data = json.load(file)
    except FileNotFoundError:
        raise KeyringError(f"There is no keyring at {path}; run: machimado keys create") from None
    except ValueError:
        raise _damaged(path) from None
    try:
        return _parsed(data)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _damaged(path) from None


def _parsed(data: Any) -> Keyring:
    keys = {i: Key(id=i, secret=_decode(k["secret"]), made=k["made"]) for i, k in data["keys"].items()}
    ring = Keyring(active=data["active"], keys=keys, index=_decode(data["index"]))
    if ring.active not in keys or any(len(bytes.fromhex(i)) != 4 for i in keys):
        raise ValueError(ring.active)
    return ring


def _decode(text: str) -> bytes:
    secret = base64.b64decode(text, validate=True)
    if len(secret) != 32:
        raise ValueError("not 256 bits")
    return secret


def _damaged(path: Path) -> KeyringError:
    return KeyringError(f"The keyring {path} is damaged; put back the copy from the safe.")


def save(ring: Keyring, path: Path, *, create: bool = False) -> None:
    """Write the ring whole or not at all, readable by its owner alone. `create` refuses to replace a ring."""
    data = {
        "active": ring.active,
        "index": _encode(ring.index),
        "keys": {k.id: {"made": k.made, "secret": _encode(k.secret)} for k in ring.keys.values()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".keyring-")  # mode 0600
    try:
        with os.fdopen(descriptor, "w") as file:
            json.dump(data, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        if create:
            os.link(name, path)  # unlike a rename, fails where a ring exists
        else:
            os.replace(name, path)
        _sync_folder(
            path.parent
        )  # the name too must outlive a power cut: rows follow that only this ring opens
    finally:
        Path(name).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Be alone, over all processes, with reading the ring and writing it back: of two who rotate at once, neither
    overwrites the other's key.
    """
    with Path(f"{path}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
