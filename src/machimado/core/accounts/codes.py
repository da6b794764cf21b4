"""The number that goes by post: asking for it, printing it, typing it in."""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from machimado.core.accounts import links, matching
from machimado.core.accounts.models import MOST_TRIES, LinkCode, LinkRequest, Way
from machimado.core.journal import api as journal
from machimado.core.keys import api as keys
from machimado.kernel.clock import jst
from machimado.kernel.ref import Actor, Ref

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that could be taken for something else
GROUPS = (4, 4, 4)
VALID = timedelta(days=30)
PURPOSE = "accounts.code"


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letter says: to whom, the number in its groups, until when it opens."""

    person_number: str
    code: str
    expires_on: date


@transaction.atomic
def ask(account_id: UUID, typed: dict[str, str], *, at: datetime) -> None:
    """Keep what was typed and let a job look for the person: the answer and the work are the same for everyone."""
    from machimado.core.jobs import api as jobs

    request = LinkRequest.objects.create(account_id=account_id, typed=typed, asked_at=at)
    jobs.enqueue("accounts.match", payload={"request": str(request.pk)}, at=at)


@transaction.atomic
def issue_for(request_id: UUID, *, at: datetime) -> None:
    """The job: make a code where exactly one person matches who may be linked by post."""
    request = LinkRequest.objects.filter(pk=request_id).first()
    if request is None:
        return
    number = matching.person(request.typed, account_id=request.account_id, at=at)
    if number is not None:
        issue(request.account_id, number, by=Ref("resident", str(request.account_id)), at=at)
    request.delete()


@transaction.atomic
def issue(account_id: UUID, person_number: str, *, by: Actor, at: datetime) -> UUID:
    """Make a new code; an earlier one of this account opens no more."""
    LinkCode.objects.filter(account_id=account_id, closed_at=None).update(closed_at=at, code="")
    code = "".join(secrets.choice(ALPHABET) for _ in range(sum(GROUPS)))
    record = LinkCode.objects.create(
        account_id=account_id,
        person_number=person_number,
        code=code,
        digest=_digest(code),
        issued_at=at,
        expires_at=at + VALID,
    )
    journal.record(
        "accounts.code_issued",
        by=by,
        subject=Ref("person", person_number),
        at=at,
        public={"code": str(record.pk)},
    )
    return record.pk


def letter_for(code_id: UUID) -> Letter | None:
    record = LinkCode.objects.filter(pk=code_id, closed_at=None).first()
    if record is None:
        return None
    return Letter(record.person_number, grouped(record.code), jst(record.expires_at).date())


@transaction.atomic
def redeem(account_id: UUID, typed: str, *, at: datetime) -> bool:
    """Link the account where the number is right and the letter is still enough. Five wrong ones close it.

    What became of the person since (支援措置, moved, another account linked at the counter) is answered like a wrong one.
    """
    open_codes = LinkCode.objects.select_for_update().filter(account_id=account_id, closed_at=None)
    record = open_codes.filter(expires_at__gt=at).first()
    right = secrets.compare_digest(bytes(record.digest) if record else bytes(32), _digest(plain(typed)))
    if record is None:
        return False
    if right and matching.may_be_linked_by_post(record.person_number, account_id=account_id, at=at):
        _close(record, at=at)
        by = Ref("resident", str(account_id))
        links.link(account_id, record.person_number, way=Way.POST, by=by, at=at)
        return True
    record.tries += 1
    record.save(update_fields=["tries"])
    if record.tries >= MOST_TRIES:
        _close(record, at=at)
    return False


def sweep(*, at: datetime) -> int:
    """Close what is over; the number itself is no longer kept anywhere."""
    over = LinkCode.objects.filter(closed_at=None, expires_at__lte=at)
    return over.update(closed_at=at, code="")


def grouped(code: str) -> str:
    parts, start = [], 0
    for length in GROUPS:
        parts.append(code[start : start + length])
        start += length
    return "-".join(parts)


def plain(typed: str) -> str:
    """As it was printed: full width, small letters, spaces and any dash are all welcome."""
    return "".join(each for each in unicodedata.normalize("NFKC", typed).upper() if each in ALPHABET)


def _close(record: LinkCode, *, at: datetime) -> None:
    record.closed_at, record.code = at, ""
    record.save(update_fields=["closed_at", "code"])


def _digest(code: str) -> bytes:
    return keys.blind_index(code, purpose=PURPOSE)
