"""What an import tells people: a file with every fault for those who mend it, and sentences without personal data."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path

from machimado.core.residents.outward import Fault

HEADER = ("行", "列", "値", "問題", "すること")


def write_report(path: Path, faults: Sequence[Fault]) -> Path:
    """A CSV that spreadsheets open; it holds the values, so only its owner may read it."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for fault in faults:
            writer.writerow(
                [fault.line or "", fault.column, _plain(fault.value), fault.problem, fault.remedy]
            )
    return path


def masked(fault: Fault) -> str:
    """One line for a terminal or a log: where and what, without the value."""
    where = f"{fault.line}行目" if fault.line else "ファイル全体"
    column = f"「{fault.column}」" if fault.column and fault.line != 1 else ""
    return f"{where}{column}: {fault.problem} {fault.remedy}"


def _plain(value: str) -> str:
    """A value that a spreadsheet will not take for a formula, with control characters made visible."""
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in value[:200])
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@") else shown
