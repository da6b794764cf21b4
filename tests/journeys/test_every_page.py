"""Every page, for everyone: axe clean, quiet, no wider than the screen, usable by keyboard, and without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import browser as checks
from tests.journeys.pages import pages

pytestmark = pytest.mark.journey
PAGES = pages()


@pytest.mark.parametrize(("path", "who"), PAGES, ids=[path for path, _ in PAGES])
def test_page_is_for_everyone(path: str, who: str, browse: Callable[..., Any], sign_in: Any) -> None:
    page = browse(viewport=checks.DESKTOP)
    if who:
        sign_in(page, who)
    answer = page.goto(path)
    assert answer.status < 500, path
    page.console.expect(404, 405, 429)
    if "text/html" not in answer.headers.get("content-type", ""):
        return
    checks.axe(page)
    checks.shows_focus(page)
    for viewport in (checks.PHONE, checks.NARROW):
        page.set_viewport_size(viewport)
        checks.fits(page)
    checks.axe(page)
    checks.easy_to_hit(page)


@pytest.mark.parametrize("language", ["ja-easy", "en"])
@pytest.mark.parametrize("path", ["/", "/life/子どもが生まれた/", "/promotion/1-1/", "/contact/"])
def test_page_in_other_languages(path: str, language: str, browse: Callable[..., Any], town: Any) -> None:
    page = browse(viewport=checks.NARROW, color_scheme="dark")
    names = {"django_language": language, "furigana": "1"}
    page.context.add_cookies([{"name": n, "value": v, "url": town.url} for n, v in names.items()])
    page.goto(path)
    assert page.locator("html").get_attribute("lang") == ("en" if language == "en" else "ja")
    checks.fits(page)
    checks.axe(page)


def test_language_switch_works_without_javascript(no_js: Any) -> None:
    no_js.goto("/life/引っ越した/")
    no_js.get_by_role("button", name="やさしい日本語").click()
    assert no_js.url.endswith("/life/%E5%BC%95%E3%81%A3%E8%B6%8A%E3%81%97%E3%81%9F/")
    no_js.get_by_role("button", name="ふりがなを つける").click()
    assert no_js.locator("ruby").count() > 3


def test_missing_page_leads_home(page: Any) -> None:
    page.goto("/no-such-page/")
    page.console.expect(404)
    page.get_by_role("link", name="ホームへ戻る").click()
    page.wait_for_url("**/")


def test_offline_page_is_shown_without_network(browse: Callable[..., Any]) -> None:
    page = browse(viewport=checks.PHONE)
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto("/contact/")
    assert "インターネットにつながっていません" in page.locator("h1").inner_text()
    page.console.said.clear()


def test_skip_link_leads_to_the_content(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("path", ["/", "/promotion/", "/contact/"])
def test_a_page_weighs_little(path: str, browse: Callable[..., Any]) -> None:
    """At most 50 kB on the wire with a cold cache, everything included."""
    page = browse(service_workers="block")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    weights: list[int] = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(path, wait_until="networkidle")
    assert 0 < sum(weights) <= 50_000, sum(weights)
    page.console.said.clear()  # the service worker was kept out on purpose


@pytest.mark.mission("0-stage")
def test_every_procedure_says_which_stage_it_has_reached_and_why(no_js: Any) -> None:
    no_js.goto("/procedures/")
    links = no_js.locator("main .md-list__link").evaluate_all("e => e.map(x => x.getAttribute('href'))")
    assert len(links) >= 2
    for link in links:
        no_js.goto(link)
        stage = no_js.get_by_role("region", name="デジタル化の段階")
        assert stage.locator("[aria-current=step]").count() == 1
        assert len(stage.get_by_text("わけ：").inner_text()) > len("わけ：")
        checks.fits(no_js)
