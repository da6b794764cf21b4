"""The table of the mission's rows, from the tests tagged `@pytest.mark.mission("ROW")`.

A journey that shows only a part of a row says so: `@pytest.mark.mission("0-push", part="児童手当だけ")`. A row works when
at least one journey shows it whole and no journey tagged with it fails.
"""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

ROWS: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("mission.yaml").read_text(encoding="utf-8")
)


class Board:
    """Collects what each row's journeys came to."""

    def __init__(self) -> None:
        self.parts: dict[str, list[str]] = defaultdict(list)
        self.whole: dict[str, bool] = defaultdict(bool)
        self.tagged: dict[str, list[tuple[str, str]]] = {}
        self.failed: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            marks = [(m.args[0], m.kwargs.get("part", "")) for m in item.iter_markers("mission")]
            unknown = [row for row, _ in marks if row not in ROWS]
            if unknown:
                raise pytest.UsageError(f"{item.nodeid}: no such row of the mission: {unknown}")
            self.tagged[item.nodeid] = marks

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for row, part in self.tagged.get(report.nodeid, []):
            if report.failed or report.skipped:
                self.failed.add(row)
            elif report.when == "call" and part:
                self.parts[row].append(part)
            elif report.when == "call":
                self.whole[row] = True

    def state(self, row: str) -> str:
        if row in self.failed:
            return "failing"
        if self.whole[row]:
            return "working"
        return f"in part: {', '.join(sorted(set(self.parts[row])))}" if self.parts[row] else "–"

    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """After pytest's own summary: the table, and as the last line how many rows work."""
        terminal: Any = config.pluginmanager.get_plugin("terminalreporter")
        terminal.section("mission")
        for row, words in ROWS.items():
            terminal.write_line(f"{row:<7} {self.state(row):<10} {words['policy']}")
        working = sum(self.state(row) == "working" for row in ROWS)
        terminal.write_line(f"{working} of {len(ROWS)} rows working")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mission", action="store_true", help="print the table of the mission's rows")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--mission"):
        config.pluginmanager.register(Board(), "mission-board")
