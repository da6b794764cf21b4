"""Whether two answers say the same thing: what a form writes differently (hyphens, widths, spaces) is no correction.

Characters of names stay what they are: 髙 is not 高, and 﨑 not 崎.
"""

import re
from typing import Any

from machimado.kernel import kana
from machimado.ui.fields import narrow

_HYPHENS = re.compile(r"[-‐‑–—−ー\s]")


def same(one: Any, other: Any) -> bool:
    """Whether an answer that came back from a form is still the one that was put into it."""
    return bool(_bare(one) == _bare(other))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        parts = {name: _bare(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part is not None} or None
    if isinstance(value, list | tuple):
        return sorted(str(_bare(part)) for part in value) or None
    if not isinstance(value, str):
        return value
    return _bare_text(value)


def _bare_text(text: str) -> str | None:
    words = " ".join(text.split())
    number = _HYPHENS.sub("", narrow(words))
    if re.fullmatch(r"\+?[0-9]+", number):
        return number
    reading = kana.katakana(words)
    return (reading if kana.is_kana(reading) else words) or None
