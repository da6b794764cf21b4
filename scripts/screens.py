"""docs/screens/: a picture of each page, in its normal and its error state, on phone and desktop. `make screens`.

It serves a small synthetic town from a folder of its own; nobody in the pictures exists.
"""

import sys
import tempfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.journeys import browser, server

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "screens"
BORN = date.today() - timedelta(days=5)  # noqa: DTZ011
BIRTH = f"""宛名番号,氏,名,カナ,生年月日,性別,郵便番号,住所,世帯番号,続柄,父宛名番号,母宛名番号,異動日,異動事由
70000003,青木,陽葵,アオキ ヒマリ,{BORN},女,989-0275,宮城県白石市本町12番地,71000001,子,70000001,70000002,{BORN},出生
"""


@dataclass(frozen=True)
class Screen:
    """One picture. `press` names a button to press first: its answer is the picture."""

    name: str
    path: str
    who: str = ""
    press: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)


EASY = {"django_language": "ja-easy", "furigana": "1"}
SCREENS = (
    Screen("home", "/"),
    Screen("home-due", "/", "健"),
    Screen("home-unlinked", "/", "登録前"),
    Screen("home-easy", "/", cookies=EASY),
    Screen("home-dark", "/", options={"color_scheme": "dark"}),
    Screen("home-forced-colors", "/", options={"forced_colors": "active"}),
    Screen("home-english", "/", cookies={"django_language": "en"}),
    Screen("life-event", "/life/子どもが生まれた/"),
    Screen("search-nothing", "/search/?q=ないことば"),
    Screen("contact", "/contact/"),
    Screen("not-found", "/no-such-page/"),
    Screen("offline", "/offline/"),
    Screen("sign-in", "/accounts/login/"),
    Screen("sign-in-error", "/accounts/login/", press="main form[method=post] .md-button--primary"),
    Screen("my", "/my/", "健"),
    Screen("my-looks", "/my/looks/", "健"),
    Screen("my-children", "/my/children/", "健"),
    Screen("notices", "/my/notices/", "健"),
    Screen("preferences", "/my/preferences/", "健"),
    Screen("procedures", "/procedures/"),
    Screen("procedure", "/procedures/児童手当認定請求/"),
    Screen("promotion", "/promotion/"),
    Screen("promotion-kpi", "/promotion/1-1/"),
    Screen("verify", "/verify/"),
    Screen("desk", "/desk/", "審査"),
    Screen("desk-cases", "/desk/cases/", "審査"),
)
VIEWPORTS = {"phone": browser.PHONE, "desktop": browser.DESKTOP}


def main(only: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="machimado-screens-") as folder:
        town, process = server.build(Path(folder))
        try:
            _happens(town, Path(folder))
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(
                    executable_path="/usr/bin/chromium", args=["--no-sandbox"]
                )
                for screen in SCREENS:
                    if not only or screen.name in only:
                        _draw(chromium, town, screen)
                chromium.close()
        finally:
            server.stop(process)


def _happens(town: server.Town, folder: Path) -> None:
    """A child is born to 青木."""
    file = folder / "birth.csv"
    file.write_text(BIRTH, encoding="utf-8")
    town.import_changes(file)


def _draw(chromium: Any, town: server.Town, screen: Screen) -> None:
    for device, viewport in VIEWPORTS.items():
        options = {"locale": "ja-JP", "viewport": viewport, "base_url": town.url, **screen.options}
        context = chromium.new_context(**options)
        cookies = dict(screen.cookies)
        if screen.who:
            cookies[town.cookie] = town.session(screen.who)
        context.add_cookies([{"name": n, "value": v, "url": town.url} for n, v in cookies.items()])
        page = context.new_page()
        page.goto(screen.path)
        if screen.press:
            page.locator(screen.press).first.click()
            page.wait_for_load_state("networkidle")
        _keep(page.screenshot(full_page=True), OUT / f"{screen.name}-{device}.png")
        context.close()


def _keep(png: bytes, path: Path) -> None:
    """Few colours are enough for a page, and the repository stays small."""
    try:
        from PIL import Image
    except ImportError:
        path.write_bytes(png)
        return
    Image.open(BytesIO(png)).convert("RGB").quantize(128).save(path, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
