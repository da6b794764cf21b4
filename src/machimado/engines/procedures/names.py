"""Comparing names as a bank writes them with names as the register writes them."""

from typing import Any

import jaconv

SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")


def bare_kana(value: Any) -> str:
    """Kana of a name or of an account holder: full width, katakana, without spaces, small letters made large."""
    if isinstance(value, dict):
        value = value.get("氏カナ", "") + value.get("名カナ", "")
    text = jaconv.hira2kata(jaconv.h2z(str(value or ""), kana=True, ascii=True, digit=True))
    return "".join(text.split()).replace("ー", "-").replace("－", "-").translate(SMALL)
