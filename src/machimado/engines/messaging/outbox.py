"""The transactional outbox: a message, its deliveries and their jobs are written with what they tell about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from machimado.core.accounts import api as accounts
from machimado.core.definitions import api as definitions
from machimado.core.jobs import api as jobs
from machimado.core.keys import api as keys
from machimado.engines.messaging import channels, preferences
from machimado.engines.messaging.definitions import ByPost, MessageDefinition
from machimado.engines.messaging.models import Delivery, Message
from machimado.engines.messaging.models.message import Content
from machimado.engines.messaging.quiet import not_before
from machimado.engines.messaging.wording import INBOX, mail_text, without_readings
from machimado.kernel import clock
from machimado.kernel.ref import Ref

DELIVER = "messaging.deliver"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be said: a template with its edition, its values, what it is about, and the key that makes it one."""

    template: str
    edition: UUID
    definition: MessageDefinition
    context: Mapping[str, object]
    about: Ref
    key: str
    link: str

    @classmethod
    def of(
        cls, template: str, *, context: Mapping[str, object], about: Ref, key: str, link: str, at: datetime
    ) -> "Notice":
        edition = definitions.current("message", template, on=clock.jst(at).date())
        definition = edition.definition
        assert isinstance(definition, MessageDefinition)
        return cls(template, edition.id, definition, context, about, key, within(link))

    def content(self, language: str) -> Content:
        """The texts in a language. Raises MissingPlaceholder."""

        def text(source: Any) -> str:
            return self.definition.render(source, self.context, language) if source else ""

        return Content(
            subject=text(self.definition.subject),
            body=text(self.definition.body),
            mail=without_readings(text(self.definition.mail)),
            push=without_readings(text(self.definition.push)),
            button=text(self.definition.button),
            link=self.link,
        )


def within(link: str) -> str:
    """A link as a path of this installation; a link to anywhere else is an error of the caller."""
    path = link.removeprefix(settings.BASE_URL)
    if path and (not path.startswith("/") or path.startswith("//")):
        raise ValueError("messages link only to this installation")
    return path


def absolute(path: str) -> str:
    """The same link in full, for those who read it elsewhere: in a mail, on paper."""
    return f"{settings.BASE_URL}{path}" if path else ""


def to_account(notice: Notice, account: accounts.AccountView, *, at: datetime) -> tuple[UUID, bool]:
    """One message in an account's inbox, and a delivery for each channel it wishes. The same key again adds nothing."""
    recipient = f"account:{account.id}"
    content = notice.content(account.language)
    message, new = _message(notice, recipient, account.language, content, at=at, account_id=UUID(account.id))
    if new:
        wishes = preferences.of(UUID(account.id))
        if wishes.email:
            subject, body = mail_text(content, account.language, inbox=absolute(INBOX))
            _deliver(
                message,
                channels.EMAIL,
                account.email,
                at=at,
                subject=subject,
                body=body,
                language=account.language,
            )
        if wishes.push:
            when = at if message.urgent else not_before(at, begins=wishes.quiet_from, ends=wishes.quiet_until)
            for target in channels.targets(channels.PUSH, account.id):
                _deliver(
                    message, channels.PUSH, target, at=at, when=when, subject="", body=content["push"],
                    language=account.language, link=notice.link, urgent=message.urgent,
                )  # fmt: skip
    return message.id, new


def by_post(notice: Notice, person: str, *, at: datetime) -> UUID | None:
    """A letter to a person who has no account, where the message says so."""
    if notice.definition.by_post is not ByPost.WITHOUT_ACCOUNT:
        return None
    recipient = f"person:{keys.blind_index(person, purpose='messaging.person').hex()[:48]}"
    content = notice.content("ja")
    message, new = _message(notice, recipient, "ja", content, at=at)
    if new:
        _deliver(
            message, channels.POST, person, at=at, subject=content["subject"], body=content["body"],
            language="ja", link=absolute(content["link"]),
        )  # fmt: skip
    return message.id


def mail(*, target: str, subject: str, body: str, at: datetime, extra: Mapping[str, Any]) -> UUID:
    """A mail that is no message: of the login pages, of Django."""
    return _deliver(
        None, channels.EMAIL, target, at=at, subject=subject, body=body, language="ja", extra=dict(extra)
    )


def _message(
    notice: Notice,
    recipient: str,
    language: str,
    content: Content,
    *,
    at: datetime,
    account_id: UUID | None = None,
) -> tuple[Message, bool]:
    return Message.objects.get_or_create(
        key=notice.key,
        recipient=recipient,
        defaults={
            "template": notice.template,
            "edition": notice.edition,
            "account_id": account_id,
            "about_kind": notice.about.kind,
            "about_id": notice.about.id,
            "language": language,
            "content": content,
            "urgent": notice.definition.urgent,
            "sent_at": at,
        },
    )


def _deliver(
    message: Message | None,
    channel: str,
    target: str,
    *,
    at: datetime,
    when: datetime | None = None,
    **payload: Any,
) -> UUID:
    with transaction.atomic():
        delivery = Delivery.objects.create(
            message=message,
            channel=channel,
            payload={"target": target, **payload},
            created_at=at,
            not_before=when or at,
        )
        promise(delivery, when=when or at, at=at)
    return delivery.id


def promise(delivery: Delivery, *, when: datetime, at: datetime) -> None:
    """The job that carries a delivery. What somebody waits for (緊急, mails of the login pages) passes a notice to the town."""
    urgent = delivery.message is None or delivery.message.urgent
    jobs.enqueue(
        DELIVER,
        payload={"delivery": str(delivery.id)},
        key=delivery.key if when == at else f"{delivery.key}:{when:%Y%m%dT%H%M}",
        run_after=when,
        urgent=urgent,
        at=at,
    )
