"""What a backup holds, digest by digest, closed by the keyring: who cannot read the town cannot forge its backup."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from machimado.core.keys import api as keys
from machimado.core.operations import engine

NAME = "manifest.json"
PURPOSE = "backup"


class RestoreRefused(RuntimeError):
    """A restore that would not be whole; the message says why and what to do."""


def write(folder: Path, *, removed: Sequence[str] = (), at: datetime) -> None:
    """Write the manifest, last of all: a folder without one is a backup that was broken off. `removed` are the ids of
    files that were taken away meanwhile.
    """
    applied = MigrationRecorder(connection).applied_migrations()
    content = {
        "at": at.isoformat(),
        "migrations": sorted(".".join(key) for key in applied),
        "removed": list(removed),
        "sha256": {str(path.relative_to(folder)): _sha256(path) for path in _files(folder)},
    }
    seal = keys.encrypt(_digest(content), purpose=PURPOSE).hex()
    (folder / NAME).write_text(json.dumps({**content, "seal": seal}, indent=1), encoding="utf-8")


def checked(folder: Path) -> dict[str, Any]:
    """The manifest of a backup that is whole, ours, of this engine and not of a newer version. Raises RestoreRefused."""
    manifest = _read(folder)
    _check_content(folder, manifest["sha256"])
    if engine.name() not in manifest["sha256"]:
        raise RestoreRefused("The backup is of another database engine: set DATABASE_URL to the same kind.")
    _check_seal(manifest)
    newer = set(manifest["migrations"]) - {".".join(key) for key in MigrationLoader(None).disk_migrations}
    if newer:
        raise RestoreRefused("The backup was made by a newer version: install that, then restore.")
    return manifest


def _read(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
        whole = all(isinstance(manifest[name], kind) for name, kind in KINDS.items())
    except FileNotFoundError:
        raise RestoreRefused(f"{folder} is no whole backup: it has no {NAME}.") from None
    except (ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise RestoreRefused(f"The backup is damaged: {NAME}. Use another.")
    return dict(manifest)


KINDS = {"at": str, "migrations": list, "removed": list, "sha256": dict, "seal": str}


def _check_content(folder: Path, expected: dict[str, str]) -> None:
    found = {str(path.relative_to(folder)): _sha256(path) for path in _files(folder)}
    damaged = sorted(name for name in expected.keys() | found.keys() if found.get(name) != expected.get(name))
    if damaged:
        raise RestoreRefused(f"The backup is damaged: {', '.join(damaged[:5])}. Use another.")


def _check_seal(manifest: dict[str, Any]) -> None:
    content = {name: manifest[name] for name in KINDS if name != "seal"}
    try:
        sealed = keys.decrypt(bytes.fromhex(manifest["seal"]), purpose=PURPOSE)
    except (keys.Unreadable, keys.KeyringError):
        raise RestoreRefused(
            "This keyring does not open the backup: put back the keyring of its time."
        ) from None
    except ValueError:
        sealed = b""
    if sealed != _digest(content):
        raise RestoreRefused(f"The backup is damaged: {NAME}. Use another.")


def _digest(content: dict[str, Any]) -> bytes:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).digest()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != NAME)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
