"""児童手当法8条: the later of the month's end and the 15th day; closed days move to the next open one."""

from datetime import date

import pytest

from machimado.engines.rules.examples import USUAL
from machimado.engines.rules.language.deadlines import months


@pytest.mark.parametrize(
    ("born", "claimed", "deadline", "starts", "lost"),
    [
        (date(2026, 11, 2), date(2026, 11, 30), date(2026, 11, 30), date(2026, 12, 1), 0),
        (date(2026, 11, 2), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1), 1),
        (
            date(2026, 11, 20),
            date(2026, 12, 7),
            date(2026, 12, 7),
            date(2026, 12, 1),
            0,
        ),  # the 15th day is a Saturday
        (date(2026, 11, 20), date(2026, 12, 8), date(2026, 12, 31), date(2027, 1, 1), 1),
        (
            date(2026, 12, 15),
            date(2027, 1, 4),
            date(2027, 1, 4),
            date(2027, 1, 1),
            0,
        ),  # 12/30 is closed until 1/4
        (date(2026, 12, 31), date(2027, 1, 15), date(2027, 1, 15), date(2027, 1, 1), 0),
        (
            date(2026, 1, 31),
            date(2026, 2, 16),
            date(2026, 2, 16),
            date(2026, 2, 1),
            0,
        ),  # the 15th is a Sunday
        (date(2026, 4, 20), date(2026, 5, 7), date(2026, 5, 7), date(2026, 5, 1), 0),  # Golden Week
        (date(2024, 5, 1), date(2026, 11, 24), date(2026, 11, 30), date(2026, 12, 1), 30),
    ],
)
def test_months(born: date, claimed: date, deadline: date, starts: date, lost: int) -> None:
    found = months(born, claimed, 15, USUAL)
    assert (found.deadline, found.starts, found.lost) == (deadline, starts, lost)
