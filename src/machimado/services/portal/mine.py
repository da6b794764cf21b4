"""What the town holds for one person, gathered from the engines' doors for my page and the home."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from machimado.core.accounts.api import Identity
from machimado.core.journal import api as journal
from machimado.core.offices import api as offices
from machimado.core.residents import api as residents
from machimado.engines.documents import api as documents
from machimado.engines.guidance import api as guidance
from machimado.engines.messaging import api as messaging
from machimado.engines.procedures import api as procedures
from machimado.kernel.clock import jst
from machimado.kernel.ref import Ref
from machimado.kernel.text import Text


@dataclass(frozen=True, slots=True)
class DueCard:
    """One thing that is due, with whom it is about and how many days are left."""

    due: guidance.Due
    about: str
    days: int | None

    @property
    def late(self) -> bool:
        return self.days is not None and self.days < 0


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked: when, from which section, what for."""

    at: datetime
    who: str
    purpose: str
    text: Text


def due(me: residents.PersonView, *, viewer: residents.Viewer, at: datetime) -> list[DueCard]:
    """What is open and due for a person, the nearest deadline first."""
    today = jst(at).date()
    items = [item for item in guidance.due_for(me.number, at=today) if item.state == "open"]
    names = _names(me, {item.about for item in items}, viewer=viewer, at=at)
    return [
        DueCard(item, names.get(item.about, ""), (item.deadline - today).days if item.deadline else None)
        for item in items
    ]


def _names(
    me: residents.PersonView, numbers: set[str], *, viewer: residents.Viewer, at: datetime
) -> dict[str, str]:
    """Given names of the household's members: one look at the household, however many things are due."""
    if not numbers:
        return {}
    household = residents.household(me.household_number, viewer=viewer, at=jst(at).date())
    return {member.number: member.name.given for member in household.members}


def page(who: Identity, *, viewer: residents.Viewer, at: datetime) -> dict[str, Any]:
    """Everything on my page. Each part is empty where there is nothing."""
    number = who.person_number or ""
    me = residents.person(number, viewer=viewer, at=jst(at).date())
    return {
        "me": me,
        "household": residents.household(me.household_number, viewer=viewer, at=jst(at).date()),
        "due": due(me, viewer=viewer, at=at),
        "drafts": procedures.drafts_of(by=who.actor, person=number, at=at),
        "cases": procedures.cases_of(by=who.actor, person=number),
        "papers": documents.documents_of_person(number),
        "notices": messaging.inbox(who.account_id or "", limit=3),
        "looks": looks(number, at=at, limit=3),
    }


def looks(person: str, *, at: datetime, limit: int = 100) -> list[Look]:
    """Who saw this person's data, the latest first. Sections are named, officials are not."""
    entries = journal.looks(Ref("person", person), limit=limit)
    sections = {e.actor.id: _section(e.actor.id, at) for e in entries if e.actor.kind == "official"}
    return [
        Look(e.at, sections.get(e.actor.id, ""), str(e.public.get("purpose", "")), e.text()) for e in entries
    ]


def _section(official_id: str, at: datetime) -> str:
    held = offices.appointments(official_id, at=at)
    return str(held[0].section_name) if held else ""


def entry_of(entry_id: UUID, *, who: Identity) -> journal.EntryView | None:
    """An entry that this person may keep the receipt of: one's own act, or one about oneself."""
    entry = journal.entry(entry_id)
    if entry is None:
        return None
    about_me = who.person_number is not None and entry.subject == Ref("person", who.person_number)
    return entry if about_me or entry.actor == who.actor else None
