"""Who looks people up: those who receive, examine and decide, and those who keep the register. Auditors read the journal."""

from __future__ import annotations

from django.http import HttpRequest

from machimado.core.accounts import api as accounts
from machimado.kernel.access import Role

ROLES = (Role.RECEPTION, Role.REVIEW, Role.DECISION, Role.ADMINISTRATION)


def may_look(request: HttpRequest) -> bool:
    """Whether the menu offers it."""
    return bool(accounts.identity(request).roles & frozenset(ROLES))
