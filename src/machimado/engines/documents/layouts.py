"""Layouts lie beside their definitions in the packs; a city's own comes before the nation's."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


class NoLayout(Exception):
    """A document has a definition and no Typst file."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A Typst source and its digest, which the document keeps."""

    source: str
    sha256: str


def layout(template: str) -> Layout:
    """The layout of a document; packs are asked from the city's back to the nation's. Raises NoLayout."""
    for pack in reversed(settings.PACKS):
        path = Path(pack) / "documents" / f"{template}.typ"
        if path.is_file():
            source = path.read_text(encoding="utf-8")
            return Layout(source, hashlib.sha256(source.encode()).hexdigest())
    raise NoLayout(f"様式「{template}.typ」がパックにありません。")
