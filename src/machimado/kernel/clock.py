"""Time: stored in UTC, thought in Japan Standard Time.

Domain code takes `at=`; only the edges (views, jobs, commands) ask this clock.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

JST = ZoneInfo("Asia/Tokyo")

Source = Callable[[], datetime]


def _system() -> datetime:
    return datetime.now(UTC)


_source: Source = _system


def use(source: Source | None) -> None:
    """Let `source` tell the time from now on; None returns to the machine's clock."""
    global _source
    _source = source or _system


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _source()


def today() -> date:
    """Today's date in Japan."""
    return jst(now()).date()


def jst(instant: datetime) -> datetime:
    """The same instant on Japan's wall clock."""
    return instant.astimezone(JST)
