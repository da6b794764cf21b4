"""A parent who comes after the other has claimed for the child: not told to claim too, while that claim stands."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import QuerySet

from machimado.core.residents.tests.conftest import Cells
from machimado.engines.guidance import api as guidance
from machimado.engines.guidance import refreshing
from machimado.engines.guidance.models import Completion, DueItem
from machimado.engines.guidance.tests.conftest import BORN, BY, TODAY, Begin, Change, baby, child, parents
from machimado.engines.messaging.models import Message
from machimado.engines.procedures.models import Case, Submission
from machimado.engines.vocabulary import api as vocabulary

CLAIM = "児童手当認定請求"
NEXT, LATER = TODAY + timedelta(days=1), BORN + timedelta(days=1)
MOTHER: Cells = {**parents()[1], "続柄": "世帯主"}
AFTER = BORN + timedelta(days=2)
FLIGHT: Cells = {"世帯番号": "200", "異動日": "2026-11-25", "異動事由": "転居", "支援措置": "DV"}
ARRIVES: Cells = {**parents()[0], "続柄": "夫", "異動日": "2026-11-24", "異動事由": "転入"}


def due(person: str) -> set[str]:
    return {item.about for item in guidance.due_for(person, at=NEXT) if item.rule == CLAIM}


def messages(person: str) -> QuerySet[Message]:
    """What this person was told of, whatever is due."""
    items = DueItem.objects.filter(person=person).values_list("id", flat=True)
    return Message.objects.filter(about_kind="due", about_id__in=[str(each) for each in items])


def told(person: str) -> int:
    return messages(person).count()


def gone(reason: str, who: Cells = MOTHER) -> Cells:
    return {**who, "異動日": "2026-11-25", "異動事由": reason}


def claims(person: str = "002", state: str = "到達") -> str:
    """A case about the child, by default the mother's, as guidance has noted it."""
    case = Case.objects.create(
        id=uuid4(), number=f"{Case.objects.count():012}", person=person, procedure=CLAIM, edition=uuid4(),
        section="子ども家庭課", channel="オンライン", needs_decision=True, arrived_on=TODAY, filed_at=BORN, state=state,
    )  # fmt: skip
    Submission.objects.create(
        case=case, number=1, key=str(case.id), body='{"答え":{}}', digest="", at=BORN, entry=uuid4()
    )
    guidance.complete(person, CLAIM, case=str(case.id), children={"003", "004"}, at=BORN)
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
    assert told("001") == 0
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


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("reason", ["死亡", "転出"])
def test_when_the_claimant_is_gone_the_newcomer_is_told_once(change: Change, reason: str) -> None:
    claims()
    change(ARRIVES, at=LATER)
    change(gone(reason), {**ARRIVES, "続柄": "世帯主"}, at=AFTER)
    assert (due("001"), due("002"), told("001")) == ({"003"}, set(), 1)
    guidance.refresh(["002", "003"], at=AFTER + timedelta(hours=1))
    guidance.look_at_everybody(quiet=False, at=AFTER + timedelta(hours=2))
    assert (due("001"), told("001")) == ({"003"}, 1)


def claim_for_a_newborn(begin: Begin, change: Change) -> int:
    """Both were told of the birth, and the mother has claimed: how many messages the father has."""
    begin(parents())
    change(baby())
    claims()
    return told("001")


@pytest.mark.parametrize("reason", ["死亡", "転出"])
def test_who_was_told_of_the_birth_is_told_again_when_the_claimant_is_gone(
    begin: Begin, change: Change, reason: str
) -> None:
    before = claim_for_a_newborn(begin, change)
    assert due("001") == set()
    change(gone(reason, parents()[1]), at=AFTER)
    assert (due("001"), told("001")) == ({"004"}, before + 1)
    guidance.refresh(["002", "004"], at=AFTER + timedelta(hours=1))
    assert told("001") == before + 1


def test_what_was_put_away_stays_away(begin: Begin, change: Change) -> None:
    begin(parents())
    change(baby())
    item = DueItem.objects.get(rule=CLAIM, person="001")
    guidance.dismiss(item.id, person="001", by=BY, at=BORN)
    claims()
    before = told("001")
    change(gone("死亡", parents()[1]), at=AFTER)
    assert (due("001"), told("001")) == (set(), before)


def test_after_a_quiet_look_it_is_in_the_list_and_nobody_was_told(
    begin: Begin, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = claim_for_a_newborn(begin, change)
    with monkeypatch.context() as patch:
        patch.setattr(refreshing, "_look", lambda *args, **kwargs: None)
        change(gone("死亡", parents()[1]), at=AFTER)
    guidance.look_at_everybody(quiet=True, at=AFTER)
    assert (due("001"), told("001")) == ({"004"}, before)


def test_whom_protection_keeps_from_the_child_hears_nothing(begin: Begin, change: Change) -> None:
    """She claimed and fled with the child."""
    before = claim_for_a_newborn(begin, change)
    change({**MOTHER, **FLIGHT}, {**baby(), **FLIGHT}, at=AFTER)
    assert (due("001"), told("001")) == (set(), before)
    assert not DueItem.objects.filter(person="001", about="004", closed_at=None).exists()
    assert due("002") == set()  # her own claim stands


def test_the_claim_of_whom_she_fled_no_longer_stands_in_her_way(begin: Begin, change: Change) -> None:
    begin(parents())
    change(baby())
    claims("001")
    assert due("002") == set()
    his, hers = told("001"), told("002")
    change({**MOTHER, **FLIGHT}, {**baby(), **FLIGHT}, at=AFTER)
    assert (due("002"), told("002")) == ({"004"}, hers + 1)
    assert (due("001"), told("001")) == (set(), his)


def test_a_claimant_who_fled_alone_is_nothing_to_the_other_parent(begin: Begin, change: Change) -> None:
    """The child stays with him: he is guided as if she and her claim were not there (docs/adr/0038)."""
    before = claim_for_a_newborn(begin, change)
    change({**MOTHER, **FLIGHT}, at=AFTER)
    assert (due("001"), told("001")) == ({"004"}, before + 1)
    said = str(messages("001").latest("sent_at").content)
    assert "花子" not in said
    assert "002" not in said


def test_claims_that_stand_cost_no_query_each(
    begin: Begin, change: Change, django_assert_max_num_queries: Any
) -> None:
    """One look for the completions and one for their cases, however many; the register is not asked."""
    from machimado.engines.guidance.claimed import outlived

    begin(parents())
    change(*(baby(f"{number:03}", 名=f"子{number}") for number in range(3, 9)))
    case = claims()
    guidance.complete("002", CLAIM, case=case, at=BORN)
    assert Completion.objects.count() >= 12
    wanted = set(DueItem.objects.filter(closed_at=None).values_list("rule", "person", "claimant", "about"))
    with django_assert_max_num_queries(2):
        assert outlived(wanted, scope=None, at=LATER) == []
