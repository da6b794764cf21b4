from datetime import timedelta

import pytest
from django.db import transaction

from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.core.journal.models import Entry
from machimado.core.journal.tests.conftest import NOW, OFFICIAL, PERSON, RESIDENT, submit
from machimado.kernel.ref import Ref
from machimado.kernel.text import Text

pytestmark = pytest.mark.django_db


def test_an_entry_comes_back_as_it_was_written():
    digest = journal.Digest("submission", "s1", "ab" * 32)
    seen = journal.entry(submit(digests=[digest]))
    assert (seen.actor, seen.subject, seen.at) == (RESIDENT, PERSON, NOW)
    assert seen.public == {"procedure": "児童手当", "channel": "オンライン", "count": 0}
    assert seen.personal == {"name": "髙橋𠮷", "phone": "090"}
    assert seen.digests == (digest,)


def test_the_personal_part_is_not_in_the_clear():
    submit()
    row = Entry.objects.get()
    assert "髙橋" not in row.canonical


def test_an_entry_has_a_sentence_in_each_language():
    seen = journal.entry(submit())
    assert seen.sentence() == "住民が児童手当を提出しました"
    assert seen.sentence("ja-easy") == "住んでいる 人が 児童手当を 出しました"
    assert seen.sentence("en") == "a resident submitted 児童手当"


def test_a_sentence_may_not_lean_on_what_can_be_shredded():
    with pytest.raises(ValueError, match="name"):
        journal.EntryType(name="t", personal=("name",), sentence=Text(ja="{name}"))


def test_undeclared_fields_and_types_are_refused():
    with pytest.raises(ValueError, match="no public field name"):
        submit(public={"name": "x"})
    with pytest.raises(LookupError):
        journal.record("test.nothing", by=RESIDENT, subject=PERSON, at=NOW)
    with pytest.raises(TypeError, match="float"):
        submit(public={"count": 1.5})


def test_recording_takes_two_statements_with_its_subscribers(django_assert_num_queries):
    for name in ("test.a", "test.b"):
        jobs.job(name)(lambda payload, *, at: None)
        journal.subscribe("test.submitted", name)
    with transaction.atomic(), django_assert_num_queries(2):
        submit()


def test_a_subscriber_gets_the_entry_and_shares_its_fate():
    got = []
    jobs.job("test.sub")(lambda payload, *, at: got.append(payload))
    journal.subscribe("test.submitted", "test.sub")
    with transaction.atomic():
        submit()
        transaction.set_rollback(True)
    entry_id = submit()
    jobs.drain(at=NOW)
    assert got == [{"entry": str(entry_id)}]


def test_a_look_is_written_once_per_request_and_subject():
    first = journal.look(by=OFFICIAL, subject=PERSON, at=NOW, purpose="審査", request_id="r1")
    assert journal.look(by=OFFICIAL, subject=PERSON, at=NOW, purpose="審査", request_id="r1") == first
    journal.look(by=OFFICIAL, subject=PERSON, at=NOW, purpose="審査", request_id="r2")
    journal.look(by=OFFICIAL, subject=Ref("person", "2"), at=NOW, purpose="審査", request_id="r1")
    seen = journal.looks(PERSON)
    assert len(seen) == 2
    assert seen[0].sentence() == "職員が情報を閲覧しました（目的：審査）"


def test_entries_are_found_by_subject_type_and_time():
    for hours in range(3):
        submit(hours, at=NOW + timedelta(hours=hours))
    submit(9, subject=Ref("case", "c"))
    found = journal.entries(subject=PERSON, since=NOW + timedelta(hours=1), until=NOW + timedelta(hours=9))
    assert [e.public["count"] for e in found] == [2, 1]
    assert found[0].personal is None
    assert len(journal.entries(limit=3)) == 3


def test_entries_are_counted_by_their_public_fields():
    submit()
    submit(public={"procedure": "児童手当", "channel": "紙"})
    submit(public={"procedure": "転入", "channel": "紙"})
    assert journal.tally("test.submitted") == 3
    assert journal.tally("test.submitted", where={"procedure": "児童手当"}) == 2
    assert journal.tally("test.submitted", where={"channel": ("紙", "窓口"), "procedure": "転入"}) == 1
    assert journal.tally("test.submitted", where={"count": 0}) == 1
    by_channel = journal.tally_by("test.submitted", field="channel", where={"procedure": "児童手当"})
    assert by_channel == {"オンライン": 1, "紙": 1}


def test_months_are_those_of_japan():
    submit(at=NOW.replace(month=3, day=31, hour=14, minute=59))
    submit(at=NOW.replace(month=3, day=31, hour=15))
    counted = journal.tally_by("test.submitted", field="channel", month=True)
    assert counted == {("2026-03", "オンライン"): 1, ("2026-04", "オンライン"): 1}


def test_sealing_numbers_what_is_committed_and_only_once():
    for number in range(5):
        submit(number)
    root = journal.seal(at=NOW)
    assert root.size == 5
    assert journal.seal(at=NOW).size == 5
    submit()
    assert journal.seal(at=NOW).size == 6
    assert sorted(Entry.objects.values_list("seq", flat=True)) == list(range(6))
