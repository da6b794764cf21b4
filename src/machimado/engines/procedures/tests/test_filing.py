"""Submitting: once, surely enough, on the edition that one began with, attested to the journal."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections

from machimado.core.definitions import api as definitions
from machimado.core.files import api as files
from machimado.core.files import inspection
from machimado.core.journal import api as journal
from machimado.core.journal import receipts
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.models import Case, Submission
from machimado.engines.procedures.numbers import is_number, new_number
from machimado.engines.procedures.tests.conftest import (
    AT,
    CLAIM,
    CONSENTS,
    ROOT,
    SECTION,
    Someone,
    begin,
    file,
    fill,
    paper,
    publish,
)
from machimado.kernel.ref import Ref

pytestmark = pytest.mark.django_db


def test_the_same_draft_becomes_one_case(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    first = procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    again = procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    assert first.id == again.id
    assert (Case.objects.count(), Submission.objects.count()) == (1, 1)
    assert journal.tally("procedures.submitted") == 1


def test_the_level_is_checked_again_at_submission(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    with pytest.raises(procedures.LevelTooLow):
        procedures.submit(draft.id, **mother.scope, level=1, consents=CONSENTS, at=AT)
    assert procedures.draft(draft.id, **mother.scope, at=AT).journey.complete


@pytest.mark.parametrize(
    ("page", "values"),
    [
        ("請求者", {"電話番号": ""}),
        ("お仕事", {"職業": "公務員", "公の給与": True}),
        ("請求の事由", {"事由の発生日": "2026-12-31"}),
    ],
)
def test_what_is_missing_stopped_or_wrong_is_not_submitted(
    mother: Someone, page: str, values: dict[str, Any]
) -> None:
    draft = fill(mother, begin(mother))
    procedures.answer(draft.id, page=page, values=values, **mother.scope, at=AT)
    with pytest.raises(procedures.Incomplete):
        procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)


def test_consent_and_papers_are_asked_for_only_where_they_matter(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    with pytest.raises(procedures.Incomplete):
        procedures.submit(draft.id, **mother.scope, level=2, at=AT)
    procedures.answer(draft.id, page="年金", values={"年金種別": "共済"}, **mother.scope, at=AT)
    with pytest.raises(procedures.Incomplete, match="書類"):
        procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    procedures.attach(draft.id, slot="資格情報", content=paper(), filename="証.png", **mother.scope, at=AT)
    kept = procedures.draft(draft.id, **mother.scope, at=AT).attachments[0]
    shown = mother.client.get(f"/drafts/{draft.id}/attachments/{kept.id}/")
    assert shown.content == files.read(kept.file)
    filed = procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    case = procedures.my_case(filed.id, **mother.scope)
    assert [a.sha256 for a in case.attachments] == [kept.sha256]


def test_a_superseded_edition_is_kept_by_draft_and_case(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    text = (ROOT / f"packs/japan/procedures/{CLAIM}.yaml").read_text(encoding="utf-8")
    publish("procedure", CLAIM, text.replace("標準処理期間: 20", "標準処理期間: 5"))
    newer = procedures.procedure(CLAIM, on=AT.date())
    assert newer.edition != draft.edition
    filed = procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    case = procedures.my_case(filed.id, **mother.scope)
    assert case.edition == draft.edition
    assert case.procedure.standard_days == 20
    assert definitions.edition(case.edition).key == CLAIM


def test_the_receipt_proves_the_submission_and_a_flipped_byte_shows(mother: Someone) -> None:
    case = file(mother)
    journal.seal(at=AT)
    proof = mother.client.get(f"/cases/{case.id}/receipt/?as=file").content.decode()
    root = journal.newest_root()
    assert root is not None
    assert receipts.verify(proof, getattr(root, "hash", None) or root.root)
    assert not [fault for fault in journal.verify() if "submission" in str(fault)]
    row = Submission.objects.get()
    row.body = row.body.replace("自営業", "会社員")
    row.save()
    assert [fault for fault in journal.verify() if str(row.id) in str(fault)]


def test_numbers_notice_a_wrong_digit() -> None:
    number = new_number(AT.date())
    assert len(number) == 12
    assert is_number(f"{number[:4]}-{number[4:8]}-{number[8:]}")
    wrong = str((int(number[5]) + 1) % 10)
    assert not is_number(number[:5] + wrong + number[6:])


def race(verbs: list[Callable[[], object]]) -> list[object]:
    """All at once, each in a thread with a connection of its own; what each gave or raised."""
    found: list[object] = []
    start = threading.Barrier(len(verbs))

    def run(verb: Callable[[], object]) -> None:
        start.wait()
        try:
            found.append(verb())
        except procedures.NotPossible as refused:
            found.append(refused)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(verb,)) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_submitting_twice_at_the_same_moment_makes_one_case(mother: Someone) -> None:
    draft = fill(mother, begin(mother))

    def submit() -> UUID:
        return procedures.submit(draft.id, **mother.scope, level=2, consents=CONSENTS, at=AT).id

    assert len(set(race([submit] * 4))) == 1
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_paper_is_looked_through_before_the_transaction(
    mother: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits at SQLite's write gate while a file is unpacked."""
    draft, held = begin(mother), []
    look = inspection.media_type
    monkeypatch.setattr(
        inspection,
        "media_type",
        lambda data, **how: (held.append(connection.in_atomic_block), look(data, **how))[1],
    )
    procedures.attach(draft.id, slot="資格情報", content=paper(), filename="証.png", **mother.scope, at=AT)
    assert held == [False]
    assert len(procedures.draft(draft.id, **mother.scope, at=AT).attachments) == 1


@pytest.mark.django_db(transaction=True)
def test_only_one_official_takes_a_case(mother: Someone) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lies in memory, where threads share one cache; PostgreSQL shows it")
    case = file(mother)

    def claim(number: int) -> Callable[[], object]:
        by = Ref("official", str(number))
        return lambda: procedures.claim(case.id, sections=[SECTION], by=by, at=AT)

    found = race([claim(number) for number in range(4)])
    assert sum(isinstance(one, procedures.NotPossible) for one in found) == 3
    assert Case.objects.get().assignments.count() == 1
