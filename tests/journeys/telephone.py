"""A resident's telephone: subscribed by the page's own script, told by a push service, tapped on its lock screen.

A headless browser has no push service of its vendor. So the page's `PushManager.subscribe` gives the subscription of a
device at our own service, which checks VAPID and decrypts; what it read is handed to the page's real service worker.
"""

import json
from typing import Any

from machimado.adapters.webpush.tests.serving import PushService

_SUBSCRIBE = """(subscription) => {
  PushManager.prototype.subscribe = async () => subscription;
  PushManager.prototype.getSubscription = async () => null;
}"""
_SHOWN = """() => navigator.serviceWorker.ready.then(worker => worker.getNotifications())
  .then(shown => shown.map(({title, body, tag, data}) => ({title, body, tag, link: data.link})))"""


class Telephone:
    """One page of a browser as somebody's telephone."""

    def __init__(self, page: Any, service: PushService) -> None:
        self.page, self.service = page, service
        page.context.grant_permissions(["notifications"])
        page.context.add_init_script(f"({_SUBSCRIBE})({json.dumps(service.subscription())})")

    def subscribe(self) -> None:
        """On the page of preferences: never quiet, so that the hour of the test does not matter; then this device."""
        self.page.goto("/my/preferences/")
        self.page.locator("[name=quiet_from]").select_option(index=0)
        self.page.locator("[name=quiet_until]").select_option(index=0)
        self.page.get_by_role("button", name="保存する").click()
        self.page.goto("/my/preferences/")
        self.page.get_by_role("button", name="この端末で受け取る").click()
        self.page.get_by_text("この端末で通知を受け取ります。").wait_for()

    def receive(self, text: str) -> dict[str, str]:
        """Wait for the next push, let the page's service worker show it, and give what the lock screen says."""
        known = len(self.service.seen())
        for _ in range(120):
            if len(self.service.seen()) > known:
                break
            self.page.wait_for_timeout(250)
        pushed = json.loads(self.service.seen()[-1]["text"])
        assert text in pushed["body"]
        self._wake(json.dumps(pushed, ensure_ascii=False))
        for _ in range(40):
            shown = [each for each in self.page.evaluate(_SHOWN) if each["tag"] == pushed["tag"]]
            if shown:
                return dict(shown[0])
            self.page.wait_for_timeout(250)
        raise AssertionError("the lock screen shows nothing")

    def tap(self, shown: dict[str, str]) -> None:
        """What the notification's link opens."""
        self.page.goto(shown["link"])

    def _wake(self, data: str) -> None:
        browser = self.page.context.new_cdp_session(self.page)
        found: list[dict[str, Any]] = []
        browser.on(
            "ServiceWorker.workerRegistrationUpdated", lambda said: found.extend(said["registrations"])
        )
        browser.send("ServiceWorker.enable")
        self.page.wait_for_timeout(100)
        [registration] = [each for each in found if not each["isDeleted"]]
        browser.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": registration["scopeURL"].rstrip("/"),
                "registrationId": registration["registrationId"],
                "data": data,
            },
        )
