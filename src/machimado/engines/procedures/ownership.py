"""Whose a draft or an online case is: the account's that began it, and later accounts' of the very same person.

A new link ends the one before it, so a person may have had several accounts. An account that only acted for the person (a
parent for a child) is not among them, and is shown nothing but its own.
"""

from collections.abc import Iterable

from machimado.core.accounts import api as logins
from machimado.kernel.ref import Actor


def own_accounts(accounts: Iterable[str], *, by: Actor, person: str) -> set[str]:
    """Of these accounts, and that of `by`, those whose doings for the person are `by`'s own."""
    others = set(accounts) - {by.id, ""}
    linked = logins.ever_linked(person) if others else set()
    return {by.id, *(others & linked)} if by.id in linked else {by.id}
