"""The door of messaging: say something to a person, on the channels they wish.

messaging.send("児童手当のご案内", to=person, context={"児童": …}, about=Ref("person", person),
               key=f"due:{due}", link="/procedures/児童手当認定請求/start/?for=…", at=at)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from machimado.core.accounts import api as accounts
from machimado.engines.messaging import letters, outbox, queries
from machimado.engines.messaging.channels import (
    EMAIL,
    POST,
    PUSH,
    Channel,
    Outgoing,
    PermanentError,
    Receipt,
    Rest,
    TemporaryError,
    UnknownOutcome,
    register_channel,
)
from machimado.engines.messaging.definitions import MessageDefinition, MissingPlaceholder
from machimado.engines.messaging.letters import LetterView
from machimado.engines.messaging.queries import NoticeView
from machimado.engines.messaging.receipts import DeliveryView
from machimado.kernel.ref import Ref

__all__ = [
    "EMAIL",
    "POST",
    "PUSH",
    "Channel",
    "DeliveryView",
    "LetterView",
    "MessageDefinition",
    "MissingPlaceholder",
    "NoticeView",
    "Outgoing",
    "PermanentError",
    "Receipt",
    "Rest",
    "Sent",
    "TemporaryError",
    "UnknownOutcome",
    "deliveries",
    "inbox",
    "post_letter",
    "register_channel",
    "send",
    "unread",
]


@dataclass(frozen=True, slots=True)
class Sent:
    """What `send` wrote: a message for each account, or one letter; empty where the person can be reached by neither."""

    messages: tuple[UUID, ...]


@transaction.atomic
def send(
    template: str,
    *,
    to: str | UUID,
    about: Ref,
    key: str,
    at: datetime,
    context: Mapping[str, object] | None = None,
    link: str | None = None,
) -> Sent:
    """Say `template` (a definition of kind "message") to a person (宛名番号) or to an account (its UUID).

    Writes within the caller's transaction; the channels carry it after the commit. The same `key` to the same recipient
    is said once. `link` is a path of this installation. A context value may be a kernel Text: each reader gets their own
    language. Raises DefinitionError for an unknown template, MissingPlaceholder for a value that is not given.
    """
    notice = outbox.Notice.of(template, context=context or {}, about=about, key=key, link=link or "", at=at)
    if isinstance(to, UUID):
        reached = queries.account(to)
        return Sent(tuple(outbox.to_account(notice, each, at=at)[0] for each in reached))
    reached = accounts.accounts_of(to)
    if reached:
        return Sent(tuple(outbox.to_account(notice, each, at=at)[0] for each in reached))
    posted = outbox.by_post(notice, to, at=at)
    return Sent((posted,) if posted else ())


def inbox(account_id: str | UUID, *, limit: int = 50) -> list[NoticeView]:
    """An account's notices, unread first, then the newest."""
    return queries.inbox(UUID(str(account_id)), limit=limit)


def unread(account_id: str | UUID) -> int:
    """How many notices of an account nobody has opened."""
    return queries.unread(UUID(str(account_id)))


def deliveries(about: Ref) -> list[DeliveryView]:
    """What was sent about something, on which channel, and how far it came: what an official sees on a case."""
    return queries.deliveries(about)


def post_letter(
    pdf: bytes | None,
    *,
    kind: str,
    person: str,
    about: Ref,
    key: str,
    at: datetime,
    pages: int = 1,
    restricted: bool = False,
    delivery: UUID | None = None,
    fault: str = "",
) -> LetterView:
    """Put a letter into the print queue (郵送). `restricted` letters are handled by 管理 alone. Once for each key.

    A letter that could not be made comes without `pdf` and with `fault`, the reason in Japanese: the queue shows it to the
    officials, who write it by other means.
    """
    return letters.queue(
        pdf,
        kind=kind,
        person=person,
        about=about,
        key=key,
        at=at,
        pages=pages,
        restricted=restricted,
        delivery=delivery,
        fault=fault,
    )
