"""What was typed when the login was over: kept for whoever typed it, given to nobody else.

A page is drawn for an account. Its forms carry a signed mark of that account and of the page; when one comes back after
the login is over, the mark says to whom it belongs, and where. Whoever signs in next at the same device meets only their own.
A page may hold several forms. Forms that share a field are the same one: the later replaces the earlier. Others wait beside it.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.http import HttpRequest, QueryDict

from machimado.core.accounts.identities import identity
from machimado.core.accounts.models import Stash
from machimado.core.keys import api as keys
from machimado.kernel import clock

KEPT_FOR = timedelta(days=7)
FIELD = "kept_for"
SALT = "accounts.stash"
MARK = "accounts.stash.mark"
MOST_BYTES = 500_000
MOST_FORMS = 10
"""Kept of one page for one owner; the oldest goes first."""
LONGEST_PATH = Stash._meta.get_field("path").max_length or 0
NEVER_KEPT = {"csrfmiddlewaretoken", FIELD}
BLANK: tuple[Any, ...] = ("", [""], [], None)


@dataclass(frozen=True, slots=True)
class Mark:
    """For whom a form was drawn, and on which page."""

    account_id: str
    page: str


def mark(request: HttpRequest, *, page: str) -> str:
    """The signed mark of the account for which a page is drawn; empty for nobody."""
    who = identity(request)
    return signing.dumps([who.account_id, page], salt=MARK) if who.account_id else ""


def mark_of(request: HttpRequest) -> Mark | None:
    """The mark that a form sent along; None where there is none of ours."""
    try:
        return Mark(*signing.loads(request.POST.get(FIELD, ""), salt=MARK, max_age=KEPT_FOR))
    except signing.BadSignature:
        return None


def keep(
    request: HttpRequest, payload: dict[str, Any], *, path: str, email: str | None, at: datetime
) -> bool:
    """Keep `payload` for the account, for the mark sent along, or for a typed e-mail address. False: for nobody, or all blank."""
    marked = mark_of(request)
    account_id = marked.account_id if marked else identity(request).account_id
    if (account_id is None and not email) or not _filled(payload):
        return False
    if len(path) > LONGEST_PATH or _size(payload) > MOST_BYTES:
        return False
    owner = {"account_id": account_id} if account_id else {"email_index": _index(email or "")}
    with transaction.atomic():
        kept = list(Stash.objects.filter(path=path, expires_at__gt=at, **owner).order_by("kept_at", "id"))
        if any(_says_no_more(payload, each.payload) for each in kept):
            return True
        others = [each.id for each in kept if not each.payload.keys() & payload.keys()][1 - MOST_FORMS :]
        Stash.objects.filter(path=path, **owner).exclude(id__in=others).delete()
        Stash.objects.create(path=path, payload=payload, kept_at=at, expires_at=at + KEPT_FOR, **owner)
    return True


@transaction.atomic
def hand_back(request: HttpRequest, *, path: str, at: datetime) -> dict[str, Any] | None:
    """What this very person left at this page, once, all its forms in one; None for everybody else."""
    who = identity(request)
    if who.account_id is None:
        return None
    mine = Stash.objects.filter(path=path, expires_at__gt=at).order_by("kept_at", "id")
    found = list(mine.filter(account_id=who.account_id))
    if not found:
        found = list(mine.filter(email_index=_index(request.user.email)))  # type: ignore[union-attr]
    payload: dict[str, Any] = {}
    for each in found:
        payload |= each.payload
        each.delete()
    return payload or None


def left_here(request: HttpRequest) -> QueryDict:
    """What waits at this address for whoever reads it, as a form would have sent it."""
    found = (
        hand_back(request, path=request.get_full_path(), at=clock.now()) if request.method == "GET" else None
    )
    left = QueryDict(mutable=True)
    for name, values in (found or {}).items():
        left.setlist(name, values)
    return left


def sweep(*, at: datetime) -> int:
    return Stash.objects.filter(expires_at__lte=at).delete()[0]


def _filled(payload: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in payload.items() if value not in BLANK}


def _says_no_more(later: dict[str, Any], earlier: dict[str, Any]) -> bool:
    """The same form, with nothing in it that is not kept already: drawn anew in another tab, and left as it was."""
    return later.keys() == earlier.keys() and _filled(later).items() <= earlier.items()


def _size(payload: dict[str, Any]) -> int:
    return len(json.dumps(payload, ensure_ascii=False).encode())


def _index(email: str) -> bytes:
    return keys.blind_index(email.strip().casefold(), purpose=SALT)
