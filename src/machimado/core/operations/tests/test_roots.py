"""Whoever comes with a receipt finds the root that it names."""

import pytest
from django.test import Client

from machimado.core.journal import api as journal
from machimado.core.journal import receipts
from machimado.kernel import clock
from machimado.kernel.ref import Ref, system

pytestmark = pytest.mark.django_db


def test_a_receipt_is_checked_with_what_is_published():
    for number in range(3):
        entry = journal.look(
            by=system("test"), subject=Ref("person", str(number)), at=clock.now(), purpose="inquiry"
        )
        journal.seal(at=clock.now())
    receipt = journal.receipt(entry)
    found = Client().get("/roots", {"size": receipt.size})
    assert receipts.verify(receipt.json(), found.content.decode())
    lines = Client().get("/roots").content.decode().splitlines()
    assert lines == [root.published for root in journal.roots()]
    assert len(lines) == 3


@pytest.mark.parametrize("size", ["", "0", "-1", "9", "x", "\u0663", "9" * 40])
def test_what_was_never_published_is_not_found(size):
    assert Client(raise_request_exception=False).get("/roots", {"size": size}).status_code == 404
