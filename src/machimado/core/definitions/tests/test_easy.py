"""Easy texts: a reading at every kanji."""

from datetime import UTC, datetime

import pytest

from machimado.core.definitions import api as definitions
from machimado.core.definitions import easy
from machimado.core.definitions.kinds import KINDS
from machimado.kernel.ref import system
from machimado.kernel.text import Text


class Sign(definitions.Definition):
    title: Text
    rows: list[Text] = []


@pytest.fixture(autouse=True)
def _sign_kind():
    definitions.register_kind("sign", model=Sign, folder="signs")
    yield
    del KINDS["sign"]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("3か月《げつ》の 子《こ》ども", []),
        ("{児童}さんの 分《ぶん》", []),
        ("おしらせ", []),
        ("3か月の 子《こ》ども", ["月"]),
        ("市《し》の 人々", ["人々"]),
        ("生《うま》れた 《ひ》日", ["日"]),
    ],
)
def test_what_has_no_reading(text, unread):
    assert easy.unread(text) == unread


@pytest.mark.django_db
def test_a_pack_with_kanji_that_cannot_be_read_is_refused_with_file_and_key(tmp_path):
    folder = tmp_path / "japan/signs"
    folder.mkdir(parents=True)
    (folder / "窓口.yaml").write_text(
        "title: {日本語: 窓口, やさしい日本語: 窓口《まどぐち》}\n"
        "rows: [{日本語: 市民課}, {日本語: 税務課, やさしい日本語: 税務課と 人《ひと》}]\n",
        encoding="utf-8",
    )
    with pytest.raises(
        definitions.DefinitionError,
        match=r"^signs/窓口\.yaml: rows\.1\.やさしい日本語: 「税務課」に読みがありません。",
    ):
        definitions.load_pack(tmp_path / "japan", by=system("test"), at=datetime(2026, 11, 1, tzinfo=UTC))
