"""Accounts, and the records of what they are linked to."""

from machimado.core.accounts.models.account import Account
from machimado.core.accounts.models.code import MOST_TRIES, CounterTicket, LinkCode, LinkRequest
from machimado.core.accounts.models.link import Link, Way
from machimado.core.accounts.models.stash import Stash
from machimado.core.accounts.models.throttle import Throttle

__all__ = [
    "MOST_TRIES",
    "Account",
    "CounterTicket",
    "Link",
    "LinkCode",
    "LinkRequest",
    "Stash",
    "Throttle",
    "Way",
]
