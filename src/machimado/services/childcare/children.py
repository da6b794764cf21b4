"""One's own children, as the register and 支援措置 let this person see them, each with what is due."""

from dataclasses import dataclass
from datetime import date

from machimado.core.residents import api as residents
from machimado.engines.guidance import api as guidance
from machimado.kernel.age import age
from machimado.kernel.wareki import VagueDate


@dataclass(frozen=True, slots=True)
class Child:
    """`exact`: the day of birth is wholly known, and so the age."""

    person: residents.PersonView
    years: int
    months: int
    exact: bool
    due: tuple[guidance.Due, ...]


def of(parent: str, *, viewer: residents.Viewer, at: date) -> list[Child]:
    """The minors among one's children at home, the youngest first."""
    everything = guidance.due_for(parent, at=at)
    people = residents.children_at_home(viewer=viewer, at=at)
    found = [_child(person, everything, at) for person in people]
    return sorted((c for c in found if c.years < 18), key=lambda c: c.person.birth_date, reverse=True)


def _child(person: residents.PersonView, everything: list[guidance.Due], at: date) -> Child:
    born = person.birth_date
    months = (at.year - born.year) * 12 + at.month - born.month - (at.day < born.day)
    due = tuple(item for item in everything if item.about == person.number and item.state == "open")
    return Child(person, age(born, at), months, not isinstance(born, VagueDate), due)
