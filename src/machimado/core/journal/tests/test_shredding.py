import pytest

from machimado.core.journal import api as journal
from machimado.core.journal import outside
from machimado.core.journal.models import Entry
from machimado.core.journal.tests.conftest import NOW, OFFICIAL, PERSON, submit
from machimado.core.keys import api as keys
from machimado.kernel.text import Text

pytestmark = pytest.mark.django_db


def test_shredding_destroys_the_personal_part_and_leaves_the_proof():
    entry = submit()
    journal.seal(at=NOW)
    root = journal.newest_root()
    leaf = Entry.objects.get(id=entry).leaf
    assert journal.shred(entry_ids=[entry], by=OFFICIAL, at=NOW) == 1
    journal.seal(at=NOW)
    row = Entry.objects.get(id=entry)
    assert (row.nonce, row.personal, row.leaf) == (None, None, leaf)
    assert root in journal.roots()
    assert journal.verify() == []


def test_a_shredded_entry_still_has_its_sentence_and_its_count():
    entry = submit()
    journal.shred(entry_ids=[entry], by=OFFICIAL, at=NOW)
    seen = journal.entry(entry)
    assert seen.personal is None
    assert seen.sentence() == "住民が児童手当を提出しました"
    assert journal.tally("test.submitted") == 1


def test_who_shredded_and_when_is_in_the_journal():
    entry = submit()
    journal.shred(entry_ids=[entry, entry], by=OFFICIAL, at=NOW)
    assert journal.shred(entry_ids=[entry], by=OFFICIAL, at=NOW) == 0
    [seen] = journal.entries(type="journal.shredded")
    assert (seen.actor, seen.subject.id, seen.at) == (OFFICIAL, str(entry), NOW)


def test_a_types_own_shredder_sees_the_personal_part_first():
    gone = []
    journal.register(
        journal.EntryType(
            name="test.file",
            personal=("file",),
            sentence=Text(ja="x"),
            shredder=lambda e: gone.append(e.personal),
        )
    )
    entry = journal.record("test.file", by=OFFICIAL, subject=PERSON, at=NOW, personal={"file": "f1"})
    journal.shred(entry_ids=[entry], by=OFFICIAL, at=NOW)
    assert gone == [{"file": "f1"}]


def test_a_restore_replays_the_shred_list(django_capture_on_commit_callbacks):
    entry, other = submit(1), submit(2)
    backup = Entry.objects.filter(id=entry).values("nonce", "personal").get()
    with django_capture_on_commit_callbacks(execute=True):
        journal.shred(entry_ids=[entry], by=OFFICIAL, at=NOW)
    Entry.objects.filter(type="journal.shredded").delete()
    Entry.objects.filter(id=entry).update(**backup)
    assert journal.entry(entry).personal
    assert journal.replay_shreds(by=OFFICIAL, at=NOW) == 1
    assert journal.entry(entry).personal is None
    assert journal.entry(other).personal
    assert journal.replay_shreds(by=OFFICIAL, at=NOW) == 0


def test_after_a_restore_the_roots_outside_say_so_and_go_on():
    for number in range(3):
        submit(number)
        journal.seal(at=NOW)
    from machimado.core.journal.models import Root, Subtree

    Entry.objects.filter(seq__gte=1).delete()  # the backup was older
    Root.objects.filter(size__gt=1).delete()
    Subtree.objects.all().delete()
    assert [fault.place for fault in journal.verify()] == ["outside root"] * 2
    journal.mark_restored(at=NOW)
    assert journal.verify() == []
    submit(7)
    journal.seal(at=NOW)
    assert journal.verify() == []
    assert not outside.behind()


def test_rotating_the_keys_changes_no_leaf_and_no_root():
    entry = submit()
    journal.seal(at=NOW)
    before = Entry.objects.values("leaf", "canonical", "nonce", "personal_digest").get()
    root = journal.newest_root()
    rewritten = {one.place: one.rewritten for one in keys.rotate(at=NOW)}
    assert rewritten["journal_entry.personal"] == 1
    assert Entry.objects.values("leaf", "canonical", "nonce", "personal_digest").get() == before
    assert journal.newest_root() == root
    assert journal.entry(entry).personal["name"] == "髙橋𠮷"
    assert journal.verify() == []
    assert {one.rewritten for one in keys.reencrypt()} == {0}
