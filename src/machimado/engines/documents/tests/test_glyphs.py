"""What is drawn, not what can be copied out: the outlines in the PDF are those of the very character."""

import io
from functools import lru_cache
from typing import Any

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from machimado.engines.documents import fonts, typesetting
from machimado.engines.documents.tests.conftest import AT
from machimado.engines.documents.tests.test_fonts import IPAMJ, NABE, needs_ipamj

PAGE = '#set document(title: "x")\n#set text(font: mincho, lang: "ja")\n#t(d.a)'
Outline = tuple[tuple[str, Any], ...]


def drawn(text: str) -> set[Outline]:
    """The outlines of all glyphs that the fonts of a page with this text carry."""
    with pikepdf.open(io.BytesIO(typesetting.typeset(PAGE, {"a": text}, at=AT))) as pdf:
        descriptors = [
            font.DescendantFonts[0].FontDescriptor
            for page in pdf.pages
            for font in page.Resources.Font.values()
        ]
        return {outline for each in descriptors for outline in _embedded(each)}


def _embedded(descriptor: Any) -> list[Outline]:
    if "/FontFile3" in descriptor:
        cff = CFFFontSet()
        cff.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
        strings = cff[0].CharStrings
        return [_outline(strings[name], None) for name in strings.keys()]  # noqa: SIM118 - not a mapping
    glyphs = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes())).getGlyphSet()
    return [_outline(glyphs[name], glyphs) for name in glyphs.keys()]  # noqa: SIM118


def _outline(glyph: Any, glyphs: Any) -> Outline:
    pen = DecomposingRecordingPen(glyphs)
    glyph.draw(pen)
    return tuple((name, tuple(points)) for name, points in pen.value)


@lru_cache(maxsize=2)
def opened(family: str) -> TTFont:
    return TTFont(next(font.path for font in fonts.fonts() if font.family == family))


def wanted(cluster: str, family: str) -> Outline:
    """The outline of a character, with its variation, in the font itself."""
    file, base = opened(family), ord(cluster[0])
    name = file.getBestCmap()[base]
    if cluster[1:]:
        table = next(table for table in file["cmap"].tables if table.format == 14)
        name = dict(table.uvsDict[ord(cluster[1])])[base] or name
    glyphs = file.getGlyphSet()
    return _outline(glyphs[name], glyphs)


@pytest.mark.parametrize(
    ("cluster", "looks_alike"),
    [
        ("髙", "高"),
        ("﨑", "崎"),
        ("\U00020bb7", "吉"),
        (f"{NABE}\U000e0102", NABE),
        (f"{NABE}\U000e0103", NABE),
        ("葛\U000e0100", "葛"),
        ("辻\U000e0100", "辻"),
        ("\ufa19", "神"),
    ],
)
def test_the_character_itself_is_drawn_and_none_that_looks_alike(cluster: str, looks_alike: str) -> None:
    own, other = wanted(cluster, "Noto Serif JP"), wanted(looks_alike, "Noto Serif JP")
    assert own != other
    found = drawn(cluster)
    assert own in found
    assert other not in found


@needs_ipamj
def test_a_variation_of_another_font_is_drawn_by_that_font() -> None:
    cluster = f"{NABE}\U000e010f"
    assert wanted(cluster, IPAMJ) in drawn(f"渡{cluster}太")
