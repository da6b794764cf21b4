"""Work of accounts that nobody waits for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from machimado.core.accounts import codes, stashes
from machimado.core.accounts.models import CounterTicket, Throttle
from machimado.core.jobs import api as jobs

DAY = 24 * 60 * 60


@jobs.job("accounts.match")
def match(payload: Mapping[str, Any], *, at: datetime) -> None:
    """Look for the person who asked to be linked, and issue the number where one fits."""
    codes.issue_for(UUID(payload["request"]), at=at)


@jobs.job("accounts.sweep")
def sweep(payload: Mapping[str, Any], *, at: datetime) -> None:
    """Forget what is over: numbers, stashes, tickets, counts of tries."""
    codes.sweep(at=at)
    stashes.sweep(at=at)
    CounterTicket.objects.filter(expires_at__lte=at).delete()
    Throttle.objects.filter(until__lte=at).delete()


jobs.every("accounts.sweep", seconds=DAY)
