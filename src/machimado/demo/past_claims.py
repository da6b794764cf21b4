"""Claims that came on paper in the town's last two weeks, so that the desk has work and the online rate a denominator."""

from datetime import date, datetime, timedelta

from machimado.core.offices import api as offices
from machimado.demo.cast import BY_SLUG
from machimado.demo.town.register import Row
from machimado.demo.town_life import morning, townhall
from machimado.engines.procedures import api as procedures
from machimado.kernel.clock import jst
from machimado.kernel.ref import Ref

WINDOW = timedelta(days=14)
WAY_TO_THE_COUNTER = timedelta(days=4)
NEW, MORE = "児童手当認定請求", "児童手当額改定認定請求"


def record(*, at: datetime) -> int:
    """Record a claim for each birth of the last days whose parents went to the counter. Returns how many."""
    today = jst(at).date()
    offered = {each.key for each in procedures.catalogue(on=today)}
    official = next(
        (each for each in offices.officials(at=at) if each.number == BY_SLUG["uketsuke"].number), None
    )
    if official is None:
        return 0
    with townhall().opened() as (ledger, _):
        claims = [claim for row in ledger.rows if (claim := _claim(row, ledger.household_of(row), today))]
    recorded = [claim for claim in claims if claim[0] in offered]
    for key, parent, child, arrived in recorded:
        procedures.record_paper(
            key,
            person=parent,
            answers=procedures.Answers(),
            arrived_on=arrived,
            request_key=f"demo-{child}",
            by=Ref("official", official.id),
            at=morning(arrived),
        )
    return len(recorded)


def _claim(row: Row, household: list[Row], today: date) -> tuple[str, str, str, date] | None:
    """(procedure, claimant, child, day of arrival) for a newborn of the window, else None."""
    arrived = date.fromisoformat(row["生年月日"]) + WAY_TO_THE_COUNTER
    if row["異動事由"] != "出生" or not today - WINDOW <= arrived < today or row["支援措置"]:
        return None
    parent = row["父宛名番号"] or row["母宛名番号"]
    siblings = [
        other
        for other in household
        if other is not row and parent in (other["父宛名番号"], other["母宛名番号"])
    ]
    return (MORE if siblings else NEW), parent, row["宛名番号"], arrived
