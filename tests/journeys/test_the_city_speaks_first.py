"""The policy's aim: the guidance for a service comes to the telephone when it is needed, before anybody asks for it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from machimado.adapters.webpush.tests.serving import PushService, serving
from machimado.kernel import clock
from tests.journeys import browser as checks
from tests.journeys.telephone import Telephone

HEADER = "宛名番号,氏,名,カナ,生年月日,性別,郵便番号,住所,世帯番号,続柄,父宛名番号,母宛名番号,異動日,異動事由"
HOME = "989-0275,宮城県白石市本町34番地,71000104,子,70000141,70000142"


@pytest.fixture
def service(town: Any, tmp_path: Path) -> Iterator[PushService]:
    with serving(tmp_path, port=town.push_port) as started:
        yield started


def twins(town: Any, folder: Path) -> None:
    """The night's file of the register: a girl and a boy."""
    day = (clock.today() - timedelta(days=2)).isoformat()
    rows = (
        f"70000143,宍戸,結月,シシド ユヅキ,{day},女,{HOME},{day},出生",
        f"70000144,宍戸,朝陽,シシド アサヒ,{day},男,{HOME},{day},出生",
    )
    path = folder / "changes.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    town.import_changes(path)


@pytest.mark.journey
@pytest.mark.mission("0-push")
def test_a_telephone_is_told_before_anybody_asks_and_one_tap_opens_the_filled_in_form(
    town: Any, browse: Any, sign_in: Any, service: PushService, tmp_path: Path
) -> None:
    page = browse(viewport=checks.PHONE, has_touch=True)
    sign_in(page, "父-telephone")
    telephone = Telephone(page, service)
    telephone.subscribe()
    twins(town, tmp_path)

    shown = telephone.receive("期限があります")
    assert shown["title"] == "まちまど"
    for secret in ("宍戸", "律", "結月", "朝陽", "児童手当", "本町"):
        assert secret not in shown["title"] + shown["body"]

    telephone.tap(shown)
    said = page.locator("main").inner_text()
    assert "児童手当の認定請求" in said
    assert "この手続きをご案内した理由" in said
    assert "期限" in said
    assert "入力ずみ" in said
    checks.axe(page)
    page.get_by_role("link", name="養育している児童").click()
    filled = page.locator("main").inner_text()
    assert "結月" in filled
    assert "朝陽" in filled
    assert "住民記録から" in filled
