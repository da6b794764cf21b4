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
from machimado.core.residents.intake.resolving import place
from machimado.core.residents.intake.row import read
from machimado.core.residents.tests.conftest import HEADER, row
from machimado.kernel.address import Address

TODAY = date(2026, 11, 23)
PLACE_COLUMNS = ["都道府県", "市区町村", "町字", "番地", "方書"]
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
    parts = (parsed.prefecture, parsed.municipality, parsed.town, parsed.street)
    assert "".join(part or "" for part in parts) == place


places = st.text(st.sampled_from("宮城県白石市大手町字青木一丁12番号 "), max_size=9)
said = st.fixed_dictionaries(
    {
        "都道府県": places | st.sampled_from(["", "宮城県", "福島県"]),
        "市区町村": places
        | st.sampled_from(["", "白石市", "刈田郡蔵王町", "蔵王町", "四日市市", "大阪市北区"]),
        "町字": places | st.sampled_from(["", "大手町", "福岡長袋", "字青木", "一番町", "四日市場", "白石"]),
        "番地": places | st.sampled_from(["", "1番1号", "字青木１２番地", "1", "二番地", "1-1"]),
        "方書": places | st.sampled_from(["", "青葉荘", "101号室"]),
    }
)


@given(said, st.sets(st.sampled_from(PLACE_COLUMNS)), st.data())
def test_nothing_of_an_address_in_a_line_and_in_columns_is_lost(
    cells: dict[str, str], columns_there: set[str], data: st.DataObject
) -> None:
    """Whatever the line says (all, the beginning, the end, something else), it and every column are in what is stored."""
    pieces = list(cells.values())
    first, last = data.draw(st.integers(0, 5)), data.draw(st.integers(0, 5))
    line = data.draw(st.just("".join(pieces[first:last])) | places)
    there = {column: cell for column, cell in cells.items() if column in columns_there} | {"住所": line}
    whole = row("001") | there
    fields, _ = columns.recognise(list(whole))
    parsed, faults = read(2, dict(zip(fields, whole.values(), strict=True)), as_of=TODAY)
    assert (parsed is None) == bool(faults)
    if parsed is not None:
        address = str(Address(*place(parsed, None)))
        assert [cell for cell in there.values() if cell.strip() not in address] == []


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
