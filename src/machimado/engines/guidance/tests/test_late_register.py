"""A parent claims before the register knows the child (里帰り出産): nobody is asked for what was claimed, then or later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from machimado.core.jobs import api as jobs
from machimado.engines.guidance import api as guidance
from machimado.engines.guidance.models import Completion
from machimado.engines.guidance.tests.conftest import AT, BORN, Begin, Change, baby, parents
from machimado.engines.messaging.models import Message
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.api import Answer, Answers, Item
from machimado.engines.procedures.tests.conftest import CLAIM, ROOT, SECTION, publish
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.ref import Ref

REVIEW, DECIDER = Ref("official", "1"), Ref("official", "2")
LATER = BORN + timedelta(days=1)
MONTHS_LATER = (BORN + timedelta(days=60)).date()
NAME = {"氏": "鈴木", "名": "翔"}
OTHER = {"氏": "鈴木", "名": "海"}


@pytest.fixture
def town(begin: Begin) -> None:
    """Both parents; the register does not know the child yet."""
    begin(parents())
    for kind, folder, name in (
        ("procedure", "procedures", CLAIM),
        ("document", "documents", "児童手当認定通知書"),
        ("document", "documents", "児童手当却下通知書"),
    ):
        publish(kind, name, (ROOT / f"packs/japan/{folder}/{name}.yaml").read_text(encoding="utf-8"))
    for file in sorted((ROOT / "packs/shiroishi/issuers").glob("*.yaml")):
        publish("issuer", file.stem, file.read_text(encoding="utf-8"))


def claim(*names: dict[str, str], person: str = "002") -> UUID:
    """A claim with these children, as it came on paper on the day of the 出生届."""
    items = tuple(
        Item(
            f"s{number}",
            {"児童の氏名": Answer(name, "paper"), "児童の生年月日": Answer("2026-11-20", "paper")},
        )
        for number, name in enumerate(names)
    )
    case = procedures.record_paper(
        CLAIM, person=person, answers=Answers(groups={"児童": items}), arrived_on=AT.date(),
        request_key=person, by=REVIEW, at=AT,
    )  # fmt: skip
    jobs.drain(at=AT)
    return case.id


def decide(case: UUID, outcome: str = "認定", *, at: Any) -> None:
    scope: dict[str, Any] = {"sections": [SECTION], "at": at}
    procedures.accept(case, by=REVIEW, **scope)
    content: dict[str, Any] = {
        "決定事項": {"支給開始年月": "2026-12", "算定児童数": 1, "月額": 15_000},
        "項目ごと": {"s0": {"区分": "3歳未満", "月額": 15_000}},
    }
    refusal = {"事実": "配偶者が生計を維持している。", "条": "児童手当法第4条第3項", "あてはめ": ""}
    chosen = content if outcome == "認定" else refusal
    procedures.propose(case, outcome=outcome, content=chosen, by=REVIEW, **scope)
    procedures.decide(case, by=DECIDER, **scope)
    jobs.drain(at=at + timedelta(minutes=1))


def due(person: str, at: Any = MONTHS_LATER) -> set[str]:
    return {item.about for item in guidance.due_for(person, at=at) if item.rule == CLAIM}


def held() -> list[tuple[str, str]]:
    rows = vocabulary.holding(at=MONTHS_LATER)
    return [(row.person, row.about) for row in rows if row.term == "児童手当受給" and row.value]


def asked() -> list[str]:
    return [message.template for message in Message.objects.filter(template="児童手当のご案内")]


@pytest.mark.usefixtures("town")
def test_submitted_then_imported_then_decided(change: Change) -> None:
    case = claim(NAME)
    change(baby())
    assert due("001") == due("002") == set()
    assert asked() == []
    assert set(Completion.objects.values_list("case", flat=True)) == {str(case)}
    decide(case, at=LATER)
    assert held() == [("002", "004")]
    assert due("001") == due("002") == set()


@pytest.mark.usefixtures("town")
def test_submitted_then_decided_then_imported(change: Change) -> None:
    case = claim(NAME)
    decide(case, at=AT)
    assert held() == []
    change(baby())
    assert held() == [("002", "004")]
    assert due("001") == due("002") == set()
    assert asked() == []


@pytest.mark.usefixtures("town")
def test_a_look_before_the_decision_is_kept_tells_nobody(change: Change, monkeypatch: Any) -> None:
    """Several workers: guidance may look before the city's list has the child."""
    case = claim(NAME)
    decide(case, at=AT)
    with monkeypatch.context() as patch:
        patch.setattr("machimado.engines.procedures.keeping.keep_later", lambda *args, **kwargs: None)
        change(baby())
    assert held() == []
    assert due("001") == due("002") == set()
    assert asked() == []


@pytest.mark.usefixtures("town")
def test_another_childs_claim_is_not_the_newborns(change: Change) -> None:
    claim(OTHER)
    change(baby())
    assert due("001") == due("002") == {"004"}
    assert len(asked()) == 2


@pytest.mark.usefixtures("town")
def test_a_correction_that_names_the_newborn_ends_the_asking(change: Change) -> None:
    case = claim(OTHER)
    change(baby())
    assert due("001") == due("002") == {"004"}
    place = ("児童", "s0", "児童の氏名")
    scope: dict[str, Any] = {"sections": [SECTION], "by": REVIEW, "at": LATER}
    procedures.request_correction(case, fields={place: "台帳と違います。"}, **scope)
    procedures.record_correction(case, values={place: NAME}, key="k", **scope)
    jobs.drain(at=LATER)
    assert due("001") == due("002") == set()


@pytest.mark.usefixtures("town")
def test_of_twins_only_the_one_who_was_claimed_for_is_done(change: Change) -> None:
    claim(NAME)
    change(baby(), baby("005", 名="空"))
    assert due("001") == due("002") == {"005"}


@pytest.mark.usefixtures("town")
def test_a_name_that_the_register_puts_right_later_ends_the_asking(change: Change) -> None:
    claim(NAME)
    change(baby(名="しょう"))
    assert due("001") == due("002") == {"004"}
    change(baby(異動日="2026-11-25", 異動事由="氏名変更"), at=LATER)
    assert due("001") == due("002") == set()


@pytest.mark.usefixtures("town")
def test_refused_it_is_due_for_the_other_parent(change: Change) -> None:
    case = claim(NAME)
    change(baby())
    decide(case, "却下", at=LATER)
    assert due("001") == {"004"}
    assert due("002") == set()
    guidance.refresh(["004"], at=LATER + timedelta(hours=1))
    assert due("001") == {"004"}


@pytest.mark.usefixtures("town")
def test_his_claim_does_not_stand_in_the_way_of_her_who_fled(change: Change) -> None:
    """支援措置: he typed the child in; she fled and gave birth. Neither side's answers depend on the other's."""
    claim(NAME, person="001")
    fled = {"世帯番号": "200", "支援措置": "DV", "異動日": "2026-11-23"}
    mother = {**parents()[1], **fled, "続柄": "世帯主", "異動事由": "転居"}
    change(mother, {**baby(), **fled, "異動日": "2026-11-20"})
    assert due("002") == {"004"}
    assert due("001") == set()
    assert not Completion.objects.exists()


@pytest.mark.usefixtures("town")
def test_a_look_costs_one_query_for_claims_however_many_are_due(
    change: Change, django_assert_max_num_queries: Any
) -> None:
    from machimado.engines.guidance.models import DueItem

    change(*(baby(f"{number:03}", 名=f"子{number}") for number in range(4, 9)))
    people = set(DueItem.objects.values_list("claimant", flat=True))
    with django_assert_max_num_queries(1):
        assert procedures.later_known(people, procedures=[CLAIM], at=LATER) == []
