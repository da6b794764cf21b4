"""Rate limits, kept in the database so that every process counts together."""

import hashlib
import hmac
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from machimado.core.accounts.models import Throttle


class TooMany(Exception):
    """Too many tries; `seconds` says after how long the next one is welcome."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


@transaction.atomic
def _count(scope: str, key: str, *, per_seconds: int, at: datetime) -> Throttle:
    row, _ = Throttle.objects.select_for_update().get_or_create(
        scope=scope, key=key, defaults={"since": at, "until": at + timedelta(seconds=per_seconds)}
    )
    if row.until <= at:
        row.since, row.until, row.tries = at, at + timedelta(seconds=per_seconds), 0
    row.tries += 1
    row.save(update_fields=["since", "until", "tries"])
    return row


def throttle(scope: str, key: str, *, limit: int, per_seconds: int, at: datetime) -> None:
    row = _count(scope, _index(scope, key), per_seconds=per_seconds, at=at)
    if row.tries > limit:
        raise TooMany(max(1, int((row.until - at).total_seconds())))


def address_of(request: HttpRequest) -> str:
    """The client's network address, seen through as many trusted proxies as settings name."""
    hops = getattr(settings, "MACHIMADO_PROXIES", 0)
    forwarded = [
        each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()
    ]
    if hops and len(forwarded) >= hops:
        return _network(forwarded[-hops])
    return _network(str(request.META.get("REMOTE_ADDR", "")))


def _network(address: str) -> str:
    """An IPv6 line is a /64: whoever has one has 2^64 addresses to try from. IPv4 written as IPv6 is IPv4."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))


def _index(scope: str, key: str) -> str:
    """Addresses are personal data: only a keyed hash of them is kept."""
    return hmac.new(
        settings.SECRET_KEY.encode(), f"throttle:{scope}:{key}".encode(), hashlib.sha256
    ).hexdigest()
