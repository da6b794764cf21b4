"""One value of a register file, by its column: brought to one form, or refused with what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from machimado.core.residents.intake.reasons import REASONS, is_protection
from machimado.kernel.characters import Refusal, refuse_address, refuse_name
from machimado.kernel.kana import is_kana
from machimado.kernel.wareki import InvalidDate, VagueDate, parse_date, parse_vague

LONGEST = 500
UNKNOWN = "不詳"


class Wrong(Exception):
    """A value that cannot be taken in: what is wrong, and what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+\d+")
_ERA_CODE = re.compile(r"([1-5MTSHRmtshr])(\d\d)(\d\d)(\d\d)")
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")
_ERAS = dict(zip("12345", "MTSHR", strict=True))


def bare(cell: str) -> str:
    """A cell without what surrounds its value: spaces, and a spreadsheet's ="…" around what must stay text."""
    cell = cell.strip()
    return found[1].strip() if cell[:1] == "=" and (found := _AS_TEXT.fullmatch(cell)) else cell


def _digits(cell: str) -> str:
    """Of a number: either width, and without the apostrophe by which spreadsheets keep leading zeros."""
    plain = unicodedata.normalize("NFKC", cell).removeprefix("'")
    if _ROUNDED.fullmatch(plain):
        raise Wrong(
            "番号が「1.23E+14」の形に丸められ、もとの数字が失われています。",
            "表計算ソフトで開いて保存し直したファイルではなく、もとのファイルを使ってください。",
        )
    return plain


def _number(cell: str) -> str:
    plain = _digits(cell)
    if not re.fullmatch(r"\d{1,15}", plain, re.ASCII):
        raise Wrong("宛名番号は15桁までの数字です。", "数字だけで書いてください。先頭の0も省かずに書きます。")
    return plain


def _optional_number(cell: str) -> str:
    return _number(cell) if cell.strip("0０") else ""


def _several_numbers(cell: str) -> str:
    parts = re.split(r"[\s、,，;；/／|・]+", cell)
    if len(parts) > 2:
        raise Wrong(
            "父母の宛名番号が三つ以上あります。", "父、母の順に、空白で区切って二つまで書いてください。"
        )
    return " ".join(_number(part) for part in parts if part.strip("0０"))


def _household(cell: str) -> str:
    plain = _digits(cell)
    if not re.fullmatch(r"[0-9A-Za-z-]{1,20}", plain):
        raise Wrong("世帯番号は20桁までの数字や英字です。", "世帯番号を入れてください。")
    return plain


def _date(cell: str) -> str:
    if not cell:
        raise Wrong("日付がありません。", "「令和8年11月23日」や「2026-11-23」のように書いてください。")
    try:
        return parse_date(_spelt_out(cell)).isoformat()
    except InvalidDate as invalid:
        raise Wrong(invalid.text.ja, "日付を直してください。元号でも西暦でも書けます。") from None


def _spelt_out(cell: str) -> str:
    """As systems export dates: 3600402 and S600402 are 昭和60年4月2日; midnight adds nothing to a day."""
    if code := _ERA_CODE.fullmatch(cell):
        era, *parts = code.groups()
        return f"{_ERAS.get(era, era)}{'.'.join(parts)}"
    return _MIDNIGHT.sub("", cell)


def _vague(cell: str) -> VagueDate | None:
    try:
        return parse_vague(cell)
    except InvalidDate as invalid:
        raise Wrong(invalid.text.ja, "日付を直してください。元号でも西暦でも書けます。") from None


def _birth(cell: str) -> str:
    """ISO; where the register knows a part only, the first day that it may be, a space, and what is known."""
    vague = _vague(cell)
    return f"{vague.isoformat()} {vague.written}" if vague else _date(cell)


def _change_date(cell: str) -> str:
    """ISO, UNKNOWN where the register says that it does not know the day, or empty."""
    return UNKNOWN if _vague(cell) else _date(cell) if cell else ""


_SEXES = {
    "男": "男", "男性": "男", "1": "男", "M": "男", "MALE": "男", "女": "女", "女性": "女", "2": "女", "F": "女", "FEMALE": "女",
    "": "", "0": "", "3": "", "9": "", "X": "", "-": "", "不明": "", "不詳": "", "その他": "", "空欄": "",
}  # fmt: skip


def _sex(cell: str) -> str:
    plain = unicodedata.normalize("NFKC", cell).upper()
    if plain not in _SEXES:
        raise Wrong("性別として読めません。", "「男」「女」、または空欄にしてください。")
    return _SEXES[plain]


def _checked(cell: str, refuse: Callable[[str], Refusal | None]) -> str:
    if len(cell) > LONGEST:
        raise Wrong(f"{LONGEST}文字を超えています。", "列がずれていないか確かめてください。")
    refusal = refuse(cell)
    if refusal is not None:
        where = f"{refusal.position + 1}文字目({refusal.code})"
        raise Wrong(f"{where}: {refusal.text.ja}", "もとのデータの文字を直してください。")
    return cell


def _name(cell: str) -> str:
    return _checked(cell, refuse_name)


def _place(cell: str) -> str:
    return _checked(cell, refuse_address)


def _reading(cell: str) -> str:
    _checked(cell, refuse_name)
    if not is_kana(re.sub("[A-Za-zＡ-Ｚａ-ｚ]", "", cell)):
        raise Wrong(
            "カナの列に、カナでない文字があります。",
            "カタカナかひらがなで書いてください。全角でも半角でもかまいません。",
        )
    return cell


def _postal_code(cell: str) -> str:
    digits = re.sub(r"[\s\-‐−ー〒]", "", unicodedata.normalize("NFKC", cell))
    if digits and not re.fullmatch(r"\d{7}", digits, re.ASCII):
        raise Wrong("郵便番号は7桁の数字です。", "「989-0275」のように書いてください。")
    return f"{digits[:3]}-{digits[3:]}" if digits else ""


def _relationship(cell: str) -> str:
    if not cell:
        raise Wrong("続柄がありません。", "「世帯主」「妻」「子」などを入れてください。")
    if len(cell) > 60:
        raise Wrong("続柄が長すぎます。", "列がずれていないか確かめてください。")
    return "世帯主" if cell in ("本人", "世帯主本人") else _name(cell)


def _reason(cell: str) -> str:
    plain = unicodedata.normalize("NFKC", cell).replace(" ", "")
    if plain and plain not in REASONS:
        raise Wrong("知られていない異動事由です。", f"次のどれかにしてください: {'、'.join(REASONS)}")
    return plain


def _protection(cell: str) -> str:
    plain = _place(cell)
    return plain if is_protection(plain) else ""


_READERS: dict[str, Callable[[str], str]] = {
    "number": _number,
    "family": _name,
    "given": _name,
    "full_name": _name,
    "kana": _reading,
    "family_kana": _reading,
    "given_kana": _reading,
    "latin": _name,
    "alias": _name,
    "birth": _birth,
    "sex": _sex,
    "nationality": _name,
    "postal_code": _postal_code,
    "address": _place,
    "prefecture": _place,
    "municipality": _place,
    "town": _place,
    "street": _place,
    "building": _place,
    "household": _household,
    "relationship": _relationship,
    "father": _optional_number,
    "mother": _optional_number,
    "parents": _several_numbers,
    "changed_on": _change_date,
    "reason": _reason,
    "protection": _protection,
}

_UNIQUE = {"number", "household"}


def _bared(reader: Callable[[str], str]) -> Callable[[str], str]:
    return lambda cell: reader(bare(cell))


READERS: dict[str, Callable[[str], str]] = {
    field: _bared(reader) if field in _UNIQUE else lru_cache(maxsize=20_000)(_bared(reader))
    for field, reader in _READERS.items()
}
"""How each column is read. A town repeats its names, streets and days: what was read once is remembered for a while."""
