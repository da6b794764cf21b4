"""Copying what lies in folders while others write there, and the few secrets that are not in the keyring."""

import base64
import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from machimado.core.keys import api as keys

SECRETS = "secrets"
HALF = ".part"  # a file that is still being written


def copy(source: Path, target: Path, *, over: bool = False) -> None:
    """Copy a folder file by file; one that is taken away meanwhile is left out, one that is there is left, or replaced."""
    for path in sorted(source.rglob("*")):
        here = target / path.relative_to(source)
        if path.is_file() and path.suffix != HALF and (over or not here.exists()):
            here.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                copy_file(path, here)


def copy_file(source: Path, target: Path) -> None:
    """Copy one file whole or not at all, for its owner's eyes."""
    beside = target.with_name(f"{target.name}{HALF}")
    beside.touch(mode=0o600)
    try:
        shutil.copyfile(source, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def close_secrets(target: Path) -> None:
    """The keys of the seal and of Web Push, encrypted by the keyring: a machine that has neither still speaks for the city."""
    found = {name: base64.b64encode(path.read_bytes()).decode() for name, path in _secrets()}
    target.write_bytes(keys.encrypt(json.dumps(found).encode(), purpose=SECRETS))


def open_secrets(source: Path) -> None:
    """Put back those that are not here."""
    places = {"seal": Path(settings.MACHIMADO_SEAL), "vapid": Path(settings.MACHIMADO_VAPID)}
    for name, content in json.loads(keys.decrypt(source.read_bytes(), purpose=SECRETS)).items():
        kind, _, rest = name.partition("/")
        path = places[kind] / rest if rest else places[kind]
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(base64.b64decode(content))


def _secrets() -> Iterator[tuple[str, Path]]:
    for path in sorted(Path(settings.MACHIMADO_SEAL).glob("*")):
        if path.is_file():
            yield f"seal/{path.name}", path
    if Path(settings.MACHIMADO_VAPID).exists():
        yield "vapid", Path(settings.MACHIMADO_VAPID)
