"""Each column of a stored file is attested: whose it is, what it is called, what it is, when it came and went."""

import pytest

from machimado.core.files import api as files
from machimado.core.files.models import StoredFile
from machimado.core.files.tests.test_store import AT, BY, folder, store  # noqa: F401 (a fixture)
from machimado.core.journal import api as journal
from machimado.core.journal.tests.flipping import columns, places, unseen

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored():
    """A file that is kept, and one that was taken away."""
    kept, gone = store(), store()
    files.remove(gone.id, by=BY, at=AT)
    files.remove(gone.id, by=BY, at=AT)
    assert journal.verify() == []
    return kept, gone


@pytest.mark.parametrize(("model", "field"), list(columns(StoredFile)))
def test_an_altered_cell_is_found(stored, model, field):
    tried, missed = unseen(model, field)
    assert tried
    assert missed == []


def test_a_file_that_is_said_to_be_taken_away_and_one_that_is_back_are_found(stored):
    for view, removed_at in zip(stored, (AT, None), strict=True):
        before = StoredFile.objects.get(id=view.id).removed_at
        StoredFile.objects.filter(id=view.id).update(removed_at=removed_at)
        assert ("files.storedfile", view.id) in places()
        StoredFile.objects.filter(id=view.id).update(removed_at=before)


def test_rows_without_entry_and_entries_without_row_are_found(stored):
    row = StoredFile.objects.get(id=stored[0].id)
    row.pk = files_id = "01930000-0000-7000-8000-000000000000"
    row.save(force_insert=True)
    assert places() == {("files.storedfile", files_id)}
    StoredFile.objects.all().delete()
    assert {("files.storedfile", view.id) for view in stored} <= places()
