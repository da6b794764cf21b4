"""What the town holds for one person, gathered from the engines' doors for my page and the home."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from machimado.core.accounts.api import Identity
from machimado.core.journal import api as journal
from machimado.core.offices import api as offices
from machimado.core.residents import api as residents
from machimado.engines.documents import api as documents
from machimado.engines.messaging import api as messaging
from machimado.engines.procedures import api as procedures
from machimado.kernel.clock import jst
from machimado.kernel.ref import Ref
from machimado.kernel.text import Text
from machimado.services.portal import agenda


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked: when, from which section, what for."""

    at: datetime
    who: Text | str
    purpose: str


def page(who: Identity, *, viewer: residents.Viewer, at: datetime) -> dict[str, Any]:
    """Everything on my page. Each part is empty where there is nothing."""
    number = who.person_number or ""
    me, household = residents.at_home(viewer=viewer, at=jst(at).date())
    return {
        "me": me,
        "household": household,
        "due": agenda.of(me, household, at=at),
        "drafts": procedures.drafts_of(by=who.actor, person=number, at=at),
        "cases": procedures.cases_of(by=who.actor, person=number),
        "papers": documents.documents_of_person(number),
        "notices": messaging.inbox(who.account_id or "", limit=3),
        "looks": looks(number, at=at, limit=3),
    }


def looked_at(person: str, *, who: Identity, viewer: residents.Viewer, at: datetime) -> dict[str, Any]:
    """Who saw the data of this person: oneself, or a child for whom one acts, which is a look of its own."""
    if person == who.person_number:
        return {"looks": looks(person, at=at), "child": None}
    journal.look(by=who.actor, subject=Ref("person", person), at=at, purpose="保護者の確認")
    child = residents.person(person, viewer=viewer, at=jst(at).date())
    return {"looks": looks(person, at=at), "child": child}


def looks(person: str, *, at: datetime, limit: int = 100) -> list[Look]:
    """Who saw this person's data, the latest first. Sections are named, officials are not."""
    sections = {section.key: section.name for section in offices.sections(on=jst(at).date())}
    return [
        Look(entry.at, _looker(entry, sections), _(str(entry.public.get("purpose", ""))))
        for entry in journal.looks(Ref("person", person), limit=limit)
    ]


def _looker(entry: journal.EntryView, sections: Mapping[str, Text]) -> Text | str:
    if entry.actor.kind == "resident":
        return _("保護者")
    section = str(entry.public.get("section", ""))
    return sections.get(section) or section or _("市役所")
