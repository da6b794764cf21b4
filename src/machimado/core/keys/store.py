"""The process's copy of the keyring file, read again when the file changes (another process rotated)."""

import os
import threading
from pathlib import Path

from django.conf import settings

from machimado.core.keys import keyring
from machimado.core.keys.keyring import Keyring
from machimado.kernel import clock

_mutex = threading.Lock()
_loaded: tuple[tuple[str, int, int], Keyring] | None = None


def path() -> Path:
    return Path(settings.MACHIMADO_KEYRING)


def ring() -> Keyring:
    """The keyring as it is now. The demo and tests make one where there is none; production never does."""
    global _loaded
    file = str(settings.MACHIMADO_KEYRING)
    try:
        stamp = _stamp(file)
    except FileNotFoundError:
        _create_outside_production(path())
        stamp = _stamp(file)
    loaded = _loaded
    if loaded is None or loaded[0] != stamp:
        with _mutex:
            loaded = (stamp, keyring.load(path()))
            _loaded = loaded
    return loaded[1]


def _stamp(file: str) -> tuple[str, int, int]:
    status = os.stat(file)  # noqa: PTH116 - asked for every token, and a Path costs more than the question
    return file, status.st_mtime_ns, status.st_ino


def _create_outside_production(file: Path) -> None:
    if settings.MODE == "production":
        raise keyring.KeyringError(f"There is no keyring at {file}; run: machimado keys create")
    create(file)


def create(file: Path) -> None:
    """Make a first keyring; where another process was quicker, its ring stands."""
    try:
        keyring.save(Keyring.new(at=clock.now()), file, create=True)
    except FileExistsError:
        return
