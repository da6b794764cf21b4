"""What guidance does when something has happened. Each job runs exactly once, in one transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.core.journal.api import EntryView
from machimado.engines.guidance import refreshing
from machimado.engines.guidance.models import Touch
from machimado.engines.procedures import api as procedures

REGISTER_CHANGES = (
    "born", "moved_in", "moved_out", "died", "moved", "married", "divorced", "household_changed", "renamed", "corrected", "changed",
)  # fmt: skip
EVERYBODY = "guidance.everybody"
SWEEP = "guidance.sweep"


def subscribe() -> None:
    """Listen; in AppConfig.ready()."""
    for name in REGISTER_CHANGES:
        journal.subscribe(f"residents.{name}", "guidance.refresh")
    journal.subscribe("vocabulary.remembered", "guidance.refresh")
    for name in ("residents.loaded", "vocabulary.ledger_imported"):
        journal.subscribe(name, "guidance.loaded")
    journal.subscribe("definitions.edition_added", "guidance.edition")
    for name in ("submitted", "corrected"):
        journal.subscribe(f"procedures.{name}", "guidance.submitted")
    journal.subscribe("procedures.decided", "guidance.decided")
    journal.subscribe("procedures.withdrawn", "guidance.withdrawn")
    jobs.every("guidance.daily", seconds=600)


@jobs.job("guidance.refresh")
def refresh(payload: dict[str, Any], *, at: datetime) -> None:
    """A person's entry in the register, or a fact about them, has changed. Many such changes are looked at in one go."""
    promised = Touch.objects.exists()
    Touch.objects.create(person=_entry(payload).subject.id)
    if not promised:
        jobs.enqueue(SWEEP, payload={}, at=at)


@jobs.job(SWEEP)
def sweep(payload: dict[str, Any], *, at: datetime) -> None:
    """Look at everyone touched so far; whoever is touched meanwhile gets another sweep."""
    touches = dict(Touch.objects.values_list("id", "person"))
    refreshing.refresh(set(touches.values()), at=at)
    Touch.objects.filter(id__in=touches).delete()
    if Touch.objects.exists():
        jobs.enqueue(SWEEP, payload={}, at=at)


@jobs.job("guidance.loaded")
def loaded(payload: dict[str, Any], *, at: datetime) -> None:
    """A whole register or list was taken in: what already held is no news. A file of changes has its own entries."""
    entry = _entry(payload)
    if entry.type == "residents.loaded" and not entry.public.get("initial"):
        return
    jobs.ensure(EVERYBODY, payload={"quiet": True}, at=at)


@jobs.job("guidance.edition")
def edition(payload: dict[str, Any], *, at: datetime) -> None:
    """The law changed: a new edition of a known rule is news; a rule's first edition is not."""
    public = _entry(payload).public
    if public.get("kind") == "rule":
        jobs.ensure(EVERYBODY, payload={"quiet": public.get("number") == 1}, at=at)


@jobs.job(EVERYBODY)
def everybody(payload: dict[str, Any], *, at: datetime) -> None:
    """The whole register."""
    refreshing.look_at_everybody(quiet=bool(payload["quiet"]), at=at)


@jobs.job("guidance.daily")
def daily(payload: dict[str, Any], *, at: datetime) -> None:
    """Once a day whoever's age has turned; each time, touches that a sweep has missed."""
    if Touch.objects.exists():
        sweep({}, at=at)
    refreshing.morning(at=at)


@jobs.job("guidance.submitted")
def submitted(payload: dict[str, Any], *, at: datetime) -> None:
    """A case came in, or anew after a correction: what it was due for is done."""
    case = _case(_entry(payload))
    refreshing.complete(case.person, case.procedure_key, case=str(case.id), children=_children(case), at=at)


def _children(case: procedures.CaseView) -> set[str] | None:
    """Whom the claim is made for; None where somebody in it was typed in, and may be anybody."""
    groups = {outcome.each.group for outcome in case.procedure.outcomes if outcome.each}
    found = [item.person for group in sorted(groups) for item in case.answers.items(group)]
    named = {number for number in found if number}
    return named if named and len(named) == len(found) else None


@jobs.job("guidance.withdrawn")
def withdrawn(payload: dict[str, Any], *, at: datetime) -> None:
    """A case was taken back: what it was for is due again."""
    refreshing.reopen(_entry(payload).subject.id)


@jobs.job("guidance.decided")
def decided(payload: dict[str, Any], *, at: datetime) -> None:
    """A refusal leaves what it was for to whoever else could claim; what was granted, procedures has recorded."""
    case = _case(_entry(payload))
    if case.decision is not None and case.decision.refusal:
        refreshing.reopen(str(case.id), but=case.person)


def _entry(payload: dict[str, Any]) -> EntryView:
    return journal.entry(UUID(payload["entry"]))


def _case(entry: EntryView) -> procedures.CaseView:
    return procedures.desk_case(UUID(entry.subject.id), sections=[entry.public["section"]])
