"""Kana in either script and either width, brought to one form for storing what people type, and for comparing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TO_KATAKANA = {code: code + 0x60 for code in [*range(0x3041, 0x3097), 0x309D, 0x309E]}
_TO_HIRAGANA = {kata: hira for hira, kata in _TO_KATAKANA.items()}
_VOICED_MARKS = str.maketrans({"\u309b": "\u3099", "\u309c": "\u309a", "ﾞ": "\u3099", "ﾟ": "\u309a"})
_LONG_MARKS = re.compile(r"(?<=[ァ-ヶヷ-ヺー])[-‐‑‒–—―−ｰ－~〜～]")
_SPACES = re.compile(r"\s+")
_KANA = re.compile(r"[ァ-ヺㇰ-ㇿーヽヾ・\u3099\u309a゠=\- 　'’.,()]*")
_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_SOUNDS = str.maketrans("ヂヅヲヰヱ", "ジズオイエ")


def katakana(text: str) -> str:
    """Full-width katakana: やまだ, ﾔﾏﾀﾞ, ヤマタ゛ → ヤマダ. Spaces become one U+3000; nothing else is lost."""
    composed = unicodedata.normalize("NFKC", text.translate(_VOICED_MARKS))
    kata = unicodedata.normalize("NFC", composed.translate(_TO_KATAKANA))
    return _SPACES.sub("\u3000", _LONG_MARKS.sub("ー", kata).strip())


def hiragana(text: str) -> str:
    """Full-width hiragana, for ふりがな."""
    return unicodedata.normalize("NFC", katakana(text).translate(_TO_HIRAGANA))


def is_kana(text: str) -> bool:
    """Whether a text holds nothing but kana (either script, either width) and the marks that stand in names."""
    return _KANA.fullmatch(katakana(text)) is not None


@lru_cache(maxsize=20_000)
def sound(text: str) -> str:
    """A key under which equal readings meet: ヂ/ジ, ヲ/オ, ッ/ツ, long marks, spaces and dots are one. For searching only."""
    folded = katakana(text).translate(_SMALL).translate(_SOUNDS)
    return re.sub(r"[ー・゠=\-\s'’.,()]", "", folded)
