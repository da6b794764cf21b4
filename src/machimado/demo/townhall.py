"""Where the demo keeps its town between two days: the ledger as a CSV, the state beside it, each day's changes.

This folder plays the city's 住民基本台帳 system. Machimado hears of it only through files, as it would in a city.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from machimado.demo.town.ledger import Ledger
from machimado.demo.town.register import Row, from_csv, to_csv


@dataclass(slots=True)
class State:
    """What the town knows of itself besides its residents. `keys`: 「物語.母」 → 宛名番号."""

    seed: str
    as_of: str
    today: str
    next_person: int
    next_household: int
    loaded: bool = False
    births: int = 0
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.today)


class Townhall:
    """The folder. Work on the town happens inside `opened()`, one process at a time."""

    def __init__(self, folder: Path):
        self.folder = folder

    @property
    def founded(self) -> bool:
        return (self.folder / "state.json").exists()

    def found(self, rows: list[Row], state: State) -> Path:
        """Begin with these residents; returns the register file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._save(Ledger(rows), state)
        self.taken("")
        return self.folder / "register.csv"

    def state(self) -> State:
        return State(**json.loads((self.folder / "state.json").read_text(encoding="utf-8")))

    @contextmanager
    def opened(self) -> Iterator[tuple[Ledger, State]]:
        """The ledger and the state to work on; kept if the work succeeds, as they were if it does not."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            state = self.state()
            text = (self.folder / "register.csv").read_text(encoding="utf-8")
            ledger = Ledger(
                from_csv(text), next_person=state.next_person, next_household=state.next_household
            )
            yield ledger, state
            self._save(ledger, state)

    def note(self, state: State) -> None:
        """Keep a state whose residents have not changed."""
        _replace(self.folder / "state.json", json.dumps(asdict(state), ensure_ascii=False, indent=1))

    @property
    def last_taken(self) -> str:
        """The latest day whose changes were taken in: after a broken tick, days up to it are not told twice."""
        mark = self.folder / "taken"
        return mark.read_text() if mark.exists() else ""

    def taken(self, name: str) -> None:
        _replace(self.folder / "taken", name)

    def changes(self, name: str, rows: list[Row]) -> Path:
        """Write a file of changes for the importer. The same name again overwrites: it holds the same rows."""
        path = self.folder / "changes" / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_csv(rows), encoding="utf-8", newline="")
        return path

    def _save(self, ledger: Ledger, state: State) -> None:
        state.next_person, state.next_household = ledger.next_person, ledger.next_household
        _replace(self.folder / "register.csv", to_csv(ledger.rows))
        self.note(state)


def _replace(path: Path, text: str) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(text, encoding="utf-8", newline="")
    os.replace(draft, path)
