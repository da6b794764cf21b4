"""Rows that wait outside the main database: checked against each other, and cut into chunks of whole households."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from machimado.core.residents.intake.reasons import DEPARTURES, REASONS
from machimado.core.residents.intake.row import Row
from machimado.core.residents.outward import Fault

CHUNK = 1_000


class Staged(NamedTuple):
    """One row on its way. `row` is None for a person who is absent from a full file."""

    number: str
    household: str
    digest: bytes
    row: Row | None


class Heads(NamedTuple):
    """世帯主 of a household in which somebody is present: here, and gone with this file. `line`: one of its rows."""

    household: str
    heads: int
    heads_gone: int
    members: int
    line: int


class Chunk(NamedTuple):
    number: int
    first: str
    last: str
    digest: str


def folder() -> Path:
    """Where imports wait: readable by us alone, and emptied when an import is done."""
    path = Path(settings.VAR) / "staging"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


class Staging:
    """A private SQLite file with one table of rows. It holds names and addresses: it is removed as soon as it can be."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        self.path = path
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("PRAGMA cache_size=-16000")
        self._db.execute(
            "CREATE TABLE row (line INTEGER, number TEXT, household TEXT, head INTEGER, present INTEGER,"
            " digest BLOB, payload TEXT, born TEXT, father TEXT, mother TEXT)"
        )
        self._db.execute(
            "CREATE TABLE chunk (number INTEGER PRIMARY KEY, first TEXT, last TEXT, digest TEXT)"
        )

    def close(self) -> None:
        self._db.close()
        self.path.unlink(missing_ok=True)

    def add(self, rows: Iterable[tuple[int, Row]]) -> None:
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO row VALUES (?,?,?,?,?,?,?,?,?,?)", map(_stored, rows))
        self._db.execute("COMMIT")

    def index(self) -> None:
        """After the last `add`: what the checks and the chunks search by."""
        self._db.execute("CREATE INDEX row_number ON row (number)")
        self._db.execute("CREATE INDEX row_household ON row (household, number)")

    def count(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM row").fetchone()[0])

    def doubles(self, limit: int) -> list[Fault]:
        """宛名番号 that stand in more than one row."""
        rows = self._db.execute(
            "SELECT number, min(line), max(line), count(*) FROM row GROUP BY number HAVING count(*) > 1"
            " ORDER BY 2 LIMIT ?",
            (limit,),
        )
        return [
            Fault(
                last,
                "宛名番号",
                number,
                f"同じ宛名番号が{count}行あります({first}行目にもあります)。",
                "一人につき一行にしてください。",
            )
            for number, first, last, count in rows
        ]

    def heads(self) -> Iterator[Heads]:
        """Of each household with somebody present."""
        yield from map(
            Heads._make,
            self._db.execute(
                "SELECT household, sum(head AND present), sum(head AND NOT present), sum(present), max(line * present)"
                " FROM row GROUP BY household HAVING sum(present) ORDER BY household"
            ),
        )

    def born_before_parents(self, limit: int) -> list[tuple[int, str]]:
        """(line, 宛名番号 of the parent) of those who would be as old as a parent of theirs, or older."""
        one = (
            "SELECT child.line, parent.number FROM row child JOIN row parent ON parent.number = child.{0}"
            " WHERE child.{0} != '' AND child.born != '' AND parent.born >= child.born"
        )
        both = f"{one.format('father')} UNION ALL {one.format('mother')} ORDER BY 1 LIMIT ?"
        return list(self._db.execute(both, (limit,)))

    def parents_elsewhere(self) -> Iterator[tuple[int, str, str]]:
        """(line, birth, 宛名番号) of the parents whom the file names and does not hold."""
        one = (
            "SELECT line, born, {0} FROM row child WHERE {0} != '' AND born != ''"
            " AND NOT EXISTS (SELECT 1 FROM row parent WHERE parent.number = child.{0})"
        )
        yield from self._db.execute(f"{one.format('father')} UNION ALL {one.format('mother')}")

    def without_street(self) -> Iterator[tuple[int, Row]]:
        """(line, row) of those of whose address the file has no 番地, neither in a column nor in a line."""
        for line, payload in self._db.execute("SELECT line, payload FROM row ORDER BY line"):
            row = Row(*json.loads(payload))
            if row.street is None:
                yield line, row

    def lacking(self, numbers: Sequence[str]) -> set[str]:
        """Those of the given 宛名番号 that no row has."""
        marks = ",".join("?" * len(numbers))
        found = self._db.execute(f"SELECT number FROM row WHERE number IN ({marks})", numbers)  # noqa: S608
        return set(numbers) - {number for (number,) in found}

    def sexes(self, numbers: Collection[str]) -> dict[str, str]:
        """男, 女 or empty of those of the persons whom the file has."""
        marks = ",".join("?" * len(numbers))
        found = self._db.execute(
            f"SELECT number, payload FROM row WHERE payload NOT NULL AND number IN ({marks})",  # noqa: S608
            tuple(numbers),
        )
        return {number: Row(*json.loads(payload)).sex for number, payload in found}

    def add_absent(self, people: Iterable[tuple[str, str]]) -> None:
        """Persons (宛名番号, 世帯番号) whom a full file no longer has."""
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO row VALUES (0,?,?,0,0,x'',NULL,'','','')", people)
        self._db.execute("COMMIT")

    def cut(self, size: int = CHUNK) -> list[Chunk]:
        """Cut into chunks of whole households, the same for the same rows. The digest of a chunk covers its rows'."""
        self._db.execute("DELETE FROM chunk")
        first = last = None
        count, hasher = 0, hashlib.sha256()
        chunks: list[Chunk] = []
        rows = self._db.execute("SELECT household, number, digest FROM row ORDER BY household, number")
        for household, number, digest in rows:
            if count >= size and household != last:
                chunks.append(Chunk(len(chunks), str(first), str(last), hasher.hexdigest()))
                first, count, hasher = None, 0, hashlib.sha256()
            first = household if first is None else first
            last = household
            count += 1
            hasher.update(number.encode() + b"\0" + digest)
        if count:
            chunks.append(Chunk(len(chunks), str(first), str(last), hasher.hexdigest()))
        self._db.executemany("INSERT INTO chunk VALUES (?,?,?,?)", chunks)
        return chunks

    def rows(self, chunk: Chunk) -> list[Staged]:
        found = self._db.execute(
            "SELECT number, household, digest, payload FROM row WHERE household BETWEEN ? AND ?"
            " ORDER BY household, number",
            (chunk.first, chunk.last),
        )
        return [
            Staged(number, household, digest, Row(*json.loads(payload)) if payload else None)
            for number, household, digest, payload in found
        ]


def _stored(item: tuple[int, Row]) -> tuple[int | str | bytes, ...]:
    line, row = item
    payload = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    present = REASONS.get(row.reason or "") not in DEPARTURES
    head = row.relationship == "世帯主"
    digest = hashlib.sha256(payload.encode()).digest()
    born = "" if row.born_as_written else row.birth
    kin = (born, row.father or "", row.mother or "")
    return line, row.number, row.household, int(head), int(present), digest, payload, *kin
