"""The door of accounts: who makes a request, how surely, and what they may enter.

who = accounts.identity(request)          # who.actor, who.person_number, who.roles, who.level …
@accounts.resident_required()             # signed in and linked to the register
@accounts.official_required(Role.REVIEW)  # signed in with a second factor, acting in a post with this role
"""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, QueryDict

from machimado.core.accounts import acting, codes, identities, links, stashes, throttling
from machimado.core.accounts.codes import Letter
from machimado.core.accounts.gates import (
    fresh_login_required,
    official_required,
    resident_required,
    safe_next,
)
from machimado.core.accounts.middleware import throttles
from machimado.core.accounts.models import Way
from machimado.core.accounts.outward import AccountView, Identity, Level, LinkView
from machimado.core.accounts.throttling import TooMany, address_of
from machimado.core.residents.api import Viewer
from machimado.kernel.ref import Actor

__all__ = [
    "AccountView",
    "Identity",
    "Letter",
    "Level",
    "LinkView",
    "TooMany",
    "account_view",
    "accounts_of",
    "acting_for",
    "address_of",
    "fresh_login_required",
    "identity",
    "left_here",
    "letter_for",
    "limit_posts",
    "link_at_counter",
    "links_of",
    "official_required",
    "resident_required",
    "safe_next",
    "stash",
    "stash_mark",
    "throttle",
    "unstash",
    "viewer",
]


def identity(request: HttpRequest) -> Identity:
    """Who makes this request; the anonymous identity where nobody is signed in."""
    return identities.identity(request)


def viewer(request: HttpRequest) -> Viewer:
    """The same, as residents want to know it: whose eyes look at the register.

    Also when acting for a child it is the parent who looks.
    """
    who = identities.identity(request)
    if who.is_official and who.roles:
        return Viewer("official", actor=who.actor, roles=who.roles)
    if who.person_number:
        return Viewer("self", person=who.person_number, actor=who.actor, roles=who.roles)
    return Viewer("public", actor=who.actor)


def accounts_of(person_number: str) -> list[AccountView]:
    """The logins of a person of the register: one at most, today. Whoever is written to is found here.

    None where the link was made by post and 支援措置 hides the person, or somebody they live with, now.
    """
    return links.accounts_of(person_number)


def links_of(person_number: str) -> list[LinkView]:
    """Which logins have been this person's, from when to when."""
    return links.links_of(person_number)


def account_view(account_id: str | UUID) -> AccountView | None:
    """A login by its id, or None."""
    return links.account_view(account_id)


def acting_for(request: HttpRequest) -> str | None:
    """The 宛名番号 for whom this request acts: oneself, or the child that was chosen on /acting/ and still may be."""
    return acting.acting_for(request)


def letter_for(code_id: str | UUID) -> Letter | None:
    """What the letter of a code says (journal `accounts.code_issued`, public field `code`); None once it is closed."""
    return codes.letter_for(UUID(str(code_id)))


def link_at_counter(
    account_id: str | UUID, person_number: str, *, document: str, by: Actor, at: datetime
) -> None:
    """Link an account to a person whose identity document (its kind) an official has seen.

    The page at the desk finds the account by the number on the resident's screen (`/link/counter/`).
    """
    links.link(UUID(str(account_id)), person_number, way=Way.COUNTER, by=by, at=at, document=document)


def stash_mark(request: HttpRequest, *, page: str) -> str:
    """For a hidden field named `kept_for` in forms: whose form this is, should the login be over when it comes back.

    `resident_required` and `official_required` then keep the POST by themselves; the login leads back to `page`, and
    `unstash` (or `left_here`) hands it out there.
    """
    return stashes.mark(request, page=page)


def stash(
    request: HttpRequest, payload: dict[str, Any], *, path: str, at: datetime, email: str | None = None
) -> bool:
    """Keep what was typed for the account that typed it (or for a typed e-mail address). False: not kept.

    It replaces what shares a field with it at this path, and nothing else; what is blank throughout is not kept.
    """
    return stashes.keep(request, payload, path=path, email=email, at=at)


def unstash(request: HttpRequest, *, path: str, at: datetime) -> dict[str, Any] | None:
    """What this very account left at `path`, once; never what somebody else left."""
    return stashes.hand_back(request, path=path, at=at)


def left_here(request: HttpRequest) -> QueryDict:
    """What this very account typed at this address when its login was over, as if sent now; empty where nothing waits.

    It is handed out once, for all forms of the page: ask only where it is shown.
    """
    return stashes.left_here(request)


def limit_posts(url_name: str, *, by: Literal["account", "address"], limit: int, per_seconds: int) -> None:
    """Let a room's page take only so many POSTs from one account or address (in AppConfig.ready)."""
    throttles.limit_posts(url_name, throttles.Limit(url_name, by, limit, per_seconds))


def throttle(scope: str, key: str, *, limit: int, per_seconds: int, at: datetime) -> None:
    """Count a try of `key` (an account, an address) in `scope`. Raises TooMany, which becomes a clear 429 page.

    Call it outside of a transaction: a try counts also when what follows is rolled back.
    """
    throttling.throttle(scope, key, limit=limit, per_seconds=per_seconds, at=at)
