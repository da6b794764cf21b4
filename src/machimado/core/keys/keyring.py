"""The keyring file: keys by id, one of them active. It lives outside the database and outside its backup."""

import base64
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


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
    decode = base64.b64decode
    keys = {i: Key(id=i, secret=decode(k["secret"]), made=k["made"]) for i, k in data["keys"].items()}
    return Keyring(active=data["active"], keys=keys, index=decode(data["index"]))


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
    finally:
        Path(name).unlink(missing_ok=True)
