"""The columns of a register file, in the terms of GIF's 個人 model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from machimado.core.residents.outward import Fault

HEADERS = {
    "number": ("宛名番号",),
    "family": ("氏", "姓", "氏_漢字"),
    "given": ("名", "名_漢字"),
    "full_name": ("氏名",),
    "kana": ("カナ", "氏名カナ", "カナ氏名", "フリガナ", "氏名_カナ"),
    "family_kana": ("氏カナ", "カナ氏", "氏_カナ", "氏(カナ)", "氏フリガナ"),
    "given_kana": ("名カナ", "カナ名", "名_カナ", "名(カナ)", "名フリガナ"),
    "latin": ("英字", "英字氏名", "氏名英字", "氏名_英字"),
    "alias": ("通称", "通称名"),
    "birth": ("生年月日",),
    "sex": ("性別",),
    "nationality": ("国籍", "国籍等", "国籍・地域"),
    "postal_code": ("郵便番号", "住所_郵便番号"),
    "address": ("住所", "現住所"),
    "prefecture": ("都道府県", "住所_都道府県"),
    "municipality": ("市区町村", "住所_市区町村"),
    "town": ("町字", "住所_町字"),
    "street": ("番地", "番地以下", "住所_番地以下"),
    "building": ("方書", "建物名", "建物名等", "住所_建物名等"),
    "household": ("世帯番号",),
    "relationship": ("続柄",),
    "father": ("父宛名番号", "父の宛名番号"),
    "mother": ("母宛名番号", "母の宛名番号"),
    "parents": ("父母宛名番号", "父母の宛名番号"),
    "changed_on": ("異動日", "異動年月日"),
    "reason": ("異動事由",),
    "protection": ("支援措置", "支援措置区分"),
}
REQUIRED = (
    ("number",),
    ("family", "full_name"),
    ("birth",),
    ("sex",),
    ("address", "town"),
    ("household",),
    ("relationship",),
)

_BY_HEADER = {header: field for field, headers in HEADERS.items() for header in headers}


def title(field: str) -> str:
    """The header by which people know a field."""
    return HEADERS[field][0]


def speaks(line: str) -> bool:
    """Whether a line, read in some encoding, names at least one column that we know."""
    return any(_plain(cell).strip('"') in _BY_HEADER for cell in re.split("[,;\t]", line))


def recognise(header: Sequence[str]) -> tuple[list[str], list[Fault]]:
    """The field of each column, in the file's order; faults for unknown, double and missing columns.

    Where no column is known the first line is no header but somebody's data: it is not repeated.
    """
    fields = [_BY_HEADER.get(_plain(cell), "") for cell in header]
    if not any(fields):
        return fields, [_no_header(header)]
    faults = list(_unknown(header, fields))
    for field in sorted({field for field in fields if field and fields.count(field) > 1}):
        faults.append(
            Fault(
                1, title(field), "", f"「{title(field)}」の列が二つ以上あります。", "一つだけ残してください。"
            )
        )
    if "family" in fields and not {"given", "full_name"} & set(fields):
        remedy = "「名」の列を加えるか、「氏」の代わりに「氏名」の列を置いてください。"
        faults.append(Fault(1, title("given"), "", "「氏」の列だけがあり、「名」の列がありません。", remedy))
    for choices in REQUIRED:
        if not any(field in fields for field in choices):
            names = "または".join(f"「{title(field)}」" for field in choices)
            faults.append(
                Fault(
                    1,
                    title(choices[0]),
                    "",
                    f"{names}の列がありません。",
                    "1行目(見出し)に列を加えてください。",
                )
            )
    return fields, faults


def _no_header(header: Sequence[str]) -> Fault:
    remedy = f"1行目に列の名前を置いてください。使える列: {'、'.join(v[0] for v in HEADERS.values())}"
    if len(header) == 1 and speaks(header[0]):
        return Fault(1, "", "", "値がカンマで区切られていません。", "カンマ区切りのCSVで保存してください。")
    return Fault(1, "", "", "1行目に見出し(列の名前)がありません。", remedy)


def _unknown(header: Sequence[str], fields: Sequence[str]) -> Iterator[Fault]:
    for cell, field in zip(header, fields, strict=True):
        if not field:
            near = get_close_matches(_plain(cell), _BY_HEADER, n=1, cutoff=0.5)
            hint = f"「{near[0]}」ではありませんか。" if near else ""
            remedy = f"{hint}列の名前を直すか、列を取り除いてください。使える列: {'、'.join(v[0] for v in HEADERS.values())}"
            yield Fault(1, cell, cell, f"「{cell}」という列は知られていません。", remedy)


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).replace(" ", "").removeprefix("\ufeff").strip()
