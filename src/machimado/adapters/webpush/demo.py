"""The demo's stand-in: every account has a telephone, whose lock screen is a page of the tour. Real devices work too."""

import json
from dataclasses import dataclass
from pathlib import Path

from machimado.adapters.webpush.client import WebPushChannel, payload
from machimado.engines.messaging import api as messaging

PHONE = "demo:"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a lock screen shows."""

    title: str
    body: str
    link: str


class DemoPush(WebPushChannel):
    """Pushes to accounts without a device are kept in a folder, one file for each key."""

    def __init__(self, folder: Path, *, contact: str) -> None:
        super().__init__(contact=contact)
        self._folder = folder

    def targets(self, account_id: str) -> list[str]:
        return super().targets(account_id) or [f"{PHONE}{account_id}"]

    def gone(self, target: str) -> None:
        if not target.startswith(PHONE):
            super().gone(target)

    def deliver(self, outgoing: messaging.Outgoing) -> messaging.Receipt:
        if not outgoing.target.startswith(PHONE):
            return super().deliver(outgoing)
        folder = self._folder / outgoing.target.removeprefix(PHONE)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = folder / f"{outgoing.key}.new"
        draft.write_text(payload(outgoing))
        draft.replace(folder / f"{outgoing.key}.json")
        return messaging.Receipt("見本のため、実際には送っていません")


def shown(folder: Path, account_id: str, *, limit: int = 10) -> list[Shown]:
    """The newest notifications of an account's telephone."""
    files = sorted((folder / account_id).glob("*.json"), key=lambda f: f.stat().st_mtime, reverse=True)
    read = (json.loads(file.read_text()) for file in files[:limit])
    return [Shown(each["title"], each["body"], each["link"]) for each in read]
