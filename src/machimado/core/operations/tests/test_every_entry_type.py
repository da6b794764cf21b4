"""Each type of entry that any room registers: its sentence, and its shredding that leaves the journal whole."""

import pytest

from machimado.core.journal import api as journal
from machimado.kernel import clock
from machimado.kernel.ref import Ref, system

pytestmark = pytest.mark.django_db
BY = system("test")
HOUSE = [each for each in journal.all_types() if not each.name.startswith("test.")]


@pytest.mark.parametrize("entry_type", HOUSE, ids=[each.name for each in HOUSE])
def test_its_sentence_is_told_in_each_language_and_outlives_shredding(entry_type):
    entry = journal.record(
        entry_type.name,
        by=BY,
        subject=Ref("person", "100001"),
        at=clock.now(),
        public=dict.fromkeys(entry_type.public, "2026-04-01"),
        personal=dict.fromkeys(entry_type.personal, "髙橋"),
    )
    journal.seal(at=clock.now())
    root, before = journal.newest_root(), journal.receipt(entry)
    assert journal.shred(entry_ids=[entry], by=BY, at=clock.now()) == bool(entry_type.personal)
    seen = journal.entry(entry)
    assert seen.personal is None
    for language in ("ja", "ja-easy", "en"):
        assert seen.sentence(language).strip(), language
        assert "髙橋" not in seen.sentence(language)
    assert journal.receipt(entry) == before
    journal.seal(at=clock.now())
    assert root in journal.roots()
    assert journal.verify() == []


def test_the_house_has_types_to_tell():
    assert len(HOUSE) > 20
