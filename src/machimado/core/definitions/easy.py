"""やさしい日本語 has a reading at every kanji, 漢字《かんじ》: who needs one needs them all. Plain text leaves them out."""

import re
from collections.abc import Iterator
from typing import Any

from machimado.ui import ruby

KEY = "やさしい日本語"
_KANJI = re.compile(r"[一-鿿㐀-䶿豈-﫿𠀀-𪛟々〆]+")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def unread(text: str) -> list[str]:
    """The kanji of a text that have no reading; placeholders are filled with names and dates as they are."""
    return _KANJI.findall(ruby.spoken(_PLACEHOLDER.sub("", text)))


def faults(body: Any, place: str = "") -> Iterator[str]:
    """One sentence for each easy text of a body that has kanji without a reading, naming its key."""
    if isinstance(body, dict | list):
        for step, value in body.items() if isinstance(body, dict) else enumerate(body):
            yield from faults(value, f"{place}.{step}" if place else str(step))
    elif isinstance(body, str) and place.endswith(KEY) and (found := unread(body)):
        yield f"{place}: 「{'」「'.join(found)}」に読みがありません。漢字《かんじ》のように書いてください。"
