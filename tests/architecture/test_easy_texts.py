"""Every kanji of every easy text of the packs has its reading: in the definitions, the city's file and its pages."""

from pathlib import Path

import pytest
import yaml

from machimado.core.definitions import easy

PACKS = Path(__file__).resolve().parents[2] / "packs"
DEFINITIONS = sorted(PACKS.rglob("*.yaml"))
PAGES = sorted(PACKS.rglob("*.easy.md"))


@pytest.mark.parametrize("file", DEFINITIONS, ids=lambda file: str(file.relative_to(PACKS)))
def test_the_easy_texts_of_a_definition_can_be_read(file: Path) -> None:
    assert list(easy.faults(yaml.safe_load(file.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(PACKS)))
def test_an_easy_page_can_be_read(file: Path) -> None:
    assert easy.unread(file.read_text(encoding="utf-8")) == []
