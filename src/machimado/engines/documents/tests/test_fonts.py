"""Each character in a font that truly has it, or a loud refusal."""

import pytest

from machimado.engines.documents import fonts
from machimado.engines.documents.fonts import UnprintableCharacter

NABE = "\u9089"
IPAMJ = "IPAmjMincho"
needs_ipamj = pytest.mark.skipif(
    all(font.family != IPAMJ for font in fonts.fonts()), reason="fonts-ipamj-mincho is not installed"
)


def families(text: str) -> list[str]:
    return [run.family for run in fonts.runs(text)]


@pytest.mark.parametrize("name", ["髙橋", "山﨑", "\U00020bb7田", NABE + "\U000e0100", "O’Brien", "Nguyễn"])
def test_hard_names_stay_in_one_font(name: str) -> None:
    assert families(name) == ["Noto Serif JP"]


@needs_ipamj
def test_a_variation_goes_to_the_font_that_has_it_and_its_neighbours_stay() -> None:
    runs = fonts.runs(f"渡{NABE}\U000e010f太")
    assert [(run.text, run.family) for run in runs] == [
        ("渡", "Noto Serif JP"),
        (f"{NABE}\U000e010f", IPAMJ),
        ("太", "Noto Serif JP"),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"渡{NABE}\U000e01ef", "U+9089 U+E01EF"),  # a variation that nobody has
        ("\ue000", "U+E000"),  # 外字 of some other system
        ("山\u202e田", "U+202E"),  # a direction mark that would show another name
        ("\U000e0100", "U+E0100"),  # a variation of nothing
        ("😀", "U+1F600"),
    ],
)
def test_what_no_font_has_is_refused_by_its_code(text: str, codes: str) -> None:
    with pytest.raises(UnprintableCharacter) as caught:
        fonts.runs(text)
    assert caught.value.codes == codes
    assert codes in str(caught.value)


def test_every_text_of_the_layouts_can_be_printed() -> None:
    from machimado.engines.documents.tests.conftest import PACKS
    from machimado.engines.documents.typesetting import LIBRARY

    for file in [LIBRARY, *PACKS.glob("*/documents/*.typ")]:
        assert set(families(file.read_text())) == {"Noto Serif JP"}, file
