"""Which font can print which character, decided before anything is printed.

A typesetter that lacks an ideographic variation (異体字) silently prints the base character: another name. So every
cluster, a character with its variation selector, is looked up in the fonts' own tables (cmap, and cmap format 14 for
variations), the first font that truly has it is chosen, and where none has it the document is refused, loudly.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_jp
from fontTools.ttLib import TTFont

from machimado.kernel.characters import clusters

NOTO = pylopdf_fonts_jp.serif_path()
CANDIDATES = (
    NOTO,
    Path("/usr/share/fonts/truetype/ipamj/ipamjm.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
)
SPACES = {"\n", " ", "\u3000", "\u00a0"}


class UnprintableCharacter(ValueError):
    """No font has this character, or printing it would mislead. `cluster` is the character, `codes` names it."""

    def __init__(self, cluster: str) -> None:
        self.cluster = cluster
        self.codes = " ".join(f"U+{ord(character):04X}" for character in cluster)
        super().__init__(
            f"「{cluster}」({self.codes})を印字できる書体がありません。"
            "似た字で代えることはしません。書体を追加するか、管理者に連絡してください。"
        )


@dataclass(frozen=True)
class Font:
    """A font file, its family's name, and what it can print."""

    family: str
    path: Path
    characters: frozenset[int]
    variations: frozenset[tuple[int, int]]

    def has(self, cluster: str) -> bool:
        """Whether the font has this character, with exactly this variation where one is asked for."""
        for position, character in enumerate(cluster):
            following = cluster[position + 1 : position + 2]
            if is_selector(character):
                continue
            if is_selector(following):
                if (ord(character), ord(following)) not in self.variations:
                    return False
            elif ord(character) not in self.characters:
                return False
        return True


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters that one font prints."""

    text: str
    family: str


@lru_cache(maxsize=1)
def fonts() -> tuple[Font, ...]:
    """The fonts of this machine in order of preference; the first comes with the installation."""
    return tuple(_read(path) for path in CANDIDATES if path.exists())


def _read(path: Path) -> Font:
    with TTFont(path, lazy=True) as file:
        variations = {
            (base, selector)
            for table in file["cmap"].tables
            if table.format == 14
            for selector, pairs in table.uvsDict.items()
            for base, _ in pairs
        }
        family = str(file["name"].getDebugName(1))
        return Font(family, path, frozenset(file.getBestCmap()), frozenset(variations))


def is_selector(character: str) -> bool:
    """Whether the character chooses a variation of the one before it."""
    return bool(character) and (0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF)


def runs(text: str) -> list[Run]:
    """The text, split by the font that prints it. Raises UnprintableCharacter."""
    result: list[Run] = []
    for cluster in clusters(text):
        family = _family(cluster, result[-1].family if result else "")
        if result and result[-1].family == family:
            result[-1] = Run(result[-1].text + cluster, family)
        else:
            result.append(Run(cluster, family))
    return result


def unprintable(text: str) -> list[str]:
    """The characters of a text that no font has."""
    found = []
    for cluster in clusters(text):
        try:
            _family(cluster, "")
        except UnprintableCharacter:
            found.append(cluster)
    return found


@lru_cache(maxsize=65536)
def _family(cluster: str, current: str) -> str:
    known = fonts()
    if cluster in SPACES:
        return current or known[0].family
    if is_selector(cluster[0]) or any(_misleading(character) for character in cluster):
        raise UnprintableCharacter(cluster)
    for font in known:
        if font.has(cluster):
            return font.family
    raise UnprintableCharacter(cluster)


def _misleading(character: str) -> bool:
    """Controls, direction marks and private characters (外字 of some other system) never reach a document."""
    return unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn"}
