"""The catalogues: complete for the face and what stands on it, and sound."""

import re
from pathlib import Path

import pytest
from babel.messages import pofile
from django.utils import translation

from machimado.ui import catalogues, ruby

ROOMS = sorted(
    {po.parents[3].relative_to(catalogues.HOUSE).as_posix() for po in catalogues.files()}
    | {
        html.relative_to(catalogues.HOUSE).as_posix().split("/templates/")[0]
        for html in catalogues.HOUSE.rglob("templates/**/*.html")
    }
)
DESK_ROOMS = {"core/lookup", "core/operations", "engines/rules"}
"""Rooms that only officials see: their easy Japanese falls back to Japanese."""
KANJI = re.compile(r"[\u4e00-\u9fff々]")


@pytest.mark.parametrize("room", ROOMS)
def test_english_is_complete(room):
    assert catalogues.missing(catalogues.HOUSE / room, "en") == []


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in DESK_ROOMS])
def test_easy_japanese_is_complete_where_residents_read(room):
    """What holds a 漢字 and stands on a resident's page has an easy form."""
    lacking = {
        words for words in catalogues.missing(catalogues.HOUSE / room, "ja_Easy") if KANJI.search(words)
    }
    assert lacking & catalogues.read_by_residents(catalogues.HOUSE / room) == set()


@pytest.mark.parametrize(
    "po", [po for po in catalogues.files() if "ja_Easy" in po.parts], ids=lambda po: po.parts[-5]
)
def test_every_kanji_of_easy_japanese_has_its_reading(po: Path):
    with po.open("rb") as source:
        said = {str(message.id): str(message.string) for message in pofile.read_po(source) if message.string}
    bare = {words for words, easy in said.items() if KANJI.search(ruby.spoken(easy))}
    assert bare & catalogues.in_pages() == set()


@pytest.mark.parametrize("locale", ["en", "ja_Easy"])
def test_the_same_words_are_said_in_the_same_way_everywhere(locale):
    """The catalogues of all rooms become one: two translations of the same words would win or lose by chance."""
    said: dict[tuple[str, str], set[str]] = {}
    for po in catalogues.files():
        if locale in po.parts:
            with po.open("rb") as source:
                for message in pofile.read_po(source):
                    if message.id and message.string:
                        said.setdefault((message.context or "", str(message.id)), set()).add(
                            str(message.string)
                        )
    assert {words: forms for words, forms in said.items() if len(forms) > 1} == {}


@pytest.mark.parametrize("po", catalogues.files(), ids=lambda po: "-".join(po.parts[-5:-2]))
def test_placeholders_survive_translation(po: Path):
    with po.open("rb") as source:
        catalogue = pofile.read_po(source)
    faults = [f"{message.id}: {list(message.check())}" for message in catalogue if list(message.check())]
    assert not faults


def test_compiled_catalogues_speak(client):
    catalogues.compile_stale()
    translation.trans_real._translations.clear()
    client.cookies["django_language"] = "en"
    assert "not connected" in client.get("/offline/").content.decode()
    client.cookies["django_language"] = "ja-easy"
    assert "つながって いません" in client.get("/offline/").content.decode()
