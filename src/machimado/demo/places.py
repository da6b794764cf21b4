"""Where each step of the tour leads: to the very page on which its act is one tap away."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from machimado.core.accounts import api as accounts
from machimado.demo import births
from machimado.demo.cast import Part
from machimado.demo.models import StoryBirth
from machimado.demo.story import STEPS
from machimado.demo.town_life import townhall
from machimado.engines.documents import api as documents
from machimado.engines.guidance import api as guidance
from machimado.engines.procedures import api as procedures
from machimado.kernel import clock
from machimado.kernel.ref import Ref


@dataclass(frozen=True, slots=True)
class Scene:
    """The story as far as it has come: the child, the mother who plays it, and her case."""

    child: str
    person: str
    case: UUID | None


def of(number: int) -> str:
    """The path for a step, or the nearest page that exists as yet."""
    step = next((each for each in STEPS if each.number == number), None)
    scene = _scene(births.last())
    if step is None:
        return "/demo/"
    if scene is None:
        return step.path
    if number == 3:
        return _form(scene, clock.today()) or step.path
    if scene.case is None:
        return step.path
    if number == 8:
        return _notice(scene.case) or f"/cases/{scene.case}/"
    return f"{step.path}{scene.case}/" if step.path.endswith("/cases/") else step.path


def _scene(birth: StoryBirth | None) -> Scene | None:
    mother: Part = births.mother_of(birth)
    person = townhall().state().keys.get(mother.key) if birth and townhall().founded else None
    if birth is None or person is None:
        return None
    since = clock.jst(birth.at).date()
    cases = [
        case.id
        for account in accounts.accounts_of(person)
        for case in procedures.cases_of(by=Ref("resident", str(account.id)), person=person)
        if case.arrived_on >= since
    ]
    return Scene(birth.child, person, cases[0] if cases else None)


def _form(scene: Scene, today: date) -> str | None:
    """The page that opens the form, filled in; the case itself once it was submitted."""
    if scene.case is not None:
        return f"/cases/{scene.case}/"
    dues = guidance.due_for(scene.person, at=today)
    return next((due.link for due in dues if due.about == scene.child and due.link), None)


def _notice(case: UUID) -> str | None:
    issued = documents.documents_of(Ref("case", str(case)))
    return f"/verify/{issued[-1].verify_token}/" if issued else None
