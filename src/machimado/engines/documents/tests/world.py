"""What documents adds to the world of the permission test: a paper of each of two residents."""

from typing import Any

from machimado.core.accounts import links
from machimado.engines.documents import api
from machimado.engines.documents.tests.conftest import APPROVAL
from machimado.kernel import clock
from machimado.kernel.ids import new_id
from machimado.kernel.ref import Ref, system


def build(world: Any) -> dict[str, object]:
    theirs, mine = _issue(world.other), _issue(world.resident)
    return {
        "other_document": theirs.id,
        "other_document_token": theirs.verify_token,
        "my_document": mine.id,
        "my_document_token": mine.verify_token,
    }


def _issue(account: Any) -> api.DocumentView:
    person = links.person_of(account.pk)
    assert person is not None
    return api.issue(
        "児童手当認定通知書",
        subject=Ref("case", str(new_id())),
        person=person,
        data=APPROVAL,
        by=system("tests"),
        at=clock.now(),
    )
