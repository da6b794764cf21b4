"""What the door of accounts hands out."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from machimado.kernel.access import Role
from machimado.kernel.ref import ANONYMOUS, Actor


class Level(IntEnum):
    """How surely we know who this is."""

    ANONYMOUS = 0
    EMAIL = 1  # an e-mail address that answers
    LINKED = 2  # linked to the register: a letter to the registered address, or an identity document at the counter
    CARD = 3  # the individual number card (JPKI)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who makes a request. `roles` and `sections` are those of the post in which an official acts just now."""

    account_id: str | None = None
    actor: Actor = ANONYMOUS
    person_number: str | None = None
    official_id: str | None = None
    level: Level = Level.ANONYMOUS
    roles: frozenset[Role] = frozenset({Role.ANONYMOUS})
    sections: frozenset[str] = frozenset()
    language: str = "ja"
    name: str = ""

    @property
    def is_anonymous(self) -> bool:
        return self.account_id is None

    @property
    def is_resident(self) -> bool:
        return self.account_id is not None and self.official_id is None

    @property
    def is_official(self) -> bool:
        return self.official_id is not None

    @property
    def section(self) -> str | None:
        """The section in which an official acts just now."""
        return next(iter(self.sections), None)


@dataclass(frozen=True, slots=True)
class AccountView:
    """A login, as others may need to know it: to write to, and in which language."""

    id: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """A login was a person's from `since` until `until` (None: it is)."""

    account_id: str
    since: datetime
    until: datetime | None

    def held_at(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at <= self.until)
