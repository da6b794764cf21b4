"""Whatever stands in a file, it is read or refused with line and column; nothing else happens."""

from __future__ import annotations

import contextlib
import csv
import io
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from machimado.core.residents.intake import columns, reading
from machimado.core.residents.intake.reading import Source, Unreadable
from machimado.core.residents.intake.row import read
from machimado.core.residents.tests.conftest import HEADER, row

TODAY = date(2026, 11, 23)
FIELDS, _ = columns.recognise(HEADER)
names = st.text(st.sampled_from("山髙﨑𠮷一ヤﾔAéか々"), min_size=1, max_size=40)


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=40)))
def test_any_cells_are_a_row_or_faults(cells: dict[str, str]) -> None:
    whole = dict(zip(FIELDS, row("001").values(), strict=True)) | cells
    parsed, faults = read(7, whole, as_of=TODAY)
    assert (parsed is None) == bool(faults)
    assert all(fault.line == 7 and fault.column and fault.problem and fault.remedy for fault in faults)


@given(names, names, names)
def test_good_names_stay_as_they_are(family: str, given_name: str, place: str) -> None:
    cells = row("001") | {"氏": family, "名": given_name, "住所": place}
    parsed, faults = read(2, dict(zip(FIELDS, cells.values(), strict=True)), as_of=TODAY)
    assert not faults
    assert parsed is not None
    assert (parsed.family, parsed.given) == (family, given_name)
    assert "".join((parsed.prefecture, parsed.municipality, parsed.town, parsed.street)) == place


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=4), max_size=6))
def test_rows_and_lines_as_a_spreadsheet_writes_them(tmp_path: Path, table: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    path = tmp_path / "t.csv"
    path.write_bytes(text.getvalue().encode("utf-8", errors="replace"))
    with Source(path, "utf-8", "").open() as file:
        found = list(reading.rows(file))
    assert [cells for _, cells in found] == [
        [cell.encode("utf-8", "replace").decode() for cell in cells]
        for cells in table
        if any(cell.strip() for cell in cells)
    ]
    assert [line for line, _ in found] == sorted({line for line, _ in found})


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with contextlib.suppress(Unreadable), reading.inspect(path).open() as file:
        assert all(line >= 1 and cells for line, cells in reading.rows(file))
