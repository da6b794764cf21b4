"""The town's own 住民基本台帳: every resident's row as it stands today, and the rows that a day has changed.

It is the system of record that Machimado only ever hears of through files.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from machimado.demo.town.register import Row

DEPARTED = {"死亡", "転出"}


class Ledger:
    """Rows by 宛名番号 and by household. What is changed through `put` is also noted in `changes`."""

    def __init__(self, rows: Iterable[Row], *, next_person: int = 0, next_household: int = 0):
        self.rows = list(rows)
        self.by_number = {row["宛名番号"]: row for row in self.rows}
        self.households: dict[str, list[Row]] = {}
        for row in self.rows:
            self.households.setdefault(row["世帯番号"], []).append(row)
        self.next_person = next_person or 1 + max(int(row["宛名番号"]) for row in self.rows)
        self.next_household = next_household or 1 + max(int(row["世帯番号"]) for row in self.rows)
        self.changes: dict[str, Row] = {}

    def household_of(self, row: Row) -> list[Row]:
        return self.households[row["世帯番号"]]

    def new_household(self) -> str:
        self.next_household += 1
        return str(self.next_household - 1)

    def add(self, row: Row, *, on: date, event: str) -> Row:
        """A new resident: born here or moved in. The row gets its 宛名番号."""
        row["宛名番号"] = str(self.next_person)
        self.next_person += 1
        self.rows.append(row)
        self.by_number[row["宛名番号"]] = row
        self.households.setdefault(row["世帯番号"], []).append(row)
        return self.note(row, on=on, event=event)

    def note(self, row: Row, *, on: date, event: str) -> Row:
        """What happened to this resident on a day; later today overrides earlier today."""
        row["異動日"], row["異動事由"] = on.isoformat(), event
        self.changes[row["宛名番号"]] = dict(row)
        return row

    def remove(self, row: Row, *, on: date, event: str) -> None:
        """A resident leaves the register: their last row says how."""
        self.note(row, on=on, event=event)
        self.rows.remove(row)
        members = self.household_of(row)
        members.remove(row)
        if not members:
            del self.households[row["世帯番号"]]
        del self.by_number[row["宛名番号"]]

    def move(self, row: Row, household: str) -> None:
        """Into another household; who calls says what it is called."""
        members = self.household_of(row)
        members.remove(row)
        if not members:
            del self.households[row["世帯番号"]]
        row["世帯番号"] = household
        self.households.setdefault(household, []).append(row)

    def take_changes(self) -> Iterator[Row]:
        """The changed rows, in the order in which they first changed; then none."""
        changed, self.changes = self.changes, {}
        return iter(changed.values())
