"""What the permission test finds in this room: a draft and a case of each of two residents, with papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from machimado.core.accounts.models import Account
from machimado.core.residents.api import Viewer
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.models import Attachment
from machimado.engines.procedures.tests.conftest import CLAIM, CONSENTS, SECTION, fill_as, paper
from machimado.kernel import clock
from machimado.kernel.ref import Ref
from tests.architecture.people import ME, OTHER

PROOF = "資格情報"


def build(world: Any) -> dict[str, object]:
    things: dict[str, object] = {"procedures_key": CLAIM, "procedures_page": "児童", "procedures_item": "r1"}
    for whose, account, person in (("other", world.other, OTHER), ("my", world.resident, ME)):
        things |= {f"{whose}_{name}": thing for name, thing in _things(account, person).items()}
    return things


def _things(account: Account, person: str) -> dict[str, object]:
    actor, at = Ref("resident", str(account.pk)), clock.now()
    scope: dict[str, Any] = {"by": actor, "person": person, "at": at}
    viewer = Viewer("self", person=person, actor=actor)
    sent = procedures.start(CLAIM, **scope, viewer=viewer)
    fill_as(sent, **scope)
    case = procedures.submit(sent.id, **scope, level=2, consents=CONSENTS)
    _paper_comes_later(case.id, scope)
    kept = procedures.start(CLAIM, **scope, viewer=viewer)
    procedures.attach(kept.id, slot=PROOF, content=paper(), filename="資格情報.png", **scope)
    with_draft, with_case = Attachment.objects.get(draft=kept.id), Attachment.objects.get(case=case.id)
    return {
        "procedures_draft": kept.id,
        "procedures_draft_paper": with_draft.id,
        "procedures_case": case.id,
        "procedures_case_paper": with_case.id,
    }


def _paper_comes_later(case: UUID, scope: dict[str, Any]) -> None:
    """A correction asks for a paper, and gets it."""
    place, official = ("添付", PROOF), Ref("official", "world")
    why = {place: "付けてください。"}
    procedures.request_correction(case, fields=why, sections=[SECTION], by=official, at=scope["at"])
    procedures.enclose(case, place=place, content=paper(), filename="資格情報.png", **scope)
    procedures.correct(case, values={}, key="world", **scope)
