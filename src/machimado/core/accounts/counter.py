"""Linking at the counter: the resident shows a number on their own screen, the official an identity document's kind."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from machimado.core.accounts import links
from machimado.core.accounts.models import CounterTicket, Way
from machimado.core.keys import api as keys
from machimado.kernel.ref import Actor

VALID = timedelta(minutes=15)
DIGITS = 8
PURPOSE = "accounts.counter"


@dataclass(frozen=True, slots=True)
class Ticket:
    """窓口の番号, and until when it can be typed in."""

    number: str
    expires_at: datetime


@transaction.atomic
def ticket(account_id: UUID, *, at: datetime) -> Ticket:
    """A fresh number for this account; the one before is over."""
    CounterTicket.objects.filter(account_id=account_id).delete()
    number = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    CounterTicket.objects.create(account_id=account_id, digest=_digest(number), expires_at=at + VALID)
    return Ticket(f"{number[:4]} {number[4:]}", at + VALID)


@transaction.atomic
def link(person_number: str, number: str, *, document: str, by: Actor, at: datetime) -> bool:
    """Link the account that shows this number. False where the number is wrong or over."""
    found = CounterTicket.objects.filter(digest=_digest(number), expires_at__gt=at).first()
    if found is None:
        return False
    links.link(found.account_id, person_number, way=Way.COUNTER, by=by, at=at, document=document)
    found.delete()
    return True


def _digest(number: str) -> bytes:
    return keys.blind_index("".join(each for each in number if each.isdigit()), purpose=PURPOSE)
