"""The door of accounts: who makes a request, how surely, and what they may enter.

who = accounts.identity(request)          # who.actor, who.person_number, who.roles, who.level …
@accounts.resident_required()             # signed in and linked to the register
@accounts.official_required(Role.REVIEW)  # signed in with a second factor, acting in a post with this role
"""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from machimado.core.accounts import identities, links, throttling
from machimado.core.accounts.gates import official_required, resident_required
from machimado.core.accounts.models import Way
from machimado.core.accounts.outward import AccountView, Identity, Level
from machimado.core.accounts.throttling import TooMany, address_of
from machimado.core.residents.api import Viewer
from machimado.kernel.ref import Actor

__all__ = [
    "AccountView",
    "Identity",
    "Level",
    "TooMany",
    "accounts_of",
    "acting_for",
    "address_of",
    "identity",
    "link_at_counter",
    "official_required",
    "resident_required",
    "throttle",
    "viewer",
]


def identity(request: HttpRequest) -> Identity:
    """Who makes this request; the anonymous identity where nobody is signed in."""
    return identities.identity(request)


def viewer(request: HttpRequest) -> Viewer:
    """The same, as residents want to know it: whose eyes look at the register."""
    who = identities.identity(request)
    kind = "official" if who.is_official and who.roles else "self" if who.person_number else "public"
    return Viewer(kind=kind, person=who.person_number, actor=who.actor, roles=who.roles)


def accounts_of(person_number: str) -> list[AccountView]:
    """The logins of a person of the register: one at most, today."""
    return links.accounts_of(person_number)


def link_at_counter(account_id: UUID, person_number: str, *, document: str, by: Actor, at: datetime) -> None:
    """Link an account to a person whose identity somebody has checked by a `document`; older links of both end."""
    links.link(account_id, person_number, way=Way.COUNTER, by=by, at=at, document=document)


def acting_for(request: HttpRequest) -> str | None:
    """The 宛名番号 for whom this request acts: oneself, or the child that was chosen on /acting/ and still may be."""
    return identities.identity(request).person_number


def throttle(scope: str, key: str, *, limit: int, per_seconds: int, at: datetime) -> None:
    """Count a try of `key` (an account, an address) in `scope`. Raises TooMany, which becomes a clear 429 page.

    Call it outside of a transaction: a try counts also when what follows is rolled back.
    """
    throttling.throttle(scope, key, limit=limit, per_seconds=per_seconds, at=at)
