"""Rows that entries attest: each column, both ways, in the newest version, while others write."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from machimado.core.jobs.models import Beat
from machimado.core.journal import api as journal
from machimado.core.journal import attested, receipts, verification
from machimado.core.journal.models import Entry
from machimado.core.journal.tests.conftest import NOW, OFFICIAL, submit
from machimado.core.journal.tests.flipping import columns, places, unseen
from machimado.core.keys import api as keys

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 5, 1, tzinfo=UTC)
BEAT = "jobs.beat"


@pytest.fixture
def beats(monkeypatch):
    """Two rows, one of them in its second version, and one that no entry need know."""
    monkeypatch.setattr(attested, "_tables", {})
    journal.attest_rows(
        Beat,
        version=lambda row: 1 if row["next_at"] < LATER else 2,
        official=lambda row: not row["name"].startswith("draft"),
    )
    first, second = (Beat.objects.create(name=name, next_at=NOW) for name in ("髙橋", "𠮷田"))
    submit(1, rows=[first, second])
    journal.seal(at=NOW)
    Beat.objects.create(name="draft", next_at=NOW)
    second.next_at = LATER
    second.save()
    submit(2, rows=[second])
    assert journal.verify() == []
    return first, second


@pytest.mark.parametrize(("model", "field"), list(columns(Beat)))
def test_an_altered_cell_is_found(beats, model, field):
    Beat.objects.filter(name="draft").delete()
    tried, missed = unseen(model, field)
    assert tried
    assert missed == []


def test_a_row_that_no_entry_knows_is_found(beats):
    Beat.objects.create(name="written in", next_at=NOW)
    assert places() == {(BEAT, "written in")}


def test_a_row_that_is_gone_is_found(beats):
    Beat.objects.filter(name="髙橋").delete()
    [fault] = journal.verify()
    assert (fault.place, fault.id, fault.kind) == (BEAT, "髙橋", journal.FaultKind.MISSING)


def test_a_row_in_the_state_of_an_older_entry_is_found(beats):
    Beat.objects.filter(name="𠮷田").update(next_at=NOW)
    assert places() == {(BEAT, "𠮷田")}


def test_rows_that_changed_names_are_found(beats):
    Beat.objects.filter(name="髙橋").update(name="between")
    Beat.objects.filter(name="𠮷田").update(name="髙橋")
    Beat.objects.filter(name="between").update(name="𠮷田")
    assert places() == {(BEAT, "髙橋"), (BEAT, "𠮷田")}


def test_what_stood_in_a_deleted_entry_is_found_with_it(beats):
    Entry.objects.filter(seq=0).delete()
    assert (BEAT, "髙橋") in places()


def test_a_row_that_went_with_a_shredded_entry_may_be_gone_and_not_be_altered(beats):
    first, _ = beats
    [entry] = [one for one in journal.entries() if one.public["count"] == 1]
    journal.shred(entry_ids=[entry.id], by=OFFICIAL, at=NOW)
    assert journal.verify() == []
    Beat.objects.filter(name=first.name).update(next_at=NOW + timedelta(microseconds=1))
    assert places() == {(BEAT, first.name)}
    Beat.objects.filter(name=first.name).delete()
    assert journal.verify() == []


def test_the_digest_tells_nothing_without_the_keyring_and_outlives_its_rotation(beats):
    [digest, _] = journal.entries(type="test.submitted")[-1].digests
    values = {"name": "髙橋", "next_at": NOW}
    text = attested.canonical.encode([BEAT, values])
    assert digest.sha256 == keys.blind_index(text, purpose=attested.PURPOSE).hex()
    assert digest.sha256 != attested.content(text.encode())
    list(keys.rotate(at=NOW))
    assert journal.verify() == []


def test_a_receipt_proves_an_entry_with_rows(beats):
    entry = journal.entries(type="test.submitted")[-1]
    receipt = journal.receipt(entry.id)
    assert receipts.verify(receipt.json(), receipt.root)


@pytest.mark.parametrize("sealed", [True, False])
def test_rows_that_are_written_meanwhile_are_no_faults(beats, monkeypatch, sealed):
    first, _ = beats
    unhurried = verification.attested.every
    written = []

    def slow(*args):
        if not written:
            written.append(Beat.objects.create(name="meanwhile", next_at=NOW))
            first.next_at = LATER
            first.save()
            submit(9, rows=[first, *written])
            if sealed:
                journal.seal(at=NOW)
        return unhurried(*args)

    monkeypatch.setattr(verification.attested, "every", slow)
    assert journal.verify() == []
    assert written


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's columns hold one type of value")
@pytest.mark.parametrize("column", ["name", "next_at"])
def test_a_cell_of_another_type_is_found(beats, column):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE jobs_beat SET "{column}" = CAST("{column}" AS BLOB) WHERE name = %s', ["髙橋"]
        )
    [fault] = journal.verify()
    assert (fault.id, fault.part) == ("髙橋", column)
