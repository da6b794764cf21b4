"""The town in every state that a page can show: which path stands for a URL of the role × URL table, and who opens it.

Five families live the story as far as their page needs; what happened to them are the arguments of the URLs.
"""

import hmac
import re
import time
from base64 import b32decode
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.urls import reverse

from machimado.kernel import clock
from tests.journeys import test_a_child_is_born as story
from tests.journeys.hands import Pointer
from tests.journeys.town import RESIDENTS

FAMILIES = {
    "draft": "phone",
    "complete": "telephone",
    "corrected": "desktop-no-js",
    "proposed": "keyboard",
    "decided": "narrow-no-js",
}
PASSWORD = "shiroishi-onsen-kokeshi"  # noqa: S105 (that of the accounts of core.accounts.testing)
NO_PICTURE = {
    "ui:address", "ui:manifest", "ui:service_worker", "ui:icon", "operations:health", "operations:roots", "webpush:key",
    "documents:pdf", "documents_desk:pdf", "mfa_download_recovery_codes",
    "procedures:attachment", "procedures:case_attachment", "procedures_desk:attachment",
}  # fmt: skip
"""Fragments, files and answers to machines."""


class Chapter(story.Story):
    """A family's story, told without judging its pages: the journeys do that."""

    def __init__(self, way: str, town: Any, browse: Any, sign_in: Any) -> None:
        self.way, self.town, self.browse, self.sign_in, self.js = way, town, browse, sign_in, True
        self.father, self.mother = RESIDENTS[f"父-{way}"], RESIDENTS[f"母-{way}"]
        self.born = clock.today() - timedelta(days=3)

    def enter(self, who: str) -> Any:
        page = self.browse(viewport={"width": 1280, "height": 900})
        page.hand = Pointer(page)
        self.sign_in(page, who)
        return page

    def look(self, page: Any) -> None:
        pass


class Album:
    """Paths and people by URL name, as the town has come to be."""

    def __init__(self, town: Any, browse: Any, sign_in: Any, folder: Path) -> None:
        self.town, self.browse, self.folder = town, browse, folder
        self.chapters = {key: Chapter(way, town, browse, sign_in) for key, way in FAMILIES.items()}
        self.paths: dict[str, tuple[str, str]] = {}

    def live(self) -> None:
        """Let the children be born, and each story go as far as its pages need."""
        for chapter in self.chapters.values():
            self.town.import_changes(story.birth(chapter, self.folder))
        self._draft(self.chapters["draft"])
        self._complete(self.chapters["complete"])
        desk = self.chapters["draft"].enter("審査")
        self._corrected(self.chapters["corrected"], desk)
        self._proposed(self.chapters["proposed"], desk)
        self._decided(self.chapters["decided"], desk)
        self._public()
        self._keys()

    def _claim(self, chapter: Chapter) -> tuple[Any, str]:
        page = chapter.enter(f"父-{chapter.way}")
        chapter.until(page, "/my/notices/", "児童手当を請求できます")
        return page, story.claim(chapter, page)

    def _draft(self, chapter: Chapter) -> None:
        """A form half filled in; its 共済 membership asks for a paper."""
        who = f"父-{chapter.way}"
        page = chapter.enter(who)
        chapter.until(page, "/my/notices/", "児童手当を請求できます")
        page.hand.press(page.get_by_role("button", name="記入済みの請求書を開く").first)
        draft = re.sub(r"^https?://[^/]+", "", page.url)
        page.goto(f"{draft}年金/")
        page.hand.choose(page.locator("input[name='年金種別'][value^='共済']").first)
        page.hand.press(page.get_by_role("button", name="保存して次へ"))
        for name in ("draft", "deletion", "attachments"):
            self.paths[f"procedures:{name}"] = (draft if name == "draft" else f"{draft}{name}/", who)
        self.paths["procedures:page"] = (f"{draft}勤務先/", who)
        page.goto(f"{draft}お仕事/")
        story.fill(page, chapter.born)
        page.hand.press(page.get_by_role("button", name="保存して次へ"))
        page.goto(f"{draft}児童/")
        item = page.get_by_role("link", name="続きを入力する").first.get_attribute("href")
        self.paths["procedures:item"] = (item, who)
        self.paths["procedures:start"] = ("/procedures/児童手当認定請求/start/", who)

    def _complete(self, chapter: Chapter) -> None:
        """A form with nothing left to ask, not yet submitted."""
        who = f"父-{chapter.way}"
        page = chapter.enter(who)
        chapter.until(page, "/my/notices/", "児童手当を請求できます")
        page.hand.press(page.get_by_role("button", name="記入済みの請求書を開く").first)
        page.hand.press(page.get_by_role("link", name="続ける"))
        for _ in range(20):
            if page.get_by_role("button", name="提出する").count():
                break
            story.fill(page, chapter.born)
            page.hand.press(story._onward(page))
        self.paths["procedures:check"] = (re.sub(r"^https?://[^/]+", "", page.url), who)

    def _corrected(self, chapter: Chapter, desk: Any) -> None:
        """Sent back with one field to put right."""
        page, case = self._claim(chapter)
        self.paths["procedures_desk:correction"] = (f"/desk{case}correction/", "審査")
        self.paths["procedures_desk:correction_answer"] = (f"/desk{case}correction/answer/", "審査")
        story.return_one_field(chapter, desk, case)
        for name in ("correction", "withdrawal", "receipt"):
            self.paths[f"procedures:{name}"] = (f"{case}{name}/", f"父-{chapter.way}")
        page.close()

    def _proposed(self, chapter: Chapter, desk: Any) -> None:
        page, case = self._claim(chapter)
        desk.goto(f"/desk{case}")
        for name in ("担当になる", "受け付ける"):
            desk.hand.press(desk.get_by_role("button", name=name))
        self.paths["procedures_desk:proposal"] = (f"/desk{case}proposal/?outcome=却下", "審査")
        page.close()

    def _decided(self, chapter: Chapter, desk: Any) -> None:
        page, case = self._claim(chapter)
        desk.goto(f"/desk{case}")
        for name in ("担当になる", "受け付ける"):
            desk.hand.press(desk.get_by_role("button", name=name))
        story.propose(chapter, desk, case)
        self.paths["procedures_desk:case"] = (f"/desk{case}", "決裁")
        story.decide(chapter, case)
        chapter.until(page, case, "通知書(PDF)を開く")
        self.paths["procedures:case"] = (case, f"父-{chapter.way}")
        words = "".join(sheet.extract_text() for sheet in story.notice(chapter, page, case).pages)
        token = re.search(r"/verify/([0-9A-Z]+)/", re.sub(r"\s", "", words))
        assert token
        self.paths["documents:verify"] = (f"/verify/{token[1]}/", "")
        page.close()

    def _public(self) -> None:
        self.paths |= {
            "online_procedures:procedure": ("/procedures/児童手当認定請求/", ""),
            "portal:life_event": ("/life/子どもが生まれた/", ""),
            "portal:news_item": (self._first("/news/", "main ul.md-list a"), ""),
            "portal:page": ("/about/accessibility/", ""),
            "promotion:initiative": ("/promotion/1-1/", ""),
            "rules_desk:rule": (self._first("/desk/rules/", "main ul.md-list a", "審査"), "審査"),
            "procedures_desk:paper": ("/desk/paper/児童手当認定請求/?person=" + RESIDENTS["健"], "審査"),
            "lookup_desk:person": ("/desk/people/" + RESIDENTS["健"] + "/?purpose=inquiry", "受付"),
        }

    def _keys(self) -> None:
        """An authenticator app, a passkey and a forgotten password: the pages about them."""
        who = "渡邉子"
        page = self.chapters["draft"].enter(who)
        totp_page(page)
        for name in (
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_reauthenticate",
        ):
            self.paths[name] = (reverse(name), who)
        self.paths |= {
            "accounts:acting": ("/acting/", "一郎"),
            "childcare:children": ("/my/children/", "一郎"),
        }
        page.close()
        self._passkey("一郎")
        self._reset("resident1@example.jp")

    def _passkey(self, who: str) -> None:
        from tests.journeys import test_passkey as passkey  # it needs Django to be set up

        here = self.town.url.replace(
            "127.0.0.1", "localhost"
        )  # a passkey belongs to a name, never to a number
        page = self.browse(base_url=here)
        page.context.add_cookies([{"name": self.town.cookie, "value": self.town.session(who), "url": here}])
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": passkey.AUTHENTICATOR})
        passkey.keep(page)
        page.goto("/accounts/2fa/webauthn/")
        self.paths["mfa_list_webauthn"] = ("/accounts/2fa/webauthn/", who)
        for name, words in (("mfa_edit_webauthn", "名前を変える"), ("mfa_remove_webauthn", "消す")):
            self.paths[name] = (str(page.get_by_role("link", name=words).get_attribute("href")), who)
        page.close()

    def _reset(self, email: str) -> None:
        page = self.browse()
        page.goto("/accounts/password/reset/")
        page.locator("input[type=email]").fill(email)
        page.locator("main form[method=post] .md-button--primary").first.click()
        letters = page.locator("a[href*='/password/reset/key/']")
        for _ in range(40):
            page.goto("/demo/mail/")
            if letters.count():
                break
            page.wait_for_timeout(500)
        link = str(letters.first.get_attribute("href"))
        self.paths["account_reset_password_from_key"] = (re.sub(r"^https?://[^/]+", "", link), "")
        page.close()

    def _first(self, path: str, link: str, who: str = "") -> str:
        page = self.chapters["draft"].enter(who) if who else self.browse()
        page.goto(path)
        found = page.locator(link).first.get_attribute("href")
        page.close()
        return str(found)


def code_page(page: Any) -> None:
    """Sign up as somebody new: the page that waits for the code of the mail."""
    page.goto("/accounts/signup/")
    page.locator("input[type=email]").fill("new@example.jp")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.locator("main form[method=post] .md-button--primary").first.click()


def totp_page(page: Any) -> None:
    """Begin to use an authenticator app."""
    page.goto("/accounts/2fa/totp/activate/")
    found = re.search(r"[A-Z2-7]{32}", page.locator("main").inner_text())
    assert found
    page.locator("input[name=code]").fill(_code(found[0]))
    page.locator("main form[method=post] .md-button--primary").first.click()
    page.wait_for_url(lambda url: "/activate/" not in url)


def _code(secret: str) -> str:
    """What the app shows now (RFC 6238)."""
    digest = hmac.new(b32decode(secret), int(time.time() // 30).to_bytes(8, "big"), "sha1").digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def second_factor_page(page: Any) -> None:
    """A resident with an authenticator app, after the password."""
    page.goto("/accounts/login/")
    _log_in(page, "resident2@example.jp", PASSWORD)


def _log_in(page: Any, email: str, password: str) -> None:
    page.locator("input[type=email], input[name=login]").first.fill(email)
    page.locator("input[type=password]").fill(password)
    page.locator("main form[method=post] .md-button--primary").first.click()


def forbidden_page(page: Any) -> None:
    """The form of a session that the browser has forgotten."""
    page.goto("/accounts/login/")
    page.context.clear_cookies()
    _log_in(page, "somebody@example.jp", PASSWORD[::-1])


def too_many_page(page: Any) -> None:
    """Guessing a password until the house listens no more."""
    for _ in range(30):
        page.goto("/accounts/login/")
        _log_in(page, "guessed@example.jp", PASSWORD[::-1])
        if page.get_by_role("heading", name="しばらくお待ちください").count():
            return


ROADS = {
    "account_email_verification_sent": code_page,
    "mfa_authenticate": second_factor_page,
    "forbidden": forbidden_page,
    "too-many": too_many_page,
}
"""Pages that one reaches only by the one before."""
