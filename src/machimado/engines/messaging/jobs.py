"""The jobs: hand one delivery to its channel; tell an account that it was linked."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from machimado.core.definitions import api as definitions
from machimado.core.jobs import api as queue
from machimado.core.journal import api as journal
from machimado.engines.messaging import channels, outbox, queries, wishes
from machimado.engines.messaging.models import Attempt, Delivery, State
from machimado.engines.messaging.outbox import DELIVER
from machimado.kernel import clock
from machimado.kernel.ref import Ref

RETRIES = 24  # two to three days, as mail servers do (RFC 5321 4.5.4.1); a night's outage loses no notice
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
    except channels.PermanentError as error:
        _refused(delivery, attempt, error, at=at)
    except channels.TemporaryError as error:
        _again(delivery, attempt, str(error), unknown=isinstance(error, channels.UnknownOutcome), at=at)
        raise _verdict(error) from error
    except (
        Exception
    ) as error:  # a defect of a channel is its own: the delivery shows it, and the queue tries again
        _again(delivery, attempt, type(error).__name__, unknown=False, at=at)
        raise
    else:
        _delivered(delivery, attempt, receipt, at=at)


@transaction.atomic
def _begin(delivery_id: UUID, *, at: datetime) -> tuple[Delivery, Attempt] | None:
    """The delivery and a new attempt at it, if it is still wished, and now."""
    delivery = Delivery.objects.select_for_update().filter(id=delivery_id).first()
    if delivery is None or delivery.payload is None:
        return None
    wish = wishes.of(delivery, at=at)
    if not wish.wanted:
        delivery.end(State.WITHDRAWN, at=at, note="受け取らない設定")
        return None
    if wish.not_before > at:
        delivery.hold(until=wish.not_before)
        outbox.promise(delivery, when=wish.not_before, at=at)
        return None
    return delivery, delivery.begin(at=at)


def _outgoing(delivery: Delivery) -> channels.Outgoing:
    said = delivery.payload
    return channels.Outgoing(
        key=delivery.key,
        target=wishes.target(delivery),
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


@transaction.atomic
def _refused(delivery: Delivery, attempt: Attempt, error: channels.PermanentError, *, at: datetime) -> None:
    """Trying again would change nothing."""
    attempt.end(State.FAILED, at=at)
    if error.gone:
        channels.channel(delivery.channel).gone(delivery.payload["target"])
    delivery.end(State.FAILED, at=at, note=str(error))


@transaction.atomic
def _again(delivery: Delivery, attempt: Attempt, note: str, *, unknown: bool, at: datetime) -> None:
    """It goes again later; after the last try it has failed, and is a dead letter that an official can run again."""
    attempt.end(State.UNKNOWN if unknown else State.FAILED, at=at)
    last = attempt.number > RETRIES
    delivery.pause(State.FAILED if last else State.UNKNOWN if unknown else State.WAITING, note=note)


def _verdict(error: channels.TemporaryError) -> Exception:
    if isinstance(error, channels.UnknownOutcome):
        return queue.UnknownOutcome(str(error))
    wait = timedelta(seconds=error.retry_after) if error.retry_after else None
    return queue.Temporary(str(error), after=wait)


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
