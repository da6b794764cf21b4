"""The catalogue is for everyone."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from machimado.core.definitions import api as definitions
from machimado.kernel import clock
from machimado.kernel.ref import system

PACK = Path(__file__).parents[5] / "packs/japan/procedures"
CLAIM = "児童手当認定請求"

pytestmark = pytest.mark.django_db


def test_everyone_can_read_what_a_procedure_asks_and_until_when(client: Client) -> None:
    assert "まだありません" in client.get("/procedures/").content.decode()
    text = (PACK / f"{CLAIM}.yaml").read_text(encoding="utf-8")
    definitions.publish("procedure", CLAIM, text, by=system("tests"), at=clock.now())
    assert "児童手当の認定請求" in client.get("/procedures/").content.decode()
    page = client.get(f"/procedures/{CLAIM}/").content.decode()
    assert "15日以内" in page
    assert "宮城県知事" in page
    assert "デジタル化の段階" in page
    assert "市が持つ情報は、入力も添付もお願いしません" in page
    assert client.get("/procedures/ない手続/").status_code == 404
