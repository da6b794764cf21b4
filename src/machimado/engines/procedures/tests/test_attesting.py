"""Each column of each record of a case is attested; a record that was written in, taken out or moved is found."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, models, transaction

from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.core.journal import attested, verification
from machimado.core.journal.tests.flipping import places, unseen
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.models import (
    Acceptance,
    Assignment,
    Attachment,
    Case,
    Correction,
    Decision,
    Proposal,
    Submission,
    Withdrawal,
)
from machimado.engines.procedures.tests.conftest import (
    APPROVED,
    AT,
    CONSENTS,
    SECTION,
    Someone,
    begin,
    file,
    fill,
    paper,
)
from machimado.kernel.ids import new_id
from machimado.kernel.ref import Ref

pytestmark = pytest.mark.django_db
RECORDS = (
    Case,
    Submission,
    Attachment,
    Assignment,
    Acceptance,
    Correction,
    Proposal,
    Decision,
    Withdrawal,
)
REVIEWER, DECIDER = Ref("official", "reviewer"), Ref("official", "decider")
FIELD = ("電話番号",)


def with_paper(who: Someone) -> procedures.CaseRow:
    """A claim that comes with a paper, and one more that was left in a draft."""
    draft = fill(who, begin(who))
    procedures.answer(draft.id, page="年金", values={"年金種別": "共済"}, **who.scope, at=AT)
    for each in (draft, begin(who)):
        procedures.attach(each.id, slot="資格情報", content=paper(), filename="証.png", **who.scope, at=AT)
    return procedures.submit(draft.id, **who.scope, level=2, consents=CONSENTS, at=AT)


def decided(who: Someone) -> procedures.CaseRow:
    """Through every step of a case, to its notice."""
    case = with_paper(who)
    desk: dict[str, Any] = {"sections": [SECTION], "by": REVIEWER, "at": AT}
    procedures.claim(case.id, **desk)
    procedures.release(case.id, **desk)
    procedures.claim(case.id, **desk)
    procedures.accept(case.id, **desk)
    for _ in range(2):
        procedures.request_correction(case.id, fields={FIELD: "確かめてください。"}, **desk)
        procedures.lift_correction(case.id, **desk)
    procedures.request_correction(case.id, fields={FIELD: "確かめてください。"}, **desk)
    procedures.correct(case.id, values={FIELD: "0224220009"}, key="k", **who.scope, at=AT)
    procedures.propose(case.id, outcome="認定", content=APPROVED, **desk)
    procedures.return_proposal(case.id, reason="もう一度", **desk | {"by": DECIDER})
    procedures.propose(case.id, outcome="認定", content=APPROVED, **desk)
    procedures.decide(case.id, **desk | {"by": DECIDER})
    jobs.drain(at=AT)
    return case


@pytest.fixture
def cases(mother: Someone) -> tuple[Case, Case]:
    """One that was decided, and one that was taken back."""
    first, second = decided(mother), file(mother)
    procedures.withdraw(second.id, reason="まちがえました", **mother.scope, at=AT)
    assert all(model.objects.exists() for model in RECORDS)
    assert Decision.objects.get().document
    journal.seal(at=AT)
    assert journal.verify() == []
    return Case.objects.get(id=first.id), Case.objects.get(id=second.id)


@pytest.fixture
def records_alone(cases: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Verification leaves out what is tested elsewhere, and is quick: editions, papers, content."""
    tables = {table.kind: table for table in attested.tables() if table.model in RECORDS}
    monkeypatch.setattr(attested, "_tables", tables)
    monkeypatch.setattr(verification.entries, "check_digests", lambda *_, **__: [])
    Attachment.objects.filter(case=None).delete()
    assert len(tables) == len(RECORDS)
    assert journal.verify() == []


@pytest.mark.usefixtures("records_alone")
def test_an_altered_cell_is_found() -> None:
    for model in RECORDS:
        for field in model._meta.concrete_fields:
            tried, missed = unseen(model, field, most=3)
            assert tried, field
            assert missed == [], field


@pytest.mark.usefixtures("records_alone")
def test_a_record_that_is_moved_to_another_case_is_found(cases: tuple[Case, Case]) -> None:
    for model in (Submission, Attachment, Correction, Proposal, Decision):
        moved: Any = model.objects.filter(case=cases[0]).order_by("-id")[0]
        number = {"number": 2} if model is Submission else {}
        with transaction.atomic():
            model.objects.filter(pk=moved.pk).update(case=cases[1], **number)
            assert places() == {(model._meta.label_lower, str(moved.pk))}
            transaction.set_rollback(True)


@pytest.mark.usefixtures("records_alone")
def test_a_record_that_is_taken_out_is_found() -> None:
    for model in RECORDS:
        row: Any = model.objects.first()
        key, column = model._meta.pk, connection.ops.quote_name(model._meta.pk.column)
        with transaction.atomic():
            with connection.cursor() as cursor:
                sql = f"DELETE FROM {model._meta.db_table} WHERE {column} = %s"
                cursor.execute(sql, [key.get_db_prep_value(row.pk, connection)])
            assert places() == {(model._meta.label_lower, str(row.pk))}
            transaction.set_rollback(True)


def test_a_record_that_is_written_in_is_found(cases: tuple[Case, Case]) -> None:
    rows: list[models.Model] = [
        Submission(case=cases[0], number=9, key="x", body="{}", digest="0" * 64, at=AT, entry=new_id()),
        Attachment(case=cases[0], slot="資格情報", file="f", name="n", size=1, sha256="0" * 64, at=AT),
        Acceptance(case=cases[1], by="x", at=AT),
        Withdrawal(case=cases[0], by="x", at=AT),
        Proposal(case=cases[1], outcome="却下", content={}, at=AT, by="x"),
    ]
    for row in rows:
        row.save(force_insert=True)
    assert places() == {(row._meta.label_lower, str(row.pk)) for row in rows}


def test_a_case_that_is_set_back_is_found(cases: tuple[Case, Case]) -> None:
    case = cases[1]
    Withdrawal.objects.all().delete()
    Case.objects.filter(id=case.id).update(state="到達", version=1)
    assert places() == {("procedures.case", str(case.id)), ("procedures.withdrawal", str(case.id))}


def test_papers_of_a_draft_are_not_official(mother: Someone) -> None:
    draft = begin(mother)
    procedures.attach(draft.id, slot="資格情報", content=paper(), filename="証.png", **mother.scope, at=AT)
    assert journal.verify() == []
