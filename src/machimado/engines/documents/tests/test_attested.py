"""Each column of a paper, of its revocation and of the series of its number is attested."""

import pytest

from machimado.core.journal import api as journal
from machimado.core.journal.tests.flipping import columns, unseen
from machimado.engines.documents import api as documents
from machimado.engines.documents.models import Document, Revocation, Series
from machimado.engines.documents.tests.conftest import AT
from machimado.engines.documents.tests.test_issuing import OFFICIAL, issue

pytestmark = pytest.mark.usefixtures("city")


@pytest.mark.parametrize(("model", "field"), list(columns(Document, Revocation, Series)))
def test_an_altered_cell_is_found(model, field):
    documents.revoke(issue().id, reason="誤り", by=OFFICIAL, at=AT)
    assert journal.verify() == []
    tried, missed = unseen(model, field, most=12)
    assert tried
    assert missed == []


def test_a_revocation_that_is_taken_out_of_the_table_is_found():
    view = issue()
    documents.revoke(view.id, reason="誤り", by=OFFICIAL, at=AT)
    Revocation.objects.all().delete()
    [fault] = journal.verify()
    assert (fault.place, fault.id) == ("documents.revocation", str(view.id))
