"""Which account belongs to which person."""

from collections.abc import Iterable
from uuid import UUID

from machimado.core.accounts.models import Account, Link
from machimado.core.accounts.outward import AccountView

PURPOSE = "accounts.link"


def person_of(account_id: UUID) -> str | None:
    """The 宛名番号 to which an account is linked."""
    sealed = (
        Link.objects.filter(account_id=account_id, ended_at=None)
        .values_list("person_number", flat=True)
        .first()
    )
    if sealed is None:
        return None
    from machimado.core.keys import api as keys

    return keys.decrypt(bytes(sealed), purpose=PURPOSE).decode()


def accounts_of(person_number: str) -> list[AccountView]:
    from machimado.core.keys import api as keys

    index = keys.blind_index(person_number, purpose=PURPOSE)
    return views(Account.objects.filter(links__person_index=index, links__ended_at=None, is_active=True))


def views(accounts: Iterable[Account]) -> list[AccountView]:
    return [AccountView(str(each.pk), each.email, each.language) for each in accounts]
