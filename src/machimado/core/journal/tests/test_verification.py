"""One flipped bit anywhere is found, and where. Every cell of every table, every byte of it, on both databases."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection, transaction

from machimado.core.journal import api as journal
from machimado.core.journal import outside
from machimado.core.journal.models import Entry, Root, Subtree
from machimado.core.journal.tests.conftest import NOW, OFFICIAL, PERSON, submit
from machimado.core.journal.tests.flipping import cells, flips, keys_of, read, where, write
from machimado.core.journal.verification import digests
from machimado.kernel.text import Text

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch):
    """Six sealed entries under two roots, one of them shredded, and one that waits; what they attest by kind and id."""
    attested = {"s1": b"the submission"}
    monkeypatch.setattr(digests, "_readers", {})
    monkeypatch.setattr(digests, "_removals", {})
    monkeypatch.setattr(digests, "_outside", set())
    journal.attest("submission", attested.get)
    digest = journal.Digest("submission", "s1", hashlib.sha256(attested["s1"]).hexdigest())
    shredded = submit(0)
    submit(1, digests=[digest])
    journal.look(by=OFFICIAL, subject=PERSON, at=NOW, purpose="審査")
    journal.seal(at=NOW)
    journal.shred(entry_ids=[shredded], by=OFFICIAL, at=NOW)
    submit(2, at=NOW + timedelta(microseconds=123456), personal={})
    submit(3)
    journal.seal(at=NOW + timedelta(seconds=1))
    submit(4)
    assert journal.verify() == []
    return attested


@pytest.mark.parametrize(("model", "field"), list(cells()))
def test_one_flipped_bit_is_found_in_each_byte_of_each_column(world, model, field):
    tried = 0
    for key in keys_of(model, field):
        stored = read(model, key, field)
        for altered in flips(field, stored):
            with transaction.atomic():
                if write(model, key, field, altered):
                    tried += 1
                    assert journal.verify(), f"{key} {stored!r} -> {altered!r}"
                transaction.set_rollback(True)
    assert tried


def test_the_fault_says_where(world):
    victim = Entry.objects.filter(seq=4).get()
    Entry.objects.filter(id=victim.id).update(actor_id="8")
    [fault] = journal.verify()
    assert (fault.place, fault.id, fault.part) == ("entry", str(victim.id), "actor_id")
    assert "書き換えられています" in fault.sentence()


def test_a_missing_entry_is_found_with_its_number_and_without_a_flood(world):
    Entry.objects.filter(seq=4).delete()
    faults = journal.verify()
    assert ("entry", "no. 4") in {(fault.place, fault.id) for fault in faults}
    assert len(faults) <= 5


def test_an_entry_that_was_written_in_later_is_found(world):
    Entry.objects.filter(seq__isnull=True).update(seq=6)
    assert [(fault.id, fault.part) for fault in journal.verify()] == [("no. 6", "seq")]


@pytest.mark.parametrize("place", [-1, 7, 1 << 40])
def test_an_entry_beside_the_numbers_is_found(world, place):
    Entry.objects.filter(seq__isnull=True).update(seq=place)
    assert [(fault.id, fault.part) for fault in journal.verify()] == [(f"no. {place}", "seq")]


def test_a_root_that_claims_more_than_can_be_visited_is_one_fault_not_a_flood(world):
    Root.objects.filter(size=6).update(size=6 ^ 1 << 45)
    places = {(fault.place, fault.id) for fault in journal.verify()}
    assert ("entry", f"no. 6-{(6 ^ 1 << 45) - 1}") in places
    assert ("root", str(6 ^ 1 << 45)) in places
    assert len(places) <= 6


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's columns hold one type of value")
@pytest.mark.parametrize(("model", "field"), list(cells()))
def test_a_cell_of_another_type_is_found(world, model, field):
    """SQLite would show it alike and no longer find it: whoever looked would be gone from a resident's list."""
    kinds = ("BLOB", "TEXT") if "int" in field.db_type(connection) else ("BLOB", "TEXT", "INTEGER")
    tried = 0
    for key in keys_of(model, field):
        for kind in kinds:
            with transaction.atomic():
                condition, params = where(model, key)
                sql = f'UPDATE {model._meta.db_table} SET "{field.column}" = CAST("{field.column}" AS {kind})'
                with connection.cursor() as cursor:
                    cursor.execute(f'SELECT typeof("{field.column}") FROM {model._meta.db_table}')
                    before = cursor.fetchall()
                    cursor.execute(f"{sql} WHERE {condition}", params)
                    cursor.execute(f'SELECT typeof("{field.column}") FROM {model._meta.db_table}')
                    changed = before != cursor.fetchall()
                if changed:
                    tried += 1
                    assert journal.verify(), f"{key} as {kind}"
                transaction.set_rollback(True)
    assert tried


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's numbers are whole")
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal_entry SET seq = 1.5 WHERE seq = 1",
        "UPDATE journal_entry SET seq = 0.5 WHERE seq IS NULL",
        'UPDATE journal_subtree SET "index" = 0.5 WHERE level = 2',
        "UPDATE journal_subtree SET level = 1.5 WHERE level = 2",
        "UPDATE journal_subtree SET \"index\" = 'q' WHERE level = 2",
        "INSERT INTO journal_subtree (level, \"index\", hash) VALUES (1, 0.5, x'00')",
        "UPDATE journal_root SET size = 'many' WHERE size = 6",
        "INSERT INTO journal_root SELECT -1, hash, at, previous, seal FROM journal_root WHERE size = 3",
    ],
)
def test_numbers_that_are_none_are_found_and_nothing_stumbles(world, change):
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert journal.verify()


def test_rows_that_changed_places_are_found(world):
    for model, field, pair in ((Entry, "seq", (1, 2)), (Subtree, "index", (0, 1))):
        with transaction.atomic():
            rows = model.objects.filter(level=1) if model is Subtree else model.objects
            column = "hash" if model is Subtree else "seq"
            first, second = (rows.get(**{field: one}) for one in pair)
            values = getattr(first, column), getattr(second, column)
            if column == "seq":
                rows.filter(id=first.id).update(seq=None)
                rows.filter(id=second.id).update(seq=values[0])
                rows.filter(id=first.id).update(seq=values[1])
            else:
                rows.filter(index=pair[0]).update(hash=values[1])
                rows.filter(index=pair[1]).update(hash=values[0])
            assert journal.verify()
            transaction.set_rollback(True)


def test_what_the_journal_says_was_taken_away_may_be_gone(world):
    journal.register(journal.EntryType(name="test.removed", public=("what",), sentence=Text(ja="x")))
    journal.attest("submission", world.get, removal=("test.removed", "what"))
    del world["s1"]
    assert [fault.kind for fault in journal.verify()] == [journal.FaultKind.MISSING]
    journal.record("test.removed", by=OFFICIAL, subject=PERSON, at=NOW, public={"what": "s2"})
    assert len(journal.verify()) == 1
    journal.record("test.removed", by=OFFICIAL, subject=PERSON, at=NOW, public={"what": "s1"})
    assert journal.verify() == []
    world["s1"] = b"another"
    assert [fault.kind for fault in journal.verify()] == [journal.FaultKind.ALTERED]


def test_a_journal_cut_at_its_end_is_found(world):
    Entry.objects.filter(seq__gte=3).delete()
    Root.objects.filter(size__gt=3).delete()
    Subtree.objects.filter(index__gte=1).delete()
    Subtree.objects.filter(level=2).delete()
    assert "outside root" in {fault.place for fault in journal.verify()}


def test_a_journal_rewritten_whole_is_found_by_the_roots_outside(world):
    Entry.objects.filter(seq=5).delete()
    Root.objects.all().delete()
    Subtree.objects.all().delete()
    Entry.objects.update(seq=None)
    journal.seal(at=NOW)
    assert {fault.place for fault in journal.verify()} == {"outside root"}


def test_each_byte_of_the_roots_outside_is_covered(world, settings):
    good = settings.MACHIMADO_ROOTS.read_bytes()
    for place in range(len(good)):
        for bit in range(8) if good[place] == ord("\n") else (place % 8,):  # a vertical tab ends lines too
            altered = bytearray(good)
            altered[place] ^= 1 << bit
            settings.MACHIMADO_ROOTS.write_bytes(altered)
            assert journal.verify(), place
    settings.MACHIMADO_ROOTS.write_bytes(good)
    assert journal.verify() == []


def test_a_line_torn_by_a_kill_is_written_again(world, settings):
    whole = settings.MACHIMADO_ROOTS.read_bytes()
    for kept in (0, 1, len(whole) // 2, len(whole) - 1):
        settings.MACHIMADO_ROOTS.write_bytes(whole[:kept])
        assert outside.behind()
        outside.publish()
        assert settings.MACHIMADO_ROOTS.read_bytes() == whole


def test_each_byte_of_what_an_entry_attests_is_covered(world):
    good = world["s1"]
    for place in range(len(good)):
        altered = bytearray(good)
        altered[place] ^= 1 << place % 8
        world["s1"] = bytes(altered)
        [fault] = journal.verify()
        assert (fault.place, fault.id) == ("submission", "s1")
    del world["s1"]
    assert journal.verify()[0].kind is journal.FaultKind.MISSING


def test_what_lies_outside_the_house_is_left_to_whoever_holds_it(world):
    submit(5, digests=[journal.Digest("register", "r1", "00" * 32)])
    assert [fault.place for fault in journal.verify()] == ["register"]
    journal.attest_outside("register")
    assert journal.verify() == []


def test_a_personal_part_that_is_gone_without_a_shredding_is_found(world):
    Entry.objects.filter(seq=1).update(nonce=None, personal=None)
    [fault] = journal.verify()
    assert (fault.part, fault.kind) == ("personal", journal.FaultKind.MISSING)


def test_verifying_while_the_journal_grows_is_quiet(world, monkeypatch):
    from machimado.core.journal import verification

    unhurried = verification.check_roots

    def slow(*args):
        submit(9)
        journal.seal(at=NOW + timedelta(seconds=2))
        return unhurried(*args)

    monkeypatch.setattr(verification, "check_roots", slow)
    assert journal.verify() == []
