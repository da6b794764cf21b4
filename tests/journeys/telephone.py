"""A resident's telephone: subscribed by the page's own script, told by a push service, tapped on its lock screen.

A headless browser has no push service of its vendor. So the page's `PushManager.subscribe` gives the subscription of a
device at our own service, which checks VAPID and decrypts; what it read is handed to the page's real service worker.
"""

import json
from collections.abc import Callable
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
        """Wait for a push with this text, let the page's service worker show it, and give what the lock screen says."""
        self._until(lambda: bool(self._pushed(text)))
        pushed = self._pushed(text)[0]
        self._wake(json.dumps(pushed, ensure_ascii=False))
        [shown] = [each for each in self.page.evaluate(_SHOWN) if each["tag"] == pushed["tag"]]
        return dict(shown)

    def tap(self, shown: dict[str, str]) -> None:
        """What the notification's link opens."""
        self.page.goto(shown["link"])

    def _pushed(self, text: str) -> list[dict[str, str]]:
        pushed = [json.loads(each["text"]) for each in self.service.seen()]
        return [each for each in pushed if text in each["body"]]

    def _wake(self, data: str) -> None:
        """Hand the push to the service worker, and return when the worker is done with it.

        The browser must not be asked in between: a notification that is stored and not yet displayed counts as gone
        then, and is forgotten.
        """
        browser = self.page.context.new_cdp_session(self.page)
        registrations: dict[str, dict[str, Any]] = {}
        happened: list[str] = []
        browser.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda said: registrations.update(
                (each["registrationId"], each) for each in said["registrations"]
            ),
        )
        browser.on(
            "BackgroundService.backgroundServiceEventReceived",
            lambda said: happened.append(said["backgroundServiceEvent"]["eventName"]),
        )
        browser.send("BackgroundService.startObserving", {"service": "pushMessaging"})
        browser.send("BackgroundService.setRecording", {"service": "pushMessaging", "shouldRecord": True})
        browser.send("ServiceWorker.enable")
        self._until(lambda: any(not each["isDeleted"] for each in registrations.values()))
        [registration] = [each for each in registrations.values() if not each["isDeleted"]]
        browser.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": registration["scopeURL"].rstrip("/"),
                "registrationId": registration["registrationId"],
                "data": data,
            },
        )
        self._until(lambda: "Push event completed" in happened)
        browser.detach()

    def _until(self, true: Callable[[], bool]) -> None:
        for _ in range(120):
            if true():
                return
            self.page.wait_for_timeout(250)
        raise AssertionError("the telephone waited for half a minute")
