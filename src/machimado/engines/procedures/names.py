"""Comparing names as a bank writes them with names as the register writes them."""

from typing import Any

from machimado.kernel import kana

LARGE = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")


def bare_kana(value: Any) -> str:
    """Kana of a name or of an account: full width, katakana, no spaces, small letters large (banks know no small ones)."""
    if isinstance(value, dict):
        value = value.get("名義") or value.get("氏カナ", "") + value.get("名カナ", "")
    text = "".join(kana.katakana(str(value or "")).split())
    return text.translate(LARGE)
