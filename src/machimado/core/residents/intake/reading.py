"""Opening a register file: its encoding, its digest, its rows with their line numbers."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from machimado.core.residents.intake import columns
from machimado.core.residents.outward import Fault

BLOCK = 1 << 20
DOS_END = "\x1a"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read: where, in which encoding, and the SHA-256 of its bytes."""

    path: Path
    encoding: str
    sha256: str

    def open(self) -> IO[str]:
        """Undecodable bytes become U+FFFD, which the checks refuse with line and column."""
        return self.path.open(encoding=self.encoding, errors="replace", newline="")


class Unreadable(Exception):
    """The file as a whole cannot be read; `.fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.problem)
        self.fault = fault


def inspect(path: Path) -> Source:
    """Find the encoding by the header (UTF-8 with or without BOM, CP932) and digest the bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        start = file.read(BLOCK)
        block = start
        while block:
            digest.update(block)
            block = file.read(BLOCK)
    return Source(path, _encoding(start), digest.hexdigest())


def _encoding(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable(_encoding_fault("UTF-16 のファイルです。"))
    header = start.split(b"\n", 1)[0].split(b"\r", 1)[0]
    if b"\0" in header:
        raise Unreadable(_encoding_fault("UTF-16 のファイルか、CSV でないファイルです。"))
    for encoding in ("utf-8-sig", "cp932"):
        if columns.speaks(header.decode(encoding, errors="replace")):
            return encoding
    try:
        header.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(_encoding_fault("文字コードが分かりません。")) from None
    return "utf-8-sig"


def _encoding_fault(problem: str) -> Fault:
    return Fault(
        1,
        "",
        "",
        problem,
        "UTF-8 か CP932 (Shift_JIS) の CSV で保存し、1行目に「宛名番号」などの見出しを置いてください。",
    )


def rows(file: IO[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows, header first, each with the number of the line on which it begins; empty lines are passed over."""
    reader = csv.reader(file, strict=True)
    line = 1
    try:
        for row in reader:
            if row != [DOS_END] and any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error:
        problem = '引用符(")の対応が崩れているか、一つの値が長すぎます。'
        remedy = "この行から後の引用符を確かめてください。値の中の引用符は二つ続けて書きます。"
        raise Unreadable(Fault(line, "", "", problem, remedy)) from None
