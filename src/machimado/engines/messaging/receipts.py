"""How far each way of a message came, in words for its reader and for officials; names no target."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machimado.engines.messaging import channels
from machimado.engines.messaging.models import Delivery, State

WAYS = {channels.EMAIL: _("メール"), channels.PUSH: _("スマートフォンなどの通知"), channels.POST: _("郵送")}
STANDINGS = {
    State.WAITING: _("送るのを待っています"),
    State.SENDING: _("送っています"),
    State.DELIVERED: _("送りました"),
    State.FAILED: _("届きませんでした"),
    State.UNKNOWN: _("届いたかどうか確かめています"),
    State.WITHDRAWN: _("受け取らない設定のため送っていません"),
}
TO_PRINT = _("印刷を待っています")


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """How far one delivery came. `due_at`: not before; `note`: what the other side answered (a code)."""

    channel: str
    state: str
    created_at: datetime
    due_at: datetime
    ended_at: datetime | None
    template: str
    note: str
    read_at: datetime | None

    @property
    def way(self) -> str | Promise:
        return WAYS.get(self.channel, self.channel)

    @property
    def standing(self) -> str | Promise:
        """In words. A letter that was handed over waits in the print queue."""
        if self.channel == channels.POST and self.state == State.SENDING:
            return TO_PRINT
        return STANDINGS[State(self.state)]

    @property
    def waits(self) -> bool:
        """Whether it stays until a moment that is known: the end of the quiet hours."""
        return self.state == State.WAITING and self.due_at > self.created_at


def view(delivery: Delivery) -> DeliveryView:
    message = delivery.message
    return DeliveryView(
        channel=delivery.channel,
        state=delivery.state,
        created_at=delivery.created_at,
        due_at=delivery.not_before,
        ended_at=delivery.ended_at,
        template=message.template if message else "",
        note=delivery.note,
        read_at=message.read_at if message else None,
    )
