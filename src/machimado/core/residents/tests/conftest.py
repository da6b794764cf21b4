"""Files of a register, written for one test."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from machimado.core.residents import api as residents
from machimado.core.residents.outward import ImportReport
from machimado.kernel.ref import system

HEADER = [
    "宛名番号",
    "氏",
    "名",
    "カナ",
    "英字",
    "通称",
    "生年月日",
    "性別",
    "住所",
    "世帯番号",
    "続柄",
    "父母宛名番号",
    "異動日",
    "異動事由",
    "支援措置",
]
AT = datetime(2026, 11, 23, 3, tzinfo=UTC)
SUZUKI = "宮城県白石市大手町1番1号"

Cells = dict[str, str]


def row(number: str, name: str = "鈴木 一郎", **cells: str) -> Cells:
    """One row; the family of three of 世帯 100 unless told otherwise."""
    family, _, given = name.partition(" ")
    base = {
        "宛名番号": number,
        "氏": family,
        "名": given,
        "カナ": "スズキ　イチロウ",
        "英字": "",
        "通称": "",
        "生年月日": "1985-04-02",
        "性別": "男",
        "住所": SUZUKI,
        "世帯番号": "100",
        "続柄": "世帯主",
        "父母宛名番号": "",
        "異動日": "",
        "異動事由": "",
        "支援措置": "",
    }
    return {**base, **cells}


def family() -> list[Cells]:
    return [
        row("001"),
        row("002", "鈴木 花子", 性別="女", 生年月日="昭和62年3月1日", 続柄="妻"),
        row("003", "鈴木 翔", 生年月日="2020-05-05", 続柄="子", 父母宛名番号="001 002"),
    ]


def text_of(rows: list[Cells], header: list[str] | None = None) -> str:
    header = header or HEADER
    text = io.StringIO()
    writer = csv.DictWriter(text, header, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


Load = Callable[..., ImportReport]


@pytest.fixture(autouse=True)
def _own_var(settings: object, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"  # type: ignore[attr-defined]


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Load]:
    """Import rows (or raw bytes) now; `full` unless told otherwise."""

    def _load(
        rows: list[Cells] | bytes,
        *,
        mode: str = "full",
        at: datetime = AT,
        encoding: str = "utf-8",
        header: list[str] | None = None,
        confirm: bool = False,
    ) -> ImportReport:
        path = tmp_path / "register.csv"
        path.write_bytes(rows if isinstance(rows, bytes) else text_of(rows, header).encode(encoding))
        return residents.import_register(
            path,
            mode=mode,
            by=system("test"),
            at=at,
            confirm_departures=confirm,  # type: ignore[arg-type]
        )

    return _load
