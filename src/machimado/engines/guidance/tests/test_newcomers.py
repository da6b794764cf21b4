"""A parent who comes after the other has claimed for the child: not told to claim too, while that claim stands."""

from datetime import timedelta
from uuid import uuid4

import pytest

from machimado.core.residents.tests.conftest import Cells
from machimado.engines.guidance import api as guidance
from machimado.engines.guidance import refreshing
from machimado.engines.guidance.models import DueItem
from machimado.engines.guidance.tests.conftest import BORN, BY, TODAY, Begin, Change, child, parents
from machimado.engines.messaging.models import Message
from machimado.engines.procedures.models import Case
from machimado.engines.vocabulary import api as vocabulary

CLAIM = "児童手当認定請求"
NEXT, LATER = TODAY + timedelta(days=1), BORN + timedelta(days=1)
MOTHER: Cells = {**parents()[1], "続柄": "世帯主"}
ARRIVES: Cells = {**parents()[0], "続柄": "夫", "異動日": "2026-11-24", "異動事由": "転入"}


def due(person: str) -> set[str]:
    return {item.about for item in guidance.due_for(person, at=NEXT) if item.rule == CLAIM}


def claims(person: str = "002", state: str = "到達") -> str:
    """A case of the mother's about her child, as guidance has noted it."""
    case = Case.objects.create(
        id=uuid4(), number=f"{Case.objects.count():012}", person=person, procedure=CLAIM, edition=uuid4(),
        section="子ども家庭課", channel="オンライン", needs_decision=True, arrived_on=TODAY, filed_at=BORN, state=state,
    )  # fmt: skip
    guidance.complete(person, CLAIM, case=str(case.id), children={"003"}, at=BORN)
    return str(case.id)


@pytest.fixture(params=["001 002", ""])
def home(request: pytest.FixtureRequest, begin: Begin) -> None:
    """A mother and her child; the father, certain or by 続柄 alone, lives elsewhere."""
    begin([MOTHER, child(父母宛名番号=request.param)])


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("source", ["ledger", "decision"])
def test_whom_the_city_pays_already_is_not_due_for_the_newcomer(source: str, change: Change) -> None:
    vocabulary.remember(
        "児童手当受給", person="002", about="003", value=True, source=source, valid_from=TODAY, by=BY, at=BORN
    )
    change(ARRIVES, at=LATER)
    assert due("001") == due("002") == set()


@pytest.mark.usefixtures("home")
def test_a_claim_under_way_is_the_newcomers_too(change: Change) -> None:
    case = claims()
    change(ARRIVES, at=LATER)
    assert due("001") == due("002") == set()
    assert not Message.objects.filter(recipient="001").exists()
    refreshing.reopen(case)  # withdrawn: either may claim
    assert due("001") == due("002") == {"003"}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("state", ["取下げ", "決定"])
def test_a_claim_that_has_ended_says_nothing(change: Change, state: str) -> None:
    claims(state=state)
    change(ARRIVES, at=LATER)
    assert due("001") == {"003"}


def test_another_child_of_the_same_parents_stays_due(begin: Begin, change: Change) -> None:
    begin([MOTHER, child(), child("005", 名="空")])
    claims()
    change(ARRIVES, at=LATER)
    assert due("001") == {"005"}


def test_a_claim_of_whom_the_mother_fled_does_not_stand_in_her_way(begin: Begin, change: Change) -> None:
    """支援措置: he claimed while they lived together; her own way to the allowance stays open."""
    begin([*parents(), child()])
    claims("001")
    DueItem.objects.filter(claimant="002").delete()
    fled = {"世帯番号": "200", "異動日": "2026-11-24", "異動事由": "転居", "支援措置": "DV"}
    change({**MOTHER, **fled}, child(**fled), at=LATER)
    assert due("002") == {"003"}
    assert due("001") == set()


def test_a_claim_of_somebody_who_has_left_says_nothing(begin: Begin, change: Change) -> None:
    begin([*parents(), child()])
    claims("001")
    DueItem.objects.filter(claimant="002").delete()
    change({**parents()[0], "異動日": "2026-11-24", "異動事由": "転出"}, at=LATER)
    assert due("002") == {"003"}
