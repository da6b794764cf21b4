"""Outcomes into rows: a few statements for many persons, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from machimado.core.residents import events
from machimado.core.residents.intake import bulk
from machimado.core.residents.intake.outcome import Outcome, Redated
from machimado.core.residents.intake.terms import PLACE, TERMS
from machimado.core.residents.models import (
    Event,
    Load,
    Membership,
    Person,
    PersonVersion,
    Protection,
    Residence,
)
from machimado.core.residents.models.dated import Dated
from machimado.kernel.clock import jst
from machimado.kernel.names import Name
from machimado.kernel.ref import Actor

FACTS = (*TERMS, "resident_from", "departed_on", "departure")
DATED = ("person_id", "valid_from", "valid_until", "recorded_at")
VERSION = (*DATED, *FACTS, "written_key", "sound_key")
MEMBERSHIP = (*DATED, "household", "relationship")
RESIDENCE = (*DATED, *PLACE)


@dataclass
class Batch:
    """What a transaction will write. Dates and instants are already as the driver takes them."""

    at: datetime
    persons: list[tuple[Any, ...]] = field(default_factory=list)
    renewed: list[tuple[Any, ...]] = field(default_factory=list)
    versions: list[tuple[Any, ...]] = field(default_factory=list)
    memberships: list[tuple[Any, ...]] = field(default_factory=list)
    residences: list[tuple[Any, ...]] = field(default_factory=list)
    cuts: dict[type[Dated], list[tuple[date, date, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.recorded = connection.ops.adapt_datetimefield_value(self.at)
        self.day = _dates_of_driver()

    @classmethod
    def of(cls, outcomes: Sequence[Outcome], *, at: datetime) -> Batch:
        """Prepared outside of the transaction, so that it holds the others up for no longer than the writing takes."""
        batch = cls(at)
        for outcome in outcomes:
            batch.add(outcome)
        return batch

    def add(self, outcome: Outcome) -> None:
        number = outcome.number
        if outcome.new:
            self.persons.append((number, outcome.digest, outcome.last_change, self.recorded))
        else:
            self.renewed.append((outcome.digest, outcome.last_change, number))
        ends = None if outcome.ends is None else max(outcome.ends, outcome.since)
        if outcome.version is not None:
            since, until = outcome.version_since or outcome.since, outcome.version_until
            self._cut(PersonVersion, outcome, since, until)
            self.versions.append(self._version(number, since, until, outcome.version))
        if outcome.membership:
            until = outcome.membership_until
            self._cut(Membership, outcome, outcome.since, until)
            self.memberships.append((*self._dated(number, outcome.since, ends or until), *outcome.membership))
        if outcome.residence:
            since, until = outcome.residence_since or outcome.since, outcome.residence_until
            self._cut(Residence, outcome, outcome.since, until)
            self.residences.append((*self._dated(number, since, ends or until), *outcome.residence))
        if ends is not None and not outcome.new:
            self._cut(Membership, outcome, outcome.since)
            self._cut(Residence, outcome, outcome.since)

    def write(self) -> None:
        for model, rows in self.cuts.items():
            _cut(model, rows, self.recorded, self.day)
        bulk.insert(Person, ("number", "row_digest", "last_change", "recorded_at"), self.persons)
        bulk.update(Person, "SET row_digest = %s, last_change = %s WHERE number = %s", self.renewed)
        bulk.insert(PersonVersion, VERSION, self.versions)
        bulk.insert(Membership, MEMBERSHIP, self.memberships)
        bulk.insert(Residence, RESIDENCE, self.residences)

    def _cut(self, model: type[Dated], outcome: Outcome, since: date, until: date | None = None) -> None:
        if not outcome.new:
            self.cuts.setdefault(model, []).append((since, until or date.max, outcome.number))

    def _dated(self, number: str, since: date, until: date | None) -> tuple[Any, ...]:
        return number, self.day(since), None if until is None else self.day(until), self.recorded

    def _version(
        self, number: str, since: date, until: date | None, facts: dict[str, Any]
    ) -> tuple[Any, ...]:
        values = [facts[name] for name in FACTS]
        values = [self.day(value) if isinstance(value, date) else value for value in values]
        return (*self._dated(number, since, until), *values, *search_keys(facts))


def search_keys(facts: dict[str, Any]) -> tuple[str, str]:
    names = ("family", "given", "family_kana", "given_kana", "latin", "alias")
    return Name(*(facts[name] for name in names)).search_keys()


def write(outcomes: Sequence[Outcome], batch: Batch, load: Load, *, by: Actor, at: datetime) -> None:
    """Write what outcomes say, corrections first, and tell the journal of each event."""
    for outcome in outcomes:
        if not outcome.new:
            _fix(outcome, at)
    batch.write()
    for outcome in outcomes:
        if outcome.protection is not None:
            _protect(outcome, at)
    _tell(outcomes, load, by=by, at=at)


def _cut(model: type[Dated], rows: list[tuple[date, date, str]], recorded: Any, day: Any) -> None:
    """End what held before the first day; what was to begin from then on, and before the other, never came true."""
    ends = [(day(since), number, day(since), day(since)) for since, _, number in rows]
    bulk.update(
        model,
        "SET valid_until = %s WHERE person_id = %s AND replaced_at IS NULL AND valid_from < %s"
        " AND (valid_until IS NULL OR valid_until > %s)",
        ends,
    )
    never = [(recorded, number, day(since), day(until)) for since, until, number in rows]
    bulk.update(
        model,
        "SET replaced_at = %s WHERE person_id = %s AND replaced_at IS NULL AND valid_from >= %s AND valid_from < %s",
        never,
    )


def _fix(outcome: Outcome, at: datetime) -> None:
    """訂正: replace the wrong rows by right ones over the same days, or over the right days."""
    now: dict[str, Any] = {"person": outcome.number, "replaced_at": None}
    if outcome.redated:
        for model in (Membership, Residence):
            for row in model._default_manager.filter(**now):
                _move(row, _right_days(row, outcome.redated), at)
    if outcome.fixes:
        for version in PersonVersion.objects.filter(**now):
            wrong = {k: new for k, (old, new) in outcome.fixes.items() if getattr(version, k) == old}
            if "birth_date" in wrong and version.valid_from == version.birth_date:
                wrong["valid_from"] = wrong["birth_date"]
            if outcome.redated:
                wrong |= _right_days_of_version(version, outcome.redated)
            _move(version, wrong, at)
    if outcome.fixed_membership:
        membership = Membership.objects.filter(**now).order_by("valid_from").last()
        _move(membership, dict(zip(MEMBERSHIP[4:], outcome.fixed_membership, strict=True)), at)
    if outcome.fixed_residence:
        residence = Residence.objects.filter(**now).order_by("valid_from").last()
        _move(residence, dict(zip(PLACE, outcome.fixed_residence, strict=True)), at)


def _right_days(row: Dated, redated: Redated) -> dict[str, date]:
    """The days of a membership or an address after an arrival or a departure has got its right day."""
    arrival, wrong, right, _ = redated
    if arrival:
        first = row.valid_from == wrong or wrong < row.valid_from < right
        return {"valid_from": right} if first else {}
    if row.valid_until is None or not (row.valid_until == wrong or right < row.valid_until):
        return {}
    return {"valid_until": right}


def _right_days_of_version(version: PersonVersion, redated: Redated) -> dict[str, date]:
    """The same for what is said of the person: there the row before ends where the one after begins."""
    days = {
        name: redated.told
        for name in ("valid_from", "valid_until")
        if getattr(version, name) == redated.wrong
    }
    if redated.arrival and redated.wrong < version.valid_from < redated.right:
        days["valid_from"] = redated.right
    return days


def _move(row: Dated | None, right: dict[str, Any], at: datetime) -> None:
    """Replace a wrong row by the right one; by none where no day is left for it."""
    if row is None or not right:
        return
    begins, ends = right.get("valid_from", row.valid_from), right.get("valid_until", row.valid_until)
    if ends is not None and begins >= ends:
        type(row)._default_manager.filter(pk=row.pk).update(replaced_at=at)
    else:
        _replace(row, right, at)


def _replace(row: Dated, right: dict[str, Any], at: datetime) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(replaced_at=at)
    row.pk = None
    row._state.adding = True
    row.recorded_at = at
    for name, value in right.items():
        setattr(row, name, value)
    if isinstance(row, PersonVersion):
        row.written_key, row.sound_key = row.name.search_keys()
    row.save(force_insert=True)


def _protect(outcome: Outcome, at: datetime) -> None:
    if outcome.protection:
        since = jst(at).date() if outcome.new else outcome.since
        Protection.objects.create(
            person_id=outcome.number, valid_from=since, reason=outcome.protection, recorded_at=at
        )
    else:
        Protection.objects.filter(person=outcome.number, valid_until=None).update(valid_until=outcome.since)


def _tell(outcomes: Sequence[Outcome], load: Load, *, by: Actor, at: datetime) -> None:
    Event.objects.bulk_create(
        Event(
            person_id=outcome.number,
            kind=happening.kind,
            occurred_on=happening.on,
            reason=happening.reason,
            changed="、".join(happening.changed),
            recorded_at=at,
            load=load,
            entry=events.tell(outcome.number, happening, by=by, at=at),
        )
        for outcome in outcomes
        for happening in outcome.happenings
    )


def _dates_of_driver() -> Callable[[date], Any]:
    """PostgreSQL's driver takes dates; SQLite keeps them as ISO text."""
    return date.isoformat if connection.vendor == "sqlite" else (lambda day: day)
