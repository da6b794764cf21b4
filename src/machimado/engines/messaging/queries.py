"""Reading messages and their deliveries."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Case, Prefetch, Q, When

from machimado.core.accounts.api import AccountView
from machimado.engines.messaging import receipts
from machimado.engines.messaging.models import Delivery, Message
from machimado.engines.messaging.receipts import DeliveryView
from machimado.kernel.ref import Ref


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One notice as its reader sees it."""

    id: UUID
    subject: str
    body: str
    button: str
    link: str
    language: str
    urgent: bool
    sent_at: datetime
    read_at: datetime | None
    ways: tuple[DeliveryView, ...] = ()


def account(account_id: UUID) -> list[AccountView]:
    """The account as a list of one; empty where it is gone or closed."""
    rows = get_user_model().objects.filter(pk=account_id, is_active=True)
    return [AccountView(str(row.pk), row.email, row.language) for row in rows]


def inbox(account_id: UUID, *, limit: int) -> list[NoticeView]:
    unread_first = (Case(When(read_at=None, then=0), default=1), "-sent_at")
    ways = Prefetch("deliveries", Delivery.objects.defer("payload").order_by("channel", "created_at"))
    messages = Message.objects.filter(account_id=account_id).order_by(*unread_first).prefetch_related(ways)
    return [notice(message) for message in messages[:limit]]


def notice(message: Message) -> NoticeView:
    content = message.content
    return NoticeView(
        id=message.id,
        subject=content["subject"],
        body=content["body"],
        button=content["button"],
        link=content["link"],
        language=message.language,
        urgent=message.urgent,
        sent_at=message.sent_at,
        read_at=message.read_at,
        ways=tuple(receipts.view(delivery) for delivery in message.deliveries.all()),
    )


def unread(account_id: UUID) -> int:
    return Message.objects.filter(account_id=account_id, read_at=None).count()


def deliveries(about: Ref) -> list[DeliveryView]:
    of_it = Q(message__about_kind=about.kind, message__about_id=about.id)
    rows = Delivery.objects.filter(of_it).defer("payload").select_related("message").order_by("created_at")
    return [receipts.view(row) for row in rows]
