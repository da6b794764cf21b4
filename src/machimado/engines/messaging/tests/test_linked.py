"""Whoever did not link their account themselves hears that somebody did."""

import pytest
from django.utils import timezone

from machimado.core.accounts.testing import make_resident
from machimado.core.definitions import api as definitions
from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.engines.messaging import api
from machimado.engines.messaging.tests.test_packs import PACKS
from machimado.kernel.ref import Ref, system


@pytest.mark.django_db
def test_the_account_is_told_once() -> None:
    text = (PACKS / "japan/messages/住民登録とつながりました.yaml").read_text()
    at, account = timezone.now(), make_resident()
    definitions.publish("message", "住民登録とつながりました", text, by=system("test"), at=at)
    journal.record(
        "accounts.linked",
        by=system("test"),
        subject=Ref("person", "1"),
        at=at,
        public={"way": "post", "document": ""},
        personal={"account": str(account.pk)},
    )
    jobs.drain(at=at, strict=True)
    (notice,) = api.inbox(account.pk)
    assert "つながりました" in notice.subject
