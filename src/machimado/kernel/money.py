"""Amounts of money in whole yen."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from machimado.kernel.text import Text

Yen = int
"""Whole yen; the law knows no smaller coin (通貨の単位及び貨幣の発行等に関する法律2条)."""


class InvalidAmount(ValueError):
    """A text that is no amount of yen. `.text` says what to write instead."""

    def __init__(self) -> None:
        self.text = Text(
            ja="金額として読めません。「15,000円」や「15000」のように書いてください。",
            easy="金額が 読めません。「15,000円」や「15000」のように 書いてください。",
            en="This is not an amount. Write it like 15,000.",
        )
        super().__init__(self.text.ja)


_AMOUNT = re.compile(r"[¥\\]?\s*(?P<sign>-?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)\s*円?")


def parse_yen(text: str) -> Yen:
    """Read 「15,000円」, 「１５０００」, 「¥15,000」. Raises InvalidAmount."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    match = _AMOUNT.fullmatch(plain)
    if match is None:
        raise InvalidAmount
    return int(match["sign"] + match["digits"].replace(",", ""))


def format_yen(amount: Yen, language: str = "ja") -> str:
    """「15,000円」; in English "15,000 yen"."""
    return f"{amount:,} yen" if language == "en" else f"{amount:,}円"


def round_down(amount: Yen | Fraction, *, unit: Yen = 1) -> Yen:
    """Drop what is below the unit (国等の債権債務等の金額の端数計算に関する法律2条: below one yen)."""
    if amount < 0:
        return -round_down(-amount, unit=unit)
    return int(amount // unit) * unit
