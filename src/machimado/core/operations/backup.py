"""Backups: the database, the files, the roots and the house's own keys of one instant. Never the keyring."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import transaction

from machimado.core.definitions import api as definitions
from machimado.core.files import api as files
from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.core.operations import engine, folders, manifest
from machimado.core.operations.entries import RESTORED
from machimado.core.operations.manifest import RestoreRefused
from machimado.kernel.ref import Ref, system

__all__ = ["RestoreRefused", "RestoreReport", "backup", "restore"]

BY = system("restore")
REMOVED = "files.removed"
LATE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """How many files came back, how many shreddings were repeated, and what journal verification found."""

    files: int
    shredded: int
    faults: tuple[str, ...]


def backup(folder: Path, *, at: datetime) -> Path:
    """Write a backup into a new folder; its path. Others may go on writing.

    Files are copied before the database, for those that are taken away meanwhile, and again after it, for those that
    came. One that came and went in between is on the list of removals, which a restore repeats.
    """
    target = folder / f"machimado-{at:%Y%m%dT%H%M%SZ}"
    target.mkdir(parents=True, mode=0o700)
    folders.copy(settings.MACHIMADO_FILES, target / "files")
    engine.dump(target / engine.name())
    folders.copy(settings.MACHIMADO_FILES, target / "files")
    for name, source in _outside().items():
        if source.exists():
            folders.copy_file(source, target / name)
    folders.close_secrets(target / folders.SECRETS)
    manifest.write(target, removed=_removed(since=at - LATE), at=at)
    return target


def _removed(*, since: datetime) -> list[str]:
    """The files that were taken away while the backup was made; who was slow to commit may say an earlier hour."""
    return [
        str(entry.public["file"]) for entry in journal.entries(type=REMOVED, since=since, limit=1_000_000)
    ]


def restore(folder: Path, *, at: datetime) -> RestoreReport:
    """Bring a backup back: check every digest and the keyring, load, repeat the shreddings since, verify the journal."""
    content = manifest.checked(folder)
    engine.load(folder / engine.name())
    folders.copy(folder / "files", settings.MACHIMADO_FILES, over=True)
    folders.open_secrets(folder / folders.SECRETS)
    for name, here in _outside().items():
        if (folder / name).exists() and not here.exists():
            folders.copy_file(folder / name, here)
    call_command("migrate", verbosity=0, interactive=False)
    definitions.forget()
    shredded = _take_up(content, at=at)
    faults = tuple(str(fault) for fault in journal.verify())
    return RestoreReport(len(content["sha256"]), shredded, faults)


def _take_up(content: dict[str, Any], *, at: datetime) -> int:
    """Go on from the backup's instant: what was done since is not known here. Returns how many were shredded again."""
    journal.mark_restored(at=at)
    with transaction.atomic():
        shredded = journal.replay_shreds(by=BY, at=at)
        for file_id in content["removed"]:
            files.remove(file_id, by=BY, at=at)
        Session.objects.all().delete()  # who signed out since stays out
        jobs.doubt(at=at)  # what is still to be sent may have been
        journal.record(
            RESTORED.name, by=BY, subject=Ref("backup", content["at"]), at=at, public={"taken": content["at"]}
        )
    journal.seal(at=at)
    return shredded


def _outside() -> dict[str, Path]:
    """What the journal keeps outside the database. What lies here is newer than a backup's copy and stays."""
    return {"roots": Path(settings.MACHIMADO_ROOTS), "shreds": Path(settings.MACHIMADO_SHREDS)}
