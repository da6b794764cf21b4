"""Django's mails (of the login pages) through the same outbox: sent when the transaction commits, or not at all."""

from collections.abc import Sequence
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from machimado.engines.messaging import outbox
from machimado.kernel import clock


class OutboxBackend(BaseEmailBackend):
    """EMAIL_BACKEND of the house: one delivery for each recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails into the outbox; returns how many."""
        for message in email_messages:
            self._write(message)
        return len(email_messages)

    def _write(self, message: EmailMessage) -> None:
        extra = {"from": parseaddr(message.from_email)[1]}
        for content, media_type in getattr(message, "alternatives", []):
            if media_type == "text/html":
                extra["html"] = str(content)
        for recipient in message.recipients():
            outbox.mail(
                target=parseaddr(recipient)[1],
                subject=" ".join(str(message.subject).split()),
                body=str(message.body),
                extra=extra,
                at=clock.now(),
            )
