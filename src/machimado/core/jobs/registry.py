"""What can be enqueued, by name, and what is due by the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol


class Run(Protocol):
    """The work of a job. `payload` is what was enqueued; an outward job's also holds `key` and `unknown`."""

    def __call__(self, payload: dict[str, Any], *, at: datetime) -> None: ...


class Permanent(Exception):  # noqa: N818 - a verdict on the work, not an accident
    """Raised by a job: no further try can help (an address that does not exist)."""


class Temporary(Exception):  # noqa: N818
    """Raised by a job: try again, not before `after` if the other side said so."""

    def __init__(self, message: str = "", *, after: timedelta | None = None) -> None:
        super().__init__(message)
        self.after = after


class UnknownOutcome(Exception):  # noqa: N818
    """Raised by an outward job: the other side may or may not have acted (a time-out after sending)."""


@dataclass(frozen=True)
class Kind:
    """One registered job: its work, its direction, and how often it is tried after the first failure."""

    name: str
    run: Run
    outward: bool
    retries: int


@dataclass(frozen=True)
class Periodic:
    """A job that is run every so often; `when`, a cheap look, lets a beat pass without a transaction."""

    name: str
    every: timedelta
    when: Callable[[], bool] | None = None


_kinds: dict[str, Kind] = {}
_periodic: dict[str, Periodic] = {}


def job(name: str, *, outward: bool = False, retries: int = 8) -> Callable[[Run], Run]:
    """Register the decorated function as the work of `name` ("room.verb")."""

    def register(run: Run) -> Run:
        known = _kinds.get(name)
        if known is not None and _where(known.run) != _where(run):
            raise ValueError(
                f"two functions want to be the job {name}: {_where(known.run)} and {_where(run)}"
            )
        _kinds[name] = Kind(name=name, run=run, outward=outward, retries=retries)
        return run

    return register


def every(name: str, *, seconds: float, when: Callable[[], bool] | None = None) -> None:
    """Run the registered inward job `name` every so many seconds, once over all workers."""
    _periodic[name] = Periodic(name=name, every=timedelta(seconds=seconds), when=when)


def kind(name: str) -> Kind:
    """The registered job, or LookupError."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"no job is registered as {name}") from None


def periodic() -> list[Periodic]:
    return list(_periodic.values())


def _where(run: Run) -> str:
    return f"{getattr(run, '__module__', '')}.{getattr(run, '__qualname__', '')}"
