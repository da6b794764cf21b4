from datetime import UTC, datetime, timedelta
from pathlib import Path

from machimado.demo.clock import TownClock
from machimado.kernel.clock import jst


def test_without_a_file_it_is_now(tmp_path: Path) -> None:
    assert abs(TownClock(tmp_path / "clock.json")() - datetime.now(UTC)) < timedelta(minutes=1)


def test_it_moves_on_to_a_day_and_never_back(tmp_path: Path) -> None:
    clock = TownClock(tmp_path / "clock.json")
    goal = jst(datetime.now(UTC)).date() + timedelta(days=12)
    clock.reach(goal)
    assert jst(clock()).date() == goal
    clock.reach(goal - timedelta(days=5))
    assert jst(clock()).date() == goal


def test_another_process_sees_the_change(tmp_path: Path) -> None:
    server, command = TownClock(tmp_path / "clock.json"), TownClock(tmp_path / "clock.json")
    assert server.offset == timedelta(0)
    command.reach(jst(command()).date() + timedelta(days=3))
    assert server.offset == timedelta(days=3)
    command.reset()
    assert server.offset == timedelta(0)
