"""Why a claim is begun: what brought somebody here (a due item) tells its occasion through this port.

Guidance stands above this room, and registers itself: procedures knows only that an origin may have an occasion.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from machimado.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Occasion:
    """What happened (出生, 転入 …: the words of the procedures' choices), and when; why it matters, and until when."""

    kind: str
    on: date
    reason: Text | None = None
    deadline: date | None = None


class Provider(Protocol):
    def __call__(self, origin: str, *, person: str, at: datetime) -> Occasion | None: ...


_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask `provider` for the occasion of an origin, too; it answers None for what is not its own."""
    _providers.append(provider)


def of(origin: str, *, person: str, at: datetime) -> Occasion | None:
    """The occasion of an origin, for this person only."""
    found = (provider(origin, person=person, at=at) for provider in _providers) if origin else iter(())
    return next((occasion for occasion in found if occasion), None)
