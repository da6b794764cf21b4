"""Fixtures of the journeys: a small town behind the real server, and Chromium before it.

    def test_story(town, page, sign_in, axe):
        sign_in(page, "健")            # 健, 美咲, 渡邉子, 一郎, 登録前 (not yet linked); 受付, 審査, 決裁, 管理, 監査
        page.goto("/my/")
        axe(page)

`page` runs on the phone and on the desktop; `no_js` is a page without JavaScript; `browse(width…)` opens any other.
Every page fails its test when the console holds an error. `town.machimado("residents", "import", …)` moves the town on.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import browser as checks
from tests.journeys import server

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Town]:
    made, process = server.build(Path(tmp_path_factory.mktemp("town")))
    yield made
    server.stop(process)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def browse(town: server.Town, chromium: Any) -> Iterator[Callable[..., Any]]:
    """Open a page of one's own: browse(viewport=…, java_script_enabled=False, color_scheme="dark" …)."""
    contexts, consoles = [], []

    def opened(**options: Any) -> Any:
        options = {"locale": "ja-JP", "viewport": checks.DESKTOP, "base_url": town.url, **options}
        context = chromium.new_context(**options)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.console = checks.Console(page)
        contexts.append(context)
        consoles.append(page.console)
        return page

    yield opened
    for context in contexts:
        context.close()
    for console in consoles:
        console.assert_quiet()


@pytest.fixture(params=["phone", "desktop"])
def page(request: pytest.FixtureRequest, browse: Callable[..., Any]) -> Any:
    """A page on the phone, then on the desktop."""
    phone = request.param == "phone"
    return browse(
        viewport=checks.PHONE if phone else checks.DESKTOP,
        has_touch=phone,
    )


@pytest.fixture
def no_js(browse: Callable[..., Any]) -> Any:
    """A page on the phone without JavaScript."""
    return browse(viewport=checks.PHONE, java_script_enabled=False)


@pytest.fixture
def sign_in(town: server.Town) -> Callable[[Any, str], None]:
    """Sign somebody in, officials with their second factor: the session is laid into the browser as a cookie."""

    def entered(page: Any, who: str) -> None:
        session = {"name": town.cookie, "value": town.session(who), "url": town.url}
        page.context.add_cookies([session])

    return entered


@pytest.fixture
def axe() -> Callable[[Any], None]:
    return checks.axe
