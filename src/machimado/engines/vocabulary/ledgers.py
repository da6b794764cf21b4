"""What the city knows beyond the register: decided, imported or answered before; and the lists that it keeps whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from machimado.core.definitions import api as definitions
from machimado.core.journal import api as journal
from machimado.core.residents.api import Viewer
from machimado.engines.vocabulary.definitions import FactDefinition
from machimado.engines.vocabulary.models import KnownFact, Ledger
from machimado.engines.vocabulary.values import FactValue
from machimado.kernel.ref import Actor, Ref


class LedgerRow(NamedTuple):
    """A yes-or-no fact that holds on a day: whom it is about, and for which child where it is kept for each child."""

    term: str
    person: str
    about: str
    value: bool
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """One line of a list to import: who, for which child, since when."""

    person: str
    about: str = ""
    since: date = date(2000, 1, 1)


def remember(
    term: str,
    *,
    person: str,
    value: Any,
    source: str,
    valid_from: date,
    by: Actor,
    at: datetime,
    about: str = "",
    valid_until: date | None = None,
) -> None:
    """Keep a fact about a person. What was kept under the same term, person and child until now is superseded."""
    with transaction.atomic():
        KnownFact.objects.filter(term=term, person=person, about=about, superseded_at=None).update(
            superseded_at=at
        )
        KnownFact.objects.create(
            term=term, person=person, about=about, value=value, source=source, valid_from=valid_from,
            valid_until=valid_until, recorded_at=at, recorded_by=str(by),
        )  # fmt: skip
        _journal([person], term, source, by=by, at=at)


def import_ledger(term: str, rows: Iterable[Receipt], *, complete_from: date, by: Actor, at: datetime) -> int:
    """Take in the city's whole list of those for whom `term` holds. From then on, who is not in it is a no.

    What was decided here before `complete_from` the list knows by now, also that it has ended since; what was decided
    later stands beside it.
    """
    rows = list(rows)
    with transaction.atomic():
        kept = KnownFact.objects.filter(term=term, superseded_at=None)
        older = Q(source="ledger") | Q(source="decision", valid_from__lt=complete_from)
        kept.filter(older).update(superseded_at=at)
        _already_listed(kept.filter(source="decision"), rows).update(superseded_at=at)
        facts = [
            KnownFact(
                term=term, person=row.person, about=row.about, value=True, source="ledger",
                valid_from=row.since, recorded_at=at, recorded_by=str(by),
            )
            for row in rows
        ]  # fmt: skip
        KnownFact.objects.bulk_create(facts, batch_size=2_000)
        Ledger.objects.update_or_create(
            term=term, defaults={"complete_from": complete_from, "imported_at": at}
        )
        public = {"term": term, "rows": len(facts)}
        journal.record("vocabulary.ledger_imported", by=by, subject=Ref("ledger", term), at=at, public=public)
    return len(facts)


def _already_listed(decided: QuerySet[KnownFact], rows: Iterable[Receipt]) -> QuerySet[KnownFact]:
    listed = {(row.person, row.about) for row in rows}
    return decided.filter(id__in=[fact.id for fact in decided if (fact.person, fact.about) in listed])


def holding(*, at: date, people: Iterable[str] | None = None) -> list[LedgerRow]:
    """Every yes-or-no fact that holds on a day."""
    rows = KnownFact.objects.filter(_on(at))
    if people is not None:
        wanted = list(people)
        rows = rows.filter(Q(person__in=wanted) | Q(about__in=wanted))
    found = rows.values_list("term", "person", "about", "value", "recorded_at")
    return [LedgerRow(*row) for row in found.iterator(chunk_size=5_000) if isinstance(row[3], bool)]


def complete_terms(*, at: date) -> frozenset[str]:
    """The terms of which the city keeps the whole list on a day."""
    return frozenset(Ledger.objects.filter(complete_from__lte=at).values_list("term", flat=True))


def from_ledger(terms: frozenset[str], *, person: str, viewer: Viewer, at: date) -> Mapping[str, FactValue]:
    """What was decided or imported, as a source (vocabulary's port)."""
    kinds = ["ledger", "decision"]
    return {
        **_seen_from_the_child(terms, person, at, kinds, viewer),
        **_remembered(terms, person, at, kinds, "ledger", viewer),
    }


def _seen_from_the_child(
    terms: frozenset[str], child: str, at: date, kinds: list[str], viewer: Viewer
) -> Mapping[str, FactValue]:
    """子からみた言葉: that somebody's fact is about this child. A resident learns it of their own facts alone."""
    found = {edition.key: edition.definition for edition in definitions.all_current("fact", on=at)}
    reverse = {
        term: fact.reverse
        for term, fact in found.items()
        if isinstance(fact, FactDefinition) and fact.reverse in terms
    }
    if not reverse or viewer.kind == "public":
        return {}
    rows = KnownFact.objects.filter(_on(at), about=child, term__in=reverse, source__in=kinds)
    if viewer.kind == "self":
        rows = rows.filter(person=viewer.person)
    return {
        str(reverse[row.term]): FactValue(True, "ledger", row.valid_from) for row in rows if row.value is True
    }


def from_earlier(terms: frozenset[str], *, person: str, viewer: Viewer, at: date) -> Mapping[str, FactValue]:
    """What the person answered before, as a source (vocabulary's port)."""
    return _remembered(terms, person, at, ["earlier", "typed"], "earlier", viewer)


def _remembered(
    terms: frozenset[str], person: str, at: date, kinds: list[str], source: str, viewer: Viewer
) -> Mapping[str, FactValue]:
    if viewer.kind == "public" or (viewer.kind == "self" and viewer.person != person):
        return {}
    rows = KnownFact.objects.filter(_on(at), person=person, about="", term__in=terms, source__in=kinds)
    return {row.term: FactValue(row.value, source, row.valid_from) for row in rows.order_by("recorded_at")}


def _on(at: date) -> Q:
    still = Q(valid_until=None) | Q(valid_until__gt=at)
    return Q(superseded_at=None, valid_from__lte=at) & still


def _journal(people: Iterable[str], term: str, source: str, *, by: Actor, at: datetime) -> None:
    for person in people:
        public = {"term": term, "source": source}
        journal.record("vocabulary.remembered", by=by, subject=Ref("person", person), at=at, public=public)
