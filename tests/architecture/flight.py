"""The flight: a decided case of the protected mother, letters to her, and the birth of a child of hers and the abuser's.

Her sister gave them shelter. Nobody marked the sister: her own claims and letters would tell where they are.

The abuser is the other parent and the current recipient of 児童手当 for the older child. All that would tell him is kept:
his pages before and after the birth, every mail, push and letter.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from machimado.core.accounts import testing
from machimado.core.accounts.models import Account
from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.core.residents import api as residents
from machimado.engines.documents import api as documents
from machimado.engines.documents import posting
from machimado.engines.messaging import channels
from machimado.engines.messaging.models import Letter
from machimado.engines.messaging.tests.conftest import Recorder
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.tests.conftest import CLAIM, CONSENTS, fill_as
from machimado.engines.procedures.tests.test_children import TYPED
from machimado.engines.procedures.tests.test_desk import APPROVAL
from machimado.engines.procedures.tests.world import _things
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.kernel.ref import Ref, system
from tests.architecture.people import FLED, FLED_CHILD, LEFT, SECRET_BUILDING, SECRET_STREET, Someone, enter
from tests.architecture.world import SECTION, World

TESTS = system("tests")
BABY, SISTER = "90000024", "90000025"


def newborn() -> Someone:
    """Registered at the refuge; nobody has marked the child as protected yet."""
    return Someone(
        BABY, "80000021", "子", "小原", "望", ("オバラ", "ノゾミ"), clock.today() - timedelta(days=3), "女",
        SECRET_STREET, SECRET_BUILDING, LEFT, FLED,
    )  # fmt: skip


def sister() -> Someone:
    """Who took them in, not marked as protected."""
    return Someone(
        SISTER, "80000021", "妹", "小原", "澪", ("オバラ", "ミオ"), date(1994, 3, 3), "女",
        SECRET_STREET, SECRET_BUILDING,
    )  # fmt: skip


@dataclass
class Flight:
    """What there is to find, and what was sent."""

    mother: Account
    abuser: Account
    things: dict[str, object]
    cases: list[UUID]
    letters: list[object]
    outside: dict[str, Recorder]
    before: dict[str, str] = field(default_factory=dict)


def begin(world: World) -> Flight:
    """Accounts, the abuser's allowance for the older child, the mother's decided claim, and her sister's open ones."""
    at = clock.now()
    enter(sister(), at)
    mother = testing.make_resident("izumi@example.jp", person=FLED)
    abuser = testing.make_resident("left@example.jp", person=LEFT)
    outside = {name: Recorder(name) for name in (channels.EMAIL, channels.PUSH)}
    for each in outside.values():
        channels.register_channel(each)
    since = date(2026, 1, 1)
    receipts = [vocabulary.Receipt(LEFT, FLED_CHILD, since)]
    vocabulary.import_ledger("児童手当受給", receipts, complete_from=since, by=TESTS, at=at)
    settle()
    things = {f"other_{name}": thing for name, thing in _things(mother, FLED).items()}
    things |= _decide(world, things["other_procedures_case"])
    cases = [_sister_claims(world), _sister_claims(world, "住所", "電話番号")]
    for person in (FLED, FLED_CHILD, SISTER):
        said = {"件名": "お知らせ", "本文": "本文", "場所": "http://127.0.0.1/"}
        documents.post(
            posting.NOTICE,
            person=person,
            data=said,
            about=Ref("person", person),
            key=f"flight:{person}",
            at=at,
        )
    return Flight(mother, abuser, things, cases, list(Letter.objects.values_list("id", flat=True)), outside)


def settle() -> None:
    """Run what waits, mails and pushes included."""
    jobs.drain(at=clock.now() + timedelta(days=1))


def _decide(world: World, case: Any) -> dict[str, object]:
    """Received, proposed and decided as officials do it on their pages; the notice is issued."""
    desk = f"/desk/cases/{case}"
    for role, step, typed in (
        (Role.RECEPTION, "acceptance", {}),
        (Role.REVIEW, "proposal", APPROVAL),
        (Role.DECISION, "decision", {}),
    ):
        assert world.client(role).post(f"{desk}/{step}/", typed).status_code == 302
    settle()
    notice, *_ = documents.documents_of(Ref("case", str(case)))
    return {"other_document": notice.id, "other_document_token": notice.verify_token}


def _sister_claims(world: World, *asked: str) -> UUID:
    """A claim of the sister's that is examined, or that waits for a correction of what is asked."""
    account = Account.objects.filter(email="mio@example.jp").first() or testing.make_resident(
        "mio@example.jp", person=SISTER
    )
    actor, at = Ref("resident", str(account.pk)), clock.now()
    scope: dict[str, Any] = {"by": actor, "person": SISTER, "at": at}
    viewer = residents.Viewer("self", person=SISTER, actor=actor)
    draft = fill_as(procedures.start(CLAIM, **scope, viewer=viewer), **scope)
    item = procedures.add_item(draft.id, page="児童", **scope)
    procedures.answer(draft.id, page="児童", item=item, values=TYPED, **scope)
    case = procedures.submit(draft.id, **scope, level=2, consents=CONSENTS)
    if not asked:
        assert world.client(Role.RECEPTION).post(f"/desk/cases/{case.id}/acceptance/").status_code == 302
        return case.id
    why = {(name,): "確かめてください。" for name in asked}
    by = Ref("official", "world")
    procedures.request_correction(case.id, fields=why, sections=[SECTION], by=by, at=at)
    return case.id


def birth() -> None:
    """The register learns of the child, the journal of the register, and everything that listens does its work."""
    at, child = clock.now(), newborn()
    enter(child, at)
    journal.record(
        "residents.born", by=TESTS, subject=Ref("person", BABY), at=at,
        public={"date": child.born.isoformat(), "kind": "出生"},
    )  # fmt: skip
    settle()


def seen_by_parents() -> tuple[list[str], list[str]]:
    """Whom the register calls the child's parents, to the system and to the abuser."""
    eyes = residents.Viewer.of_system("tests")
    his = residents.Viewer("self", person=LEFT, actor=Ref("resident", "left"))
    return tuple(  # type: ignore[return-value]
        sorted(link.child for link in residents.children_of(LEFT, viewer=viewer, at=clock.today()))
        for viewer in (eyes, his)
    )
