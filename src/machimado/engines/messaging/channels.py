"""The port of messaging: a channel takes one delivery to the outside and says how it went.

An adapter registers in its AppConfig.ready(): `register_channel(SmtpChannel())`. The last registration of a name wins,
so the demo's stand-in and a test's failing stand-in take the place of the real client by the same call.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a channel carries. `key` is the same at every attempt: Message-ID, Topic, idempotency key."""

    key: str
    target: str
    language: str
    subject: str
    body: str
    link: str = ""
    urgent: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the other side said when it took the delivery. `waiting` means: taken, but not there yet (a letter)."""

    note: str = ""
    waiting: bool = False


class ChannelError(Exception):
    """A delivery that did not go through; the text names no person."""


class PermanentError(ChannelError):
    """Trying again would change nothing: an address that does not exist, a subscription that is gone."""

    def __init__(self, message: str, *, gone: bool = False) -> None:
        super().__init__(message)
        self.gone = gone


class TemporaryError(ChannelError):
    """Try again, not before `retry_after` seconds where the other side named a time."""

    def __init__(self, message: str, *, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class UnknownOutcome(TemporaryError):
    """Everything was handed over, but the answer was lost: it may have arrived."""


class Rest:
    """A server that did not answer is left alone for a minute: whoever waits behind is not held up by one time-out after
    the other, and other channels go on.
    """

    FOR = timedelta(seconds=60)

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}

    def check(self, server: str, *, at: datetime) -> None:
        """Raises TemporaryError while the server rests."""
        left = self._until.get(server, at) - at
        if left > timedelta(0):
            raise TemporaryError("resting", retry_after=ceil(left.total_seconds()))

    def begin(self, server: str, *, at: datetime) -> None:
        """The server did not answer."""
        self._until[server] = at + self.FOR


class Channel(Protocol):
    """A way out of the house."""

    name: str

    def deliver(self, outgoing: Outgoing) -> Receipt:
        """Hand over one delivery. Raises PermanentError, TemporaryError or UnknownOutcome."""
        ...

    def targets(self, account_id: str) -> list[str]:
        """Where an account can be reached, for channels that keep their own targets (push subscriptions)."""
        ...

    def gone(self, target: str) -> None:
        """The target does not exist any more: forget it where the channel keeps targets."""
        ...


EMAIL = "e-mail"
PUSH = "push"
POST = "郵送"

_channels: dict[str, Channel] = {}


def register_channel(channel: Channel) -> None:
    """Let deliveries of this channel's name go out through it."""
    _channels[channel.name] = channel


def channel(name: str) -> Channel:
    """The channel of this name. Raises TemporaryError where none is registered (an adapter not installed yet)."""
    try:
        return _channels[name]
    except KeyError:
        raise TemporaryError(f"no channel named {name}") from None


def targets(name: str, account_id: str) -> list[str]:
    """Where an account can be reached on a channel; nowhere while the channel is not registered."""
    return _channels[name].targets(account_id) if name in _channels else []


def panels() -> list[str]:
    """Templates that channels add to the page of preferences (subscribing this device)."""
    found = (getattr(each, "panel", "") for each in _channels.values())
    return [panel for panel in found if panel]
