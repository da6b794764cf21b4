"""What becomes of a case becomes of what was due: submitted, decided, withdrawn."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.engines.guidance import api as guidance
from machimado.engines.guidance.tests.conftest import BORN, BY, TODAY, Begin, Change, baby, parents
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.api import Answers, Item
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.ref import Ref

CLAIM, INCREASE = "児童手当認定請求", "児童手当額改定認定請求"
PUBLIC = {"procedure": CLAIM, "channel": "オンライン", "section": "子ども家庭課", "edition": "e"}


@pytest.fixture
def case(begin: Begin, change: Change, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The mother's claim for the newborn, as the door of procedures shows it."""
    begin(parents())
    change(baby())
    view = SimpleNamespace(
        id=uuid4(),
        person="002",
        procedure_key=CLAIM,
        answers=Answers(groups={"児童": (Item("k1", person="004"),)}),
        procedure=SimpleNamespace(outcomes=(SimpleNamespace(each=SimpleNamespace(group="児童")),)),
        decision=None,
    )
    monkeypatch.setattr(procedures, "desk_case", lambda case_id, *, sections: view)
    return view


def happen(case: SimpleNamespace, name: str, **public: str) -> None:
    subject = Ref("case", str(case.id))
    journal.record(f"procedures.{name}", by=BY, subject=subject, at=BORN, public={**PUBLIC, **public})
    jobs.drain(at=BORN)


def rules_due(person: str) -> set[str]:
    return {due.rule for due in guidance.due_for(person, at=TODAY)}


def test_submitted_is_done_for_both_and_withdrawn_is_due_again(case: SimpleNamespace) -> None:
    happen(case, "submitted")
    assert CLAIM not in rules_due("001") | rules_due("002")
    happen(case, "withdrawn")
    assert CLAIM in rules_due("001") & rules_due("002")


def test_a_claim_is_for_the_children_that_it_names_and_for_all_where_one_was_typed_in(
    case: SimpleNamespace, change: Change
) -> None:
    change(baby("005", 名="空"))
    happen(case, "submitted")
    assert CLAIM in rules_due("001") & rules_due("002")  # the twin
    typed = Item("k2")
    case.answers = Answers(groups={"児童": (*case.answers.items("児童"), typed)})
    happen(case, "submitted")
    assert CLAIM not in rules_due("001") | rules_due("002")


def test_what_was_granted_is_done_and_the_next_child_is_an_increase(
    case: SimpleNamespace, change: Change
) -> None:
    vocabulary.remember(
        "児童手当受給",
        person="002",
        about="004",
        value=True,
        source="decision",
        valid_from=TODAY,
        by=BY,
        at=BORN,
    )
    jobs.drain(at=BORN)
    assert CLAIM not in rules_due("001") | rules_due("002")
    change(baby("005", 名="空"))
    assert INCREASE in rules_due("002")


def test_a_refusal_leaves_the_claim_to_the_other_parent(case: SimpleNamespace) -> None:
    """She was refused because he mainly supports the household: now he is told again, and she is not."""
    happen(case, "submitted")
    case.decision = SimpleNamespace(refusal=True)
    happen(case, "decided", outcome="却下")
    assert CLAIM in rules_due("001")
    assert CLAIM not in rules_due("002")
