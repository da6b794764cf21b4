"""Whether a delivery is still wished when its time has come, and when and where.

Between the message and its delivery lie minutes, an outage, or a night: the account holder may have changed the settings,
the address, or have gone; and a retry may fall into the quiet hours that the first try avoided.
"""

from dataclasses import dataclass
from datetime import datetime

from machimado.core.accounts.api import AccountView
from machimado.engines.messaging import channels, preferences, queries
from machimado.engines.messaging.models import Delivery
from machimado.engines.messaging.quiet import not_before


@dataclass(frozen=True, slots=True)
class Wish:
    """`wanted`: the account exists and has this channel on. `not_before`: now, or the end of the quiet hours."""

    wanted: bool
    not_before: datetime


def of(delivery: Delivery, *, at: datetime) -> Wish:
    """Mails of the login pages and letters have no wishes: they go."""
    message = delivery.message
    if message is None or message.account_id is None:
        return Wish(True, at)
    chosen = preferences.of(message.account_id)
    on = chosen.push if delivery.channel == channels.PUSH else chosen.email
    if not on or _account(delivery) is None:
        return Wish(False, at)
    quiet = delivery.channel == channels.PUSH and not message.urgent
    return Wish(True, not_before(at, begins=chosen.quiet_from, ends=chosen.quiet_until) if quiet else at)


def target(delivery: Delivery) -> str:
    """Where it goes: a notice by e-mail to the address that the account has today."""
    account = _account(delivery) if delivery.channel == channels.EMAIL else None
    return account.email if account else str(delivery.payload["target"])


def _account(delivery: Delivery) -> AccountView | None:
    message = delivery.message
    found = queries.account(message.account_id) if message is not None and message.account_id else []
    return found[0] if found else None
