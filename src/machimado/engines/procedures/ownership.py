"""Whose a draft or an online case is: the account's that began it, and later accounts' of the very same person.

A new link ends the one before it, so a person may have had several accounts. What an account did while it was not the
person's own (a parent who acts for a child, a link made by mistake) is not among theirs.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from machimado.core.accounts import api as accounts
from machimado.engines.procedures.models import Case, Draft
from machimado.kernel.ref import Actor

Row = TypeVar("Row", Case, Draft)


def own(rows: Iterable[Row], *, by: Actor, person: str) -> list[Row]:
    """Of a person's drafts or cases those that are `by`'s own to see. A case from paper is the person's."""
    found = list(rows)
    if all(row.account in (by.id, "") for row in found):
        return found
    links = accounts.links_of(person)
    mine = any(link.account_id == by.id and link.until is None for link in links)
    theirs = links if mine else []
    return [
        row
        for row in found
        if row.account in (by.id, "")
        or any(link.account_id == row.account and link.held_at(_begun(row)) for link in theirs)
    ]


def _begun(row: Case | Draft) -> datetime:
    return row.filed_at if isinstance(row, Case) else row.created_at
