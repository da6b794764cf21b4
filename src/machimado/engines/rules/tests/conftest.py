"""A small register, the nation's rules and messages, and the story's families."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from machimado.core.definitions import api as definitions
from machimado.core.jobs import api as jobs
from machimado.core.residents.tests.conftest import Cells, Load, load, row  # noqa: F401
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.ref import system

AT = datetime(2026, 11, 23, 3, tzinfo=UTC)
BORN = datetime(2026, 11, 24, 3, tzinfo=UTC)
TODAY = date(2026, 11, 24)
BY = system("test")


def parents() -> list[Cells]:
    return [
        row("001"),
        row("002", "鈴木 花子", 性別="女", 生年月日="1987-03-01", 続柄="妻"),
    ]


def child(number: str = "003", born: str = "2022-05-05", **cells: str) -> Cells:
    return row(number, "鈴木 翔", **{"生年月日": born, "続柄": "子", "父母宛名番号": "001 002", **cells})


def baby(number: str = "004", **cells: str) -> Cells:
    return child(number, "2026-11-20", **{"異動日": "2026-11-20", "異動事由": "出生", **cells})


Begin = Callable[..., None]
Change = Callable[..., None]


@pytest.fixture
def begin(db: None, load: Load, tmp_path: Path) -> Begin:  # noqa: F811
    """Load packs, the register and the whole list of recipients: (recipient, child) pairs."""
    settings.VAR = tmp_path / "var"

    def _begin(rows: list[Cells], recipients: list[tuple[str, str]] = ()) -> None:  # type: ignore[assignment]
        definitions.load_pack(_part_of_the_nation(tmp_path), by=BY, at=AT)
        report = load(rows, at=AT)
        assert report.accepted, report.faults
        lines = [vocabulary.Receipt(person, about, date(2026, 1, 1)) for person, about in recipients]
        vocabulary.import_ledger("児童手当受給", lines, complete_from=date(2026, 1, 1), by=BY, at=AT)
        jobs.drain(at=AT)

    return _begin


def _part_of_the_nation(folder: Path) -> Path:
    """The pack's words, rules and messages; not its documents and procedures, which take long to load."""
    pack = folder / "japan"
    pack.mkdir()
    for part in ("vocabulary", "rules", "messages"):
        (pack / part).symlink_to(Path(settings.ROOT) / "packs/japan" / part)
    return pack


@pytest.fixture
def change(load: Load) -> Change:  # noqa: F811
    """A file of changes arrives, and what follows from it is done."""

    def _change(*rows: Cells, at: datetime = BORN) -> None:
        report = load(list(rows), mode="changes", at=at)
        assert report.accepted, report.faults
        jobs.drain(at=at + timedelta(seconds=5))

    return _change
