"""What verification finds."""

from dataclasses import dataclass
from enum import Enum

from machimado.kernel.text import Text


class Kind(Enum):
    """How a part differs from what was written."""

    ALTERED = Text(ja="書き換えられています", easy="変えられて います", en="was altered")
    MISSING = Text(ja="ありません", easy="ありません", en="is missing")
    SURPLUS = Text(ja="あるはずのないものです", easy="ないはずの ものです", en="should not be there")


@dataclass(frozen=True)
class Fault:
    """One fault: the place ("entry", "subtree", "root", "outside root", or the kind of a digest), which, and what of it."""

    place: str
    id: str
    part: str
    kind: Kind

    def __str__(self) -> str:
        return f"{self.place} {self.id}: {self.part} {self.kind.value.en}"

    def sentence(self, language: str = "ja") -> str:
        """The fault for people."""
        return f"{self.place} {self.id}（{self.part}）: {self.kind.value.in_language(language)}"
