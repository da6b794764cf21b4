"""The catalogues: complete for the face and what stands on it, and sound."""

from pathlib import Path

import pytest
from babel.messages import pofile
from django.utils import translation

from machimado.ui import catalogues

ROOMS = ("ui", "services/portal", "services/promotion", "services/childcare")


@pytest.mark.parametrize("room", ROOMS)
def test_english_is_complete(room):
    assert catalogues.missing(catalogues.HOUSE / room, "en") == []


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
