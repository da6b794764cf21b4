"""The demo's time: the machine's, moved on by as many days as the town was.

The offset lies in one small file, so that the server and the commands agree without talking to each other.
"""

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from machimado.kernel.clock import jst

FILE = "town-clock.json"


class TownClock:
    """A source for `kernel.clock.use`. The file is read again whenever it has changed."""

    def __init__(self, path: Path):
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._offset = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.offset

    @property
    def offset(self) -> timedelta:
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return timedelta(0)
        seen = (stat.st_mtime_ns, stat.st_ino)
        if seen != self._seen:
            self._offset = timedelta(days=json.loads(self._path.read_text())["days"])
            self._seen = seen
        return self._offset

    def reach(self, day: date) -> None:
        """Move the time on so that it is this day in the town, at the same time of day. Never moves it back."""
        missing = (day - jst(self()).date()).days
        if missing > 0:
            self._write(self.offset.days + missing)

    def reset(self) -> None:
        """The machine's own time again: for a town that is built anew."""
        self._write(0)

    def _write(self, days: int) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".new")
        draft.write_text(json.dumps({"days": days}))
        os.replace(draft, self._path)
