"""Which account belongs to which person: making the link, ending it, asking for it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from machimado.core.accounts.models import Account, Link, Way
from machimado.core.accounts.outward import AccountView
from machimado.core.journal import api as journal
from machimado.core.keys import api as keys
from machimado.kernel.ref import Actor, Ref

PURPOSE = "accounts.link"


def index_of(person_number: str) -> bytes:
    return keys.blind_index(person_number, purpose=PURPOSE)


def person_of(account_id: UUID) -> str | None:
    """The 宛名番号 to which an account is linked."""
    return (
        Link.objects.filter(account_id=account_id, ended_at=None)
        .values_list("person_number", flat=True)
        .first()
    )


def accounts_of(person_number: str) -> list[AccountView]:
    linked = Account.objects.filter(
        links__person_index=index_of(person_number), links__ended_at=None, is_active=True
    )
    return [_view(each) for each in linked]


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
    if person_of(account_id) == person_number:
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
