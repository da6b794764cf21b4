"""A resident keeps a passkey and signs in with it alone, with Chromium's own virtual authenticator."""

from collections.abc import Callable
from typing import Any

import pytest

from machimado.core.accounts import testing

pytestmark = pytest.mark.journey
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_resident_signs_in_with_a_passkey(town: Any, browse: Callable[..., Any]) -> None:
    here = town.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    page = browse(base_url=here)
    page.context.add_cookies([{"name": town.cookie, "value": town.session("一郎"), "url": here}])
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]
    keep(page)
    [key] = devices.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert (key["rpId"], key["isResidentCredential"]) == ("localhost", True)

    page.context.clear_cookies()
    page.goto("/my/account/")
    assert "/accounts/login/" in page.url
    page.get_by_role("button", name="パスキーでサインインする").click()
    page.wait_for_url("**/my/account/")
    assert "resident3@example.jp" in page.locator("main").inner_text()


def keep(page: Any) -> None:
    """Add a passkey; the password is asked first where the session is no longer young."""
    page.goto("/accounts/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.locator("input[type=password]").fill(testing.PASSWORD)
        page.get_by_role("button", name="確認する").click()
    page.locator("input[name=name]").fill("わたしの電話")
    passwordless = page.locator("input[name=passwordless]")
    if passwordless.is_visible():
        passwordless.check()
    page.get_by_role("button", name="追加する").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
