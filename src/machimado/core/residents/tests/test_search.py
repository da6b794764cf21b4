"""People are found by what an ordinary keyboard can type; their names stay as they are."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from machimado.core.residents import api as residents
from machimado.core.residents.models import PersonVersion
from machimado.core.residents.tests.conftest import Load, row

pytestmark = pytest.mark.django_db
OFFICIAL = residents.Viewer("official")
PEOPLE = [
    row("001", "Müller José", カナ=""),
    row("002", 氏="", 名="", カナ="", 英字="NGUYỄN THỊ ÁNH", 通称="阮 英", 世帯番号="2"),
    row("003", "İlker Şahin", カナ="", 世帯番号="3"),
    row("004", "髙橋 一", 世帯番号="4"),
]


def found(query: str) -> list[str]:
    return [each.number for each in residents.search(query, viewer=OFFICIAL, at=date(2026, 12, 1))]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("muller", "001"),
        ("MÜLLER jose", "001"),
        ("nguyen anh", "002"),
        ("Nguyễn", "002"),
        ("ilker", "003"),
        ("İLKER sahin", "003"),
        ("高橋", "004"),
    ],
)
def test_names_with_diacritics(load: Load, query: str, number: str) -> None:
    assert load(PEOPLE).accepted
    assert found(query) == [number]


def test_keys_from_before_are_renewed_and_names_are_not(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    load(PEOPLE)
    kept = list(PersonVersion.objects.order_by("pk").values())
    PersonVersion.objects.filter(person="001").update(written_key="müllerjosé")
    PersonVersion.objects.filter(person="003").update(written_key="i̇lkerşahin")
    migration = import_module("machimado.core.residents.migrations.0005_names_found_with_any_keyboard")
    monkeypatch.setattr(migration, "CHUNK", 2)
    migration.renew_keys(apps, SimpleNamespace(connection=connection))
    assert list(PersonVersion.objects.order_by("pk").values()) == kept
