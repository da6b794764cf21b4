"""ふりがな in the easy texts: 漢字《かんじ》, as Aozora Bunko writes it. Shown when asked for, left out otherwise.

｜ before it takes the digits in: ｜1日《ついたち》 (1日 alone would be read いちにち).
"""

import re

from django.utils.safestring import SafeString, mark_safe

_NOTATION = re.compile(r"｜?((?:(?<=｜)[0-9]+)?[一-鿿㐀-䶿豈-﫿𠀀-𪛟々〆ヶ]+)《([ぁ-んァ-ヶー]+)》")
_RUBY = r'<ruby>\1<rp>（</rp><rt aria-hidden="true">\2</rt><rp>）</rp></ruby>'


def strip(text: str) -> str:
    """The text without its readings."""
    return _NOTATION.sub(r"\1", text)


def spoken(text: str) -> str:
    """The text as it is read aloud, for finding it by its sound."""
    return _NOTATION.sub(r"\2", text)


def render(html: str, *, shown: bool) -> SafeString:
    """Turn the notation in already escaped HTML into ruby, or leave the readings out.

    `<rt>` is hidden from screen readers, which would otherwise say each word twice.
    """
    return mark_safe(_NOTATION.sub(_RUBY if shown else r"\1", html))  # noqa: S308 - the input is escaped


_TAG = re.compile(
    r"(<!--.*?-->|<textarea\b.*?</textarea>|<(title|option|text)\b[^>]*>.*?</\2>|<[^>]*>)", re.DOTALL
)
_SPOKEN = re.compile(r'\b(?:aria-label|placeholder|title|data-(?:label|done|stopped|failed)|content)="[^"]*"')


def page(html: str, *, shown: bool) -> SafeString:
    """The same for a whole page: what people typed (`value`, textareas) stays as it is, labels lose their readings."""
    parts = _TAG.split(html)
    parts[0::3] = [render(text, shown=shown) for text in parts[0::3]]
    parts[1::3] = [_labels(tag) for tag in parts[1::3]]
    del parts[2::3]
    return mark_safe("".join(parts))  # noqa: S308 - nothing was added but ruby


def _labels(tag: str) -> str:
    if tag.startswith(("<title", "<option", "<text ", "<text>")):
        return strip(tag)  # neither an option nor a drawing can hold ruby
    return tag if tag.startswith("<textarea") else _SPOKEN.sub(lambda found: strip(found[0]), tag)
