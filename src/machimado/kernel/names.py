"""The name of a person in all its forms."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

from machimado.kernel.characters import clusters, fold
from machimado.kernel.kana import katakana, sound


@dataclass(frozen=True, slots=True)
class Name:
    """GIF 個人 氏名: 氏, 名, カナ, 英字 and 通称, each in its own characters; empty where there is none.

    A person may have one name only, a name in letters only, or a very long one.
    """

    family: str = ""
    given: str = ""
    family_kana: str = ""
    given_kana: str = ""
    latin: str = ""
    alias: str = ""

    @property
    def display(self) -> str:
        """The registered name as it is printed: 「山田　太郎」, 「SMITH JOHN」, 「林」."""
        return _join(self.family, self.given) or self.latin or self.alias

    @property
    def kana(self) -> str:
        """The reading as registered; empty where the register has none."""
        return _join(self.family_kana, self.given_kana)

    @property
    def familiar(self) -> str:
        """What the person is called by: the registered 通称 where there is one, else the name."""
        return self.alias or self.display

    @property
    def ruby(self) -> str:
        """The reading in full-width katakana, for ふりがな."""
        return katakana(self.kana)

    @property
    def masked(self) -> str:
        """For places where a name must not be read in full: 「山○　太○」."""
        return _join(_mask(self.family), _mask(self.given)) or _mask(self.latin) or _mask(self.alias)

    def search_keys(self) -> tuple[str, str]:
        """Keys for finding the person by any written form, and by any reading."""
        written = " ".join(
            key for key in map(fold, (self.family + self.given, self.latin, self.alias)) if key
        )
        return written, sound(self.family_kana + self.given_kana)

    def __str__(self) -> str:
        return self.display


def _join(family: str, given: str) -> str:
    if not family or not given:
        return family or given
    narrow = all(east_asian_width(char) not in "WFH" for char in family + given)
    return f"{family}{' ' if narrow else chr(0x3000)}{given}"


def _mask(part: str) -> str:
    seen = clusters(part)
    return "".join(seen[:1] + ["○"] * (len(seen) - 1))
