"""What documents adds to the world of the permission test: a paper of somebody else."""

from typing import Any

from machimado.core.accounts import links
from machimado.engines.documents import api
from machimado.engines.documents.tests.conftest import APPROVAL
from machimado.kernel import clock
from machimado.kernel.ids import new_id
from machimado.kernel.ref import Ref, system


def build(world: Any) -> dict[str, object]:
    person = links.person_of(world.other.pk)
    assert person is not None
    view = api.issue(
        "児童手当認定通知書",
        subject=Ref("case", str(new_id())),
        person=person,
        data=APPROVAL,
        by=system("tests"),
        at=clock.now(),
    )
    return {"other_document": view.id, "other_document_token": view.verify_token}
