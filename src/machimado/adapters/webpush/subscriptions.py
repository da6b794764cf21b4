"""Keeping subscriptions."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from machimado.adapters.webpush import endpoints
from machimado.adapters.webpush.models import Subscription

MOST = 10  # devices of one account; the oldest makes room


def digest(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()


@transaction.atomic
def add(account_id: UUID, said: object, *, at: datetime) -> None:
    """Keep a browser's subscription for an account. The same browser moves to whoever signed in last.

    Raises endpoints.NotAnEndpoint.
    """
    info = endpoints.checked(said)
    Subscription.objects.update_or_create(
        endpoint_sha256=digest(str(info["endpoint"])),
        defaults={"account_id": account_id, "info": info, "created_at": at},
    )
    newest = Subscription.objects.filter(account_id=account_id).order_by("-created_at", "-id")
    for old in newest[MOST:]:
        old.delete()


def drop(account_id: UUID, endpoint: str) -> None:
    """The account holder wishes no more pushes on this browser."""
    Subscription.objects.filter(account_id=account_id, endpoint_sha256=digest(endpoint)).delete()


def of(account_id: str) -> list[str]:
    """The targets of an account."""
    ids = Subscription.objects.filter(account_id=account_id).values_list("id", flat=True)
    return [str(each) for each in ids]


def info(target: str) -> dict[str, Any] | None:
    """Endpoint and keys of a target."""
    return Subscription.objects.filter(id=target).values_list("info", flat=True).first()


def remove(target: str) -> None:
    """The push service says that it is gone."""
    Subscription.objects.filter(id=target).delete()
