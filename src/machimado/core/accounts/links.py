"""Which account belongs to which person: making the link, ending it, asking for it.

A link made by post counts only while 支援措置 hides neither the person nor anybody they live with: whoever lived with
them may have opened the letter. From the day of the protection on such an account finds nothing and is told nothing; the
counter links anew.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from machimado.core.accounts.models import Account, Link, Way
from machimado.core.accounts.outward import AccountView, LinkView
from machimado.core.journal import api as journal
from machimado.core.keys import api as keys
from machimado.core.residents import api as residents
from machimado.kernel import clock
from machimado.kernel.ref import Actor, Ref

PURPOSE = "accounts.link"


def index_of(person_number: str) -> bytes:
    return keys.blind_index(person_number, purpose=PURPOSE)


def person_of(account_id: UUID, *, at: date | None = None) -> str | None:
    """The 宛名番号 to which an account is linked on a day (today where none is given)."""
    found = Link.objects.filter(account_id=account_id, ended_at=None).first()
    return found.person_number if found and _counts(found.way, found.person_number, at=at) else None


def person_known(account: Account) -> str | None:
    """The same for an account that came with its link (Account.objects.with_link); else it is asked for."""
    if not hasattr(account, "linked_to"):
        return person_of(account.pk)
    number: str | None = account.linked_to
    return number if number and _counts(account.linked_by, number, at=None) else None


def accounts_of(person_number: str, *, at: date | None = None) -> list[AccountView]:
    linked = Link.objects.filter(
        person_index=index_of(person_number), ended_at=None, account__is_active=True
    ).select_related("account")
    return [_view(each.account) for each in linked if _counts(each.way, person_number, at=at)]


def links_of(person_number: str) -> list[LinkView]:
    """Every link that a person has had, the one of today among them."""
    links = Link.objects.filter(person_index=index_of(person_number)).order_by("linked_at")
    return [LinkView(str(each.account_id), each.linked_at, each.ended_at) for each in links]


def _counts(way: str, person_number: str, *, at: date | None) -> bool:
    return way != Way.POST or not residents.hidden(person_number, at=at or clock.today())


def proven_elsewhere(person_number: str, *, besides: UUID) -> bool:
    """Whether another account was linked by a stronger proof than a letter (an identity document, the card)."""
    held = Link.objects.filter(person_index=index_of(person_number), ended_at=None)
    return held.exclude(way=Way.POST).exclude(account_id=besides).exists()


def account_view(account_id: str | UUID) -> AccountView | None:
    found = Account.objects.filter(pk=account_id, is_active=True).first()
    return _view(found) if found else None


def _view(account: Account) -> AccountView:
    return AccountView(str(account.pk), account.email, account.language)


@transaction.atomic
def link(
    account_id: UUID, person_number: str, *, way: Way, by: Actor, at: datetime, document: str = ""
) -> None:
    """つなぐ: ends what linked this account, and this person, before. One person ↔ one account."""
    held = Link.objects.filter(account_id=account_id, ended_at=None).first()
    if held and held.person_number == person_number and way in (held.way, Way.POST):
        return
    _end(Link.objects.filter(account_id=account_id, ended_at=None), by=by, at=at)
    _end(Link.objects.filter(person_index=index_of(person_number), ended_at=None), by=by, at=at)
    Link.objects.create(
        account_id=account_id,
        person_number=person_number,
        person_index=index_of(person_number),
        way=way,
        linked_at=at,
    )
    _record("accounts.linked", person_number, account_id, by=by, at=at, way=Way(way).value, document=document)


@transaction.atomic
def unlink(account_id: UUID, *, by: Actor, at: datetime) -> bool:
    """つながりを外す. False where there was none."""
    return _end(Link.objects.filter(account_id=account_id, ended_at=None), by=by, at=at)


@transaction.atomic
def unlink_person(person_number: str, *, by: Actor, at: datetime) -> bool:
    """The same, asked for at the counter by the person."""
    return _end(Link.objects.filter(person_index=index_of(person_number), ended_at=None), by=by, at=at)


def _end(links: Iterable[Link], *, by: Actor, at: datetime) -> bool:
    found = list(links)
    for each in found:
        each.ended_at = at
        each.save(update_fields=["ended_at"])
        _record("accounts.unlinked", each.person_number, each.account_id, by=by, at=at)
    return bool(found)


def _record(
    name: str, person_number: str, account_id: UUID, *, by: Actor, at: datetime, **public: str
) -> None:
    journal.record(
        name,
        by=by,
        subject=Ref("person", person_number),
        at=at,
        public=public,
        personal={"account": str(account_id)},
    )
