import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from machimado.core.journal import api as journal
from machimado.core.journal import merkle, receipts
from machimado.core.journal.models import Entry
from machimado.core.journal.tests.conftest import NOW, OFFICIAL, submit

pytestmark = pytest.mark.django_db


def sealed(*sizes):
    ids = []
    for size in sizes:
        ids += [submit(number) for number in range(size)]
        journal.seal(at=NOW)
    return ids


def test_there_is_no_receipt_before_the_seal():
    entry = submit()
    assert journal.receipt(entry) is None
    journal.seal(at=NOW)
    assert journal.receipt(entry) is not None


def test_each_receipt_proves_its_entry_to_whoever_has_the_root():
    for entry in sealed(3, 1, 7, 8):
        receipt = journal.receipt(entry)
        assert receipt.content["id"] == str(entry)
        assert receipts.verify(receipt.json(), receipt.root)
        assert receipts.load(receipt.json()) == receipt
        published = [root.published for root in journal.roots() if root.size == receipt.size]
        assert receipts.verify(receipt.json(), published[0])


def test_whoever_has_but_one_root_can_ask_for_the_receipt_that_fits_it():
    early, *_, late = sealed(3, 4)
    newest = journal.newest_root()
    assert receipts.verify(journal.receipt(early, size=7).json(), newest.published)
    assert journal.receipt(early, size=3) == journal.receipt(early)
    assert journal.receipt(late, size=3) is None
    assert journal.receipt(early, size=5) is None
    assert journal.root(7) == newest
    assert journal.root(5) is None


def test_a_receipt_fits_no_other_root_and_no_other_text():
    ids = sealed(3, 4)
    receipt = journal.receipt(ids[0])
    assert not receipts.verify(receipt.json(), journal.newest_root().root)
    altered = {**json.loads(receipt.json()), "entry": receipt.entry.replace("オンライン", "紙")}
    assert not receipts.verify(json.dumps(altered), receipt.root)
    for bad in ("", "{}", "[]", '{"path": 1}', receipt.json().replace('"index": 0', '"index": "0"')):
        assert not receipts.verify(bad, receipt.root)
    assert not receipts.verify(receipt.json(), "not a root")


def test_one_flipped_bit_anywhere_in_a_receipt_proves_nothing():
    """Except in the space around its values, which says nothing."""
    receipt = journal.receipt(sealed(5)[2])
    published = journal.newest_root().published
    good = receipt.json().encode()
    assert receipts.verify(good.decode(), published)
    for place in range(len(good)):
        altered = good[:place] + bytes([good[place] ^ 1 << place % 8]) + good[place + 1 :]
        text = altered.decode(errors="replace")
        if not same(text, receipt):
            assert not receipts.verify(text, published), place


def same(text, receipt):
    """Whether a text is still this receipt: hexadecimal digits have no case."""
    try:
        found = receipts.load(text)
    except ValueError:
        return False
    return (found.entry, found.index, found.size) == (receipt.entry, receipt.index, receipt.size) and [
        step.lower() for step in (found.personal_digest, found.root, *found.path)
    ] == [receipt.personal_digest, receipt.root, *receipt.path]


def test_what_is_no_receipt_is_told_apart_without_a_stumble(tmp_path, capsys):
    root = "00" * 32
    for bad in ("[" * 100_000, '{"a":' * 100_000, "null", "\x00", "\ud800"):
        assert not receipts.verify(bad, root)
    assert receipts.main([]) == receipts.main([str(tmp_path / "none.json"), root]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_receipt_is_checked_without_the_rest_of_the_house(tmp_path):
    [entry] = sealed(1)
    receipt = journal.receipt(entry)
    file = tmp_path / "receipt.json"
    file.write_text(receipt.json(), encoding="utf-8")
    program = (
        "import sys, importlib\n"
        "receipts = importlib.import_module('machimado.core.journal.receipts')\n"
        "assert 'django' not in sys.modules\n"
        "sys.exit(receipts.main(sys.argv[1:]))"
    )
    for root, code in ((receipt.root, 0), ("00" * 32, 1)):
        run = subprocess.run(
            [sys.executable, "-c", program, file, root], env={"PYTHONPATH": ":".join(sys.path)}
        )
        assert run.returncode == code


def test_a_receipt_holds_nothing_personal_and_survives_shredding():
    entry, *_ = sealed(2)
    before = journal.receipt(entry)
    assert "髙橋" not in before.json()
    journal.shred(entry_ids=[entry], by=OFFICIAL, at=NOW)
    assert journal.receipt(entry) == before


def test_each_root_is_proven_to_be_the_beginning_of_each_later_one():
    sealed(1, 2, 3, 4)
    roots = journal.roots()[::-1]
    assert [root.size for root in roots] == [1, 3, 6, 10]
    for old in roots:
        for new in roots:
            if old.size <= new.size:
                path = [bytes.fromhex(step) for step in journal.consistency(old=old.size, new=new.size)]
                assert merkle.consistent(
                    old.size, bytes.fromhex(old.root), new.size, bytes.fromhex(new.root), path
                )


def test_a_proof_is_a_handful_of_queries(django_assert_max_num_queries):
    ids = sealed(100)
    with django_assert_max_num_queries(2 + 7):
        journal.receipt(ids[37])


def test_sealing_does_not_read_the_journal_again(django_assert_max_num_queries):
    sealed(100)
    submit()
    with django_assert_max_num_queries(14):
        journal.seal(at=NOW)


def test_the_command_verifies_seals_and_prints_roots_and_receipts(capsys):
    entry = submit()
    call_command("journal", "root")
    assert "Nothing is sealed" in capsys.readouterr().out
    call_command("journal", "seal")
    root = capsys.readouterr().out
    call_command("journal", "receipt", str(entry))
    assert receipts.verify(capsys.readouterr().out, root)
    call_command("journal", "verify")
    assert "The journal is whole: 1 sealed entries" in capsys.readouterr().out
    Entry.objects.update(actor_id="9")
    with pytest.raises(CommandError, match="1 faults"):
        call_command("journal", "verify")
    assert "actor_id was altered" in capsys.readouterr().out
