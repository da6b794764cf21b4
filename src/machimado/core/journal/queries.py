"""Reading and counting entries."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Func, QuerySet, TextField
from django.db.models.functions import TruncMonth

from machimado.core.journal import canonical
from machimado.core.journal.models import Entry
from machimado.core.journal.recording import LOOKED
from machimado.core.journal.types import EntryView
from machimado.core.journal.views_of import view
from machimado.kernel.clock import JST
from machimado.kernel.ref import Ref


class Public(Func):
    """The public field `name` of an entry, as the JSON text of its value."""

    output_field = TextField()

    def __init__(self, name: str) -> None:
        super().__init__(F("canonical"))
        self.name = name

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        sql, params = compiler.compile(self.source_expressions[0])
        return f"({sql} -> %s)", [*params, f'$.public."{self.name}"']

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        sql, params = compiler.compile(self.source_expressions[0])
        return f"(({sql})::jsonb #> ARRAY['public', %s])::text", [*params, self.name]


def entry(entry_id: UUID | str) -> EntryView | None:
    """One entry with its personal part, or None. The caller answers for who may see it."""
    row = Entry.objects.filter(id=entry_id).first()
    return view(row, with_personal=True) if row else None


def entries(
    *,
    subject: Ref | None = None,
    type: str | None = None,  # noqa: A002
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 100,
) -> list[EntryView]:
    """Entries, the latest first, from `since` up to, not including, `until`; without their personal parts."""
    rows = _filtered(type, since, until)
    if subject is not None:
        rows = rows.filter(subject_kind=subject.kind, subject_id=subject.id)
    return [view(row, with_personal=False) for row in rows.order_by("-at", "-id").defer("personal")[:limit]]


def looks(subject: Ref, *, limit: int = 100) -> list[EntryView]:
    """Who saw this person's data, and when and why, the latest first."""
    return entries(subject=subject, type=LOOKED, limit=limit)


def tally(
    type: str,  # noqa: A002
    *,
    where: Mapping[str, Any] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> int:
    """How many entries of a type have these public values (a tuple means: one of these)."""
    return _where(_filtered(type, since, until), where).count()


def tally_by(
    type: str,  # noqa: A002
    *,
    field: str,
    where: Mapping[str, Any] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    month: bool = False,
    day: str | None = None,
) -> dict[Any, int]:
    """Entries counted by the value of a public field; with `month`, by ("2026-04", value), months being Japan's.

    `day` names a public field with the day that counts (2026-04-30) where it is not the day of the entry.
    """
    rows = _where(_filtered(type, since, until), where).annotate(_value=Public(field))
    if not month:
        counted = rows.order_by().values_list("_value").annotate(n=Count("id"))
        return {_loaded(value): n for value, n in counted}
    if day is not None:
        return _by_month_of(day, rows)
    rows = rows.annotate(_month=TruncMonth("at", tzinfo=JST)).order_by()
    return {
        (f"{start:%Y-%m}", _loaded(value)): n
        for start, value, n in rows.values_list("_month", "_value").annotate(n=Count("id"))
    }


def _by_month_of(day: str, rows: "QuerySet[Entry]") -> dict[Any, int]:
    rows = rows.annotate(_day=Public(day)).order_by()
    found: Counter[Any] = Counter()
    for written, value, n in rows.values_list("_day", "_value").annotate(n=Count("id")):
        found[(str(_loaded(written))[:7], _loaded(value))] += n
    return dict(found)


def _filtered(name: str | None, since: datetime | None, until: datetime | None) -> "QuerySet[Entry]":
    bounds = {"type": name, "at__gte": since, "at__lt": until}
    return Entry.objects.filter(**{key: value for key, value in bounds.items() if value is not None})


def _where(rows: "QuerySet[Entry]", where: Mapping[str, Any] | None) -> "QuerySet[Entry]":
    for number, (name, value) in enumerate((where or {}).items()):
        values = value if isinstance(value, tuple) else (value,)
        rows = rows.annotate(**{f"_where{number}": Public(name)}).filter(
            **{f"_where{number}__in": [canonical.encode(one) for one in values]}
        )
    return rows


def _loaded(value: str | None) -> Any:
    loaded = json.loads(value) if value is not None else None
    return canonical.encode(loaded) if isinstance(loaded, list | dict) else loaded
