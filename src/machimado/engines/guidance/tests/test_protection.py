"""支援措置: the abuser is the father and the current recipient; the mother has fled with the child and gives birth."""

from datetime import timedelta
from typing import Any

import pytest

from machimado.core.journal import api as journal
from machimado.engines.guidance import api as guidance
from machimado.engines.guidance.models import DueItem
from machimado.engines.guidance.tests.conftest import BORN, TODAY, Begin, Change, baby, child, parents
from machimado.engines.messaging.models import Message
from machimado.engines.rules import api as rules
from machimado.kernel.ref import Ref

HIDDEN = {"世帯番号": "200", "住所": "宮城県白石市福岡蔵本字茶園62番地1", "支援措置": "DV"}


@pytest.fixture
def fled(begin: Begin, change: Change) -> None:
    father, mother = parents()
    begin(
        [father, {**mother, **HIDDEN, "続柄": "世帯主"}, child(**HIDDEN)],
        recipients=[("001", "003")],
    )
    change(baby(**HIDDEN))


def test_nothing_reaches_the_other_parent(fled: None) -> None:
    assert guidance.due_for("001", at=TODAY) == []
    assert not DueItem.objects.filter(person="001").exists()
    assert not DueItem.objects.filter(claimant="001").exists()
    assert journal.entries(subject=Ref("person", "001"), type="guidance.notified", limit=5) == []
    hers = {str(item) for item in DueItem.objects.filter(person="002").values_list("id", flat=True)}
    assert set(Message.objects.values_list("about_id", flat=True)) <= hers


def test_the_protected_parent_is_guided_as_if_the_other_were_not_there(fled: None) -> None:
    found = {due.rule: due for due in guidance.due_for("002", at=TODAY) if due.about == "004"}
    assert "児童手当認定請求" in found
    assert "児童手当額改定認定請求" not in found
    texts = " ".join(f"{due.reason} {due.title}" for due in found.values())
    assert "001" not in texts


def test_no_rule_and_no_explanation_of_the_one_depends_on_the_other(fled: None) -> None:
    assert rules.outcomes_for("001", at=TODAY) == [
        each for each in rules.outcomes_for("001", at=TODAY) if each.about in ((), ("001",))
    ]
    explained = rules.explain("児童手当認定請求", person="002", at=TODAY)
    assert "001" not in explained


def test_protection_that_comes_later_ends_what_was_open(begin: Begin, change: Change) -> None:
    """Both were told of the birth; then she flees with the children. His list is empty at the next look already."""
    begin([*parents(), child()], recipients=[("001", "003")])
    change(baby())
    assert guidance.due_for("001", at=TODAY)
    flight = {**HIDDEN, "異動日": "2026-11-25", "異動事由": "転居"}
    mother = {**parents()[1], **flight, "続柄": "世帯主"}
    change(mother, child(**flight), {**baby(), **flight}, at=BORN + timedelta(days=1))
    assert guidance.due_for("001", at=TODAY + timedelta(days=1)) == []
    assert not DueItem.objects.filter(person="001", closed_at=None).exists()


def test_a_page_asks_the_register_once(
    begin: Begin, change: Change, django_assert_max_num_queries: Any
) -> None:
    begin([*parents(), child(), child("005", "2024-01-05")])
    guidance.due_for("002", at=TODAY)
    with django_assert_max_num_queries(14):
        assert len(guidance.due_for("002", at=TODAY)) > 5
