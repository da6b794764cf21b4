"""The jobs: hand one delivery to its channel; tell an account that it was linked."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from machimado.core.definitions import api as definitions
from machimado.core.jobs import api as queue
from machimado.core.journal import api as journal
from machimado.engines.messaging import channels, outbox, queries
from machimado.engines.messaging.models import Attempt, Delivery, State
from machimado.engines.messaging.outbox import DELIVER
from machimado.kernel import clock
from machimado.kernel.ref import Ref

RETRIES = 8
LINKED = "messaging.linked"
WELCOME = "住民登録とつながりました"


@queue.job(DELIVER, outward=True, retries=RETRIES)
def deliver(payload: dict[str, Any], *, at: datetime) -> None:
    """Try one delivery. At least once: after a kill it goes again, under the same key."""
    begun = _begin(UUID(payload["delivery"]), at=at)
    if begun is None:
        return
    delivery, attempt = begun
    try:
        channel = channels.channel(delivery.channel)
        receipt = channel.deliver(_outgoing(delivery))
    except channels.ChannelError as error:
        _failed(delivery, attempt, error, at=at)
    else:
        _delivered(delivery, attempt, receipt, at=at)


@transaction.atomic
def _begin(delivery_id: UUID, *, at: datetime) -> tuple[Delivery, Attempt] | None:
    delivery = Delivery.objects.select_for_update().filter(id=delivery_id).first()
    if delivery is None or delivery.payload is None:
        return None
    return delivery, delivery.begin(at=at)


def _outgoing(delivery: Delivery) -> channels.Outgoing:
    said = delivery.payload
    return channels.Outgoing(
        key=delivery.key,
        target=said["target"],
        language=said["language"],
        subject=said["subject"],
        body=said["body"],
        link=said.get("link", ""),
        urgent=said.get("urgent", False),
        extra=said.get("extra", {}),
    )


@transaction.atomic
def _delivered(delivery: Delivery, attempt: Attempt, receipt: channels.Receipt, *, at: datetime) -> None:
    attempt.end(State.DELIVERED, at=at)
    if receipt.waiting:
        delivery.pause(State.SENDING, note=receipt.note)
    else:
        delivery.end(State.DELIVERED, at=at, note=receipt.note)


def _failed(delivery: Delivery, attempt: Attempt, error: channels.ChannelError, *, at: datetime) -> None:
    """Write down what became of the attempt, and tell the queue whether to try again."""
    unknown = isinstance(error, channels.UnknownOutcome)
    with transaction.atomic():
        attempt.end(State.UNKNOWN if unknown else State.FAILED, at=at)
        if isinstance(error, channels.PermanentError):
            if error.gone:
                channels.channel(delivery.channel).gone(delivery.payload["target"])
            delivery.end(State.FAILED, at=at, note=str(error))
            return
        last = attempt.number > RETRIES
        state = State.FAILED if last else State.UNKNOWN if unknown else State.WAITING
        delivery.pause(state, note=str(error))
    if unknown:
        raise queue.UnknownOutcome(str(error)) from error
    wait = error.retry_after if isinstance(error, channels.TemporaryError) else None
    raise queue.Temporary(str(error), after=timedelta(seconds=wait) if wait else None) from error


@queue.job(LINKED)
def linked(payload: dict[str, Any], *, at: datetime) -> None:
    """Tell an account that it is linked to the register now: who did not do it themselves must hear of it."""
    entry = journal.entry(payload["entry"])
    account = (entry.personal or {}).get("account") if entry else None
    wanted = definitions.find("message", WELCOME, on=clock.jst(at).date())  # a city may go without
    if entry is None or account is None or wanted is None:
        return
    notice = outbox.Notice.of(
        WELCOME,
        context={},
        about=Ref("account", account),
        key=f"linked:{entry.id}",
        link="/my/",
        at=at,
    )
    for reached in queries.account(UUID(account)):
        outbox.to_account(notice, reached, at=at)
