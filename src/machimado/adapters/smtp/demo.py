"""The demo's stand-in: mail is kept in a folder and shown on a page; nothing leaves the machine."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import cast

from machimado.adapters.smtp.client import compose
from machimado.engines.messaging import api as messaging


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A mail that would have gone out."""

    to: str
    subject: str
    body: str
    at: datetime


class DemoMail:
    """E-mail into a folder of .eml files, one for each key: an attempt that is repeated changes nothing."""

    name = messaging.EMAIL

    def __init__(self, folder: Path, *, sender: str) -> None:
        self._folder, self._sender = folder, sender

    def targets(self, account_id: str) -> list[str]:
        return []

    def gone(self, target: str) -> None:
        pass

    def deliver(self, outgoing: messaging.Outgoing) -> messaging.Receipt:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        mail = compose(outgoing, sender=self._sender)
        draft = self._folder / f"{outgoing.key}.new"
        draft.write_bytes(mail.as_bytes())
        draft.replace(self._folder / f"{outgoing.key}.eml")
        return messaging.Receipt("見本のため、実際には送っていません")


def kept(folder: Path, *, limit: int = 50) -> list[KeptMail]:
    """The newest mails of the folder."""
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime, reverse=True)
    return [_read(file) for file in files[:limit]]


def _read(file: Path) -> KeptMail:
    mail = cast(EmailMessage, message_from_bytes(file.read_bytes(), policy=default))
    body = mail.get_body(("plain",))
    return KeptMail(
        to=str(mail["To"]),
        subject=str(mail["Subject"]),
        body=body.get_content() if body else "",
        at=parsedate_to_datetime(str(mail["Date"])),
    )
