"""Backups: the database, the files and the roots of one instant, with a manifest of digests. Never the keyring."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from machimado.core.definitions import api as definitions
from machimado.core.journal import api as journal
from machimado.core.keys import api as keys
from machimado.core.operations import engine
from machimado.kernel.ref import system

MANIFEST = "manifest.json"
PROBE = b"machimado"


class RestoreRefused(RuntimeError):
    """A restore that would not be whole; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """How many files came back, how many shreddings were repeated, and what journal verification found."""

    files: int
    shredded: int
    faults: tuple[str, ...]


def backup(folder: Path, *, at: datetime) -> Path:
    """Write a backup into a new folder; its path. The database first: a file that it names is already on disk."""
    target = folder / f"machimado-{at:%Y%m%dT%H%M%SZ}"
    target.mkdir(parents=True, mode=0o700)
    engine.dump(target / engine.name())
    if settings.MACHIMADO_FILES.exists():
        shutil.copytree(settings.MACHIMADO_FILES, target / "files")
    for name, source in _outside().items():
        if source.exists():
            shutil.copyfile(source, target / name)
    manifest = {
        "at": at.isoformat(),
        "probe": keys.encrypt(PROBE, purpose="backup").hex(),
        "sha256": {str(path.relative_to(target)): _sha256(path) for path in _files(target)},
    }
    (target / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    return target


def restore(folder: Path, *, at: datetime) -> RestoreReport:
    """Bring a backup back: check every digest and the keyring, load, repeat the shreddings since, verify the journal."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    _check(folder, manifest)
    engine.load(folder / engine.name())
    if (folder / "files").exists():
        shutil.copytree(folder / "files", settings.MACHIMADO_FILES, dirs_exist_ok=True)
    for name, here in _outside().items():
        if (folder / name).exists() and not here.exists():
            shutil.copyfile(folder / name, here)
    definitions.forget()
    journal.mark_restored(at=at)
    shredded = journal.replay_shreds(by=system("restore"), at=at)
    journal.seal(at=at)
    faults = tuple(str(fault) for fault in journal.verify())
    return RestoreReport(len(manifest["sha256"]), shredded, faults)


def _outside() -> dict[str, Path]:
    """What the journal keeps outside the database. What lies here is newer than a backup's copy and stays."""
    return {"roots": Path(settings.MACHIMADO_ROOTS), "shreds": Path(settings.MACHIMADO_SHREDS)}


def _check(folder: Path, manifest: dict[str, dict[str, str]]) -> None:
    expected = manifest["sha256"]
    found = {str(path.relative_to(folder)): _sha256(path) for path in _files(folder)}
    damaged = sorted(name for name, digest in expected.items() if found.get(name) != digest)
    if damaged:
        raise RestoreRefused(f"The backup is damaged: {', '.join(damaged[:5])}. Use another.")
    if engine.name() not in expected:
        raise RestoreRefused("The backup is of another database engine: set DATABASE_URL to the same kind.")
    try:
        keys.decrypt(bytes.fromhex(str(manifest["probe"])), purpose="backup")
    except (keys.Unreadable, keys.KeyringError):
        raise RestoreRefused(
            "This keyring does not open the backup: put back the keyring of its time."
        ) from None


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
