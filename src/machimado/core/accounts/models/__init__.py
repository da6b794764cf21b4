"""Accounts, and the records of what they are linked to."""

from machimado.core.accounts.models.account import Account
from machimado.core.accounts.models.link import Link
from machimado.core.accounts.models.throttle import Throttle

__all__ = ["Account", "Link", "Throttle"]
