"""The claim's own 事由の発生日 against the register's event: nothing is suggested as settled where they lead to different months."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from machimado.core.residents.tests.conftest import SUZUKI
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.suggesting import Suggested, suggest
from machimado.engines.procedures.tests.conftest import (
    AT,
    BABY,
    CONSENTS,
    FAMILY,
    MOTHER,
    Someone,
    begin,
    fill,
    resident,
)
from machimado.engines.procedures.tests.test_later_known import Rows, register
from machimado.kernel import clock

__all__ = ["register"]

pytestmark = pytest.mark.django_db
ARRIVES = datetime(2026, 12, 3, 3, tzinfo=UTC)


@pytest.fixture
def mother(packs: None, register: Rows, request: pytest.FixtureRequest) -> Someone:  # noqa: F811
    """She, her husband and a child who was born on the day that the test says."""
    clock.use(lambda: AT)
    child = (*FAMILY[2][:6], request.param, *FAMILY[2][7:])
    register(*((*row[:8], SUZUKI, *row[9:]) for row in (*FAMILY[:2], child)), mode="full", at=AT)
    return resident("hana@example.jp", MOTHER)


def suggested(who: Someone, reason: str, day: str) -> Suggested:
    draft = fill(who, begin(who, ARRIVES), ARRIVES)
    scope: dict[str, Any] = {**who.scope, "at": ARRIVES}
    said = {"請求の事由": reason, "事由の発生日": day}
    procedures.answer(draft.id, page="請求の事由", values=said, **scope)
    sent = procedures.submit(draft.id, **scope, level=2, consents=CONSENTS)
    case = procedures.my_case(sent.id, **who.scope)
    outcome = case.procedure.outcome("認定")
    assert outcome is not None
    return suggest(case, outcome)


@pytest.mark.parametrize("mother", ["2020-05-05"], indirect=True)
def test_who_left_the_public_service_in_november_and_claims_in_december(mother: Someone) -> None:
    """December by the day stated (8条3項), January by the register's: the official judges; the amount is the same."""
    found = suggested(mother, "公務員退職", "2026-11-30")
    assert "支給開始月" not in found.whole
    assert found.whole["事由"] == "公務員でなくなった(令和8年11月30日)"
    assert found.whole["月額の合計"] == found.each[BABY]["月額"] == 10_000


@pytest.mark.parametrize("mother", ["2020-05-05"], indirect=True)
def test_an_event_of_the_month_of_the_claim_leads_to_the_next_month_either_way(mother: Someone) -> None:
    assert suggested(mother, "公務員退職", "2026-12-01").whole["支給開始月"] == "2027-01"


@pytest.mark.parametrize("mother", ["2023-12-20"], indirect=True)
def test_an_amount_that_hangs_on_the_open_month_is_open_too(mother: Someone) -> None:
    """15,000 yen for December, 10,000 from January: the third birthday is in between."""
    found = suggested(mother, "公務員退職", "2026-11-30")
    assert "月額の合計" not in found.whole
    assert found.each == {}


@pytest.mark.parametrize("mother", ["2026-11-20"], indirect=True)
@pytest.mark.parametrize(("day", "month"), [("2026-11-20", "2026-12"), ("2026-12-01", None)])
def test_a_birth_is_settled_where_the_claim_says_the_registers_day(
    mother: Someone, day: str, month: str | None
) -> None:
    assert suggested(mother, "出生", day).whole.get("支給開始月") == month
