"""The messages and papers of the packs are valid, whoever wrote them."""

from pathlib import Path

import pytest

from machimado.core.definitions import api as definitions

PACKS = Path(__file__).parents[5] / "packs"


@pytest.mark.parametrize("file", sorted(PACKS.glob("*/messages/*.yaml")), ids=lambda file: file.stem)
def test_a_message_of_the_packs_is_valid(file: Path) -> None:
    definitions.load_text("message", file.stem, file.read_text())
