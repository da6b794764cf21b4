"""Typesetting with Typst: trusted layout as source, everything else as data.

Layouts come from the packs; a person's data only ever enters as JSON through `sys.inputs`, never as Typst source.
The same layout, data and instant give the same bytes.
"""

import io
import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
import typst

from machimado.engines.documents import fonts

LIBRARY = Path(__file__).parent / "typst" / "letter.typ"
STANDARDS = ["a-2a", "ua-1"]


class LayoutError(Exception):
    """The layout could not be typeset; says what Typst said."""


def typeset(layout: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """A tagged PDF (PDF/A-2a and PDF/UA-1) of `layout` filled with `data`.

    Raises fonts.UnprintableCharacter where no font has a character of the data, LayoutError where the layout is wrong.
    """
    source = LIBRARY.read_text() + "\n" + layout
    try:
        pdf, warnings = typst.compile_with_warnings(
            source.encode(),
            format="pdf",
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(printable(data), ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        raise LayoutError(f"{error.message} {error.diagnostic}") from error
    if warnings:
        raise LayoutError("; ".join(warning.message for warning in warnings))
    return bytes(pdf)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    folders = sorted({str(font.path.parent) for font in fonts.fonts()})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def printable(value: Any) -> Any:
    """The data with each text that needs more than the first font split into runs: {"runs": [[text, family], …]}."""
    if isinstance(value, str):
        pieces = fonts.runs(value)
        if len(pieces) <= 1 and (not pieces or pieces[0].family == fonts.fonts()[0].family):
            return value
        return {"runs": [[piece.text, piece.family] for piece in pieces]}
    if isinstance(value, Mapping):
        return {key: value[key] if key.startswith("svg") else printable(value[key]) for key in value}
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    return value


def unprintable(value: Any) -> list[str]:
    """The characters of the data that no font has, each once."""
    if isinstance(value, str):
        return fonts.unprintable(value)
    if isinstance(value, Mapping):
        parts = [value[key] for key in value if not key.startswith("svg")]
    else:
        parts = list(value) if isinstance(value, list | tuple) else []
    return list(dict.fromkeys(cluster for part in parts for cluster in unprintable(part)))


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from pypdf import PdfReader  # slow to load

    return len(PdfReader(io.BytesIO(pdf)).pages)


def qr(address: str) -> str:
    """A QR code as SVG text."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", xmldecl=False, border=2)
    return out.getvalue().decode()
