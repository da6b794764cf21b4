"""docs/screens/: a picture of each page, in its normal and its error state, on phone and desktop. `make screens`.

The list comes from the role × URL table, so that no page can be forgotten; `tests/journeys/test_screens.py` compares.
It serves a small synthetic town from a folder of its own; nobody in the pictures exists.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from machimado.kernel.access import Access
from tests.journeys import browser, server
from tests.journeys.album import NO_PICTURE, ROADS, Album
from tests.journeys.pages import rows, who_opens

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "screens"
FIRST_SIGHT = {("home-due", "phone"), ("draft-check", "phone"), ("desk-cases", "desktop")}
"""What README shows: these as they meet the eye, besides the whole page."""
NAMES = {"portal:home": "home", "procedures:check": "draft-check", "procedures_desk:worklist": "desk-cases"}
"""Pictures that other documents show keep a name of their own."""
NOTHING_TO_GET_WRONG = {
    "account_logout", "account_email_verification_sent", "demo:birth", "procedures:deletion", "procedures:withdrawal",
    "procedures_desk:correction_answer",
    "accounts:link_end", "accounts:link_counter", "accounts:acting", "accounts_desk:post", "messaging:preferences",
    "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_remove_webauthn", "procedures:start",
}  # fmt: skip
"""Forms that only ask "really?", or whose every choice is right."""
UNREACHED = {
    "account_confirm_login_code",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
    "account_set_password",
}
"""Roads of django-allauth that are closed here, or that only a device answers: they lead elsewhere."""
VIEWPORTS = {"phone": browser.PHONE, "desktop": browser.DESKTOP}
EASY = {"django_language": "ja-easy", "furigana": "1"}


@dataclass(frozen=True)
class Screen:
    """One picture. `wrong`: the form is sent empty first, its answer is the picture."""

    name: str
    path: str
    who: str = ""
    road: str = ""
    wrong: bool = False
    cookies: dict[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)


VARIANTS = (
    Screen("home-due", "/", "母-phone"),
    Screen("home-unlinked", "/", "登録前"),
    Screen("home-easy", "/", cookies=EASY),
    Screen("home-dark", "/", options={"color_scheme": "dark"}),
    Screen("home-forced-colors", "/", options={"forced_colors": "active"}),
    Screen("home-english", "/", cookies={"django_language": "en"}),
    Screen("home-320", "/", options={"viewport": browser.NARROW}),
    Screen("home-no-js", "/", options={"java_script_enabled": False}),
    Screen("search-nothing", "/search/?q=ないことば"),
    Screen("not-found", "/no-such-page/"),
    Screen("desk-not-found", "/desk/no-such-page/", "審査"),
    Screen("bad-request", "/?q=%00"),
    Screen("forbidden", "", road="forbidden"),
    Screen("too-many", "", road="too-many"),  # the last: afterwards nobody signs in from here
)


def slug(name: str) -> str:
    """The picture's name for a URL's."""
    return NAMES.get(name, name.replace(":", "-").replace("_", "-"))


def pictured() -> dict[str, Access]:
    """The rows of the role × URL table that are pages."""
    return {n: row for n, row in sorted(rows().items()) if "GET" in row.methods and n not in NO_PICTURE}


def may_go_wrong(name: str, row: Access) -> bool:
    return "POST" in row.methods and name not in NOTHING_TO_GET_WRONG


def screens(paths: dict[str, tuple[str, str]]) -> Iterator[Screen]:
    """Every page in its normal state, each form also in its error state, then the variants."""
    from django.urls import NoReverseMatch, reverse

    for name, row in pictured().items():
        if name in UNREACHED:
            continue
        try:
            path, who = paths.get(name) or (reverse(name), who_opens(row))
        except NoReverseMatch:
            continue
        yield Screen(slug(name), path, who, name)
        if may_go_wrong(name, row):
            yield Screen(f"{slug(name)}-error", path, who, name, wrong=True)
    yield from VARIANTS


def main(only: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    OUT.mkdir(parents=True, exist_ok=True)
    if not only:
        for png in OUT.glob("*.png"):
            png.unlink()
    with tempfile.TemporaryDirectory(prefix="machimado-screens-") as folder, sync_playwright() as playwright:
        town, process = server.build(Path(folder))
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--lang=ja"]
        )
        studio = Studio(chromium, town)
        try:
            album = Album(town, studio.browse, studio.sign_in, Path(folder))
            album.live()
            for screen in screens(album.paths):
                if not only or screen.name in only:
                    studio.draw(screen)
        finally:
            chromium.close()
            server.stop(process)
    print("\n".join(studio.notes))  # noqa: T201


class Studio:
    """The browser before the town."""

    def __init__(self, chromium: Any, town: server.Town) -> None:
        self.chromium, self.town = chromium, town
        self.notes: list[str] = []

    def browse(self, **options: Any) -> Any:
        options = {"locale": "ja-JP", "viewport": browser.DESKTOP, "base_url": self.town.url, **options}
        context = self.chromium.new_context(**options)
        context.set_default_timeout(15_000)
        return context.new_page()

    def sign_in(self, page: Any, who: str) -> None:
        session = {"name": self.town.cookie, "value": self.town.session(who), "url": self.town.url}
        page.context.add_cookies([session])

    def draw(self, screen: Screen) -> None:
        page = self.browse(**screen.options)
        if screen.who:
            self.sign_in(page, screen.who)
        page.context.add_cookies(
            [{"name": n, "value": v, "url": self.town.url} for n, v in screen.cookies.items()]
        )
        if screen.road in ROADS and not screen.who:
            ROADS[screen.road](page)
        else:
            page.goto(screen.path)
        if screen.wrong and not self._wrong(page):
            self.notes.append(f"{screen.name}: no error state was reached ({page.url})")
        else:
            self._keep(page, screen)
        page.context.close()

    def _wrong(self, page: Any) -> bool:
        """Empty what can be emptied and send it; whether the page then says what is wrong."""
        page.evaluate("document.querySelectorAll('main form').forEach(form => { form.noValidate = true; })")
        forms = page.locator("main form[method=post]")
        for box in forms.locator(
            "input:not([type=hidden],[type=radio],[type=checkbox],[type=file]), textarea"
        ).all():
            if box.is_visible() and box.is_editable():
                box.fill("")
        buttons = forms.locator("button:not([hidden])")
        main = forms.locator(".md-button--primary")
        if not buttons.count():
            return False
        (main if main.count() else buttons).first.click()
        page.wait_for_load_state("networkidle")
        return bool(page.locator("#error-summary, .md-error, .md-notice--error").count())

    def _keep(self, page: Any, screen: Screen) -> None:
        for device, viewport in VIEWPORTS.items():
            page.set_viewport_size(screen.options.get("viewport", viewport))
            _write(page.screenshot(full_page=True), OUT / f"{screen.name}-{device}.png")
            if (screen.name, device) in FIRST_SIGHT:
                _write(page.screenshot(), OUT / f"first-sight-{screen.name}-{device}.png")


def _write(png: bytes, path: Path) -> None:
    """Few colours are enough for a page, and the repository stays small."""
    Image.open(BytesIO(png)).convert("RGB").quantize(64).save(path, optimize=True)


if __name__ == "__main__":
    import os

    import django

    os.environ |= {"DJANGO_SETTINGS_MODULE": "machimado.config.settings", "MACHIMADO_MODE": "demo"}
    django.setup()
    main(sys.argv[1:])
