"""Lists of cases and drafts, each scoped to who may see them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from machimado.core.offices import api as offices
from machimado.engines.procedures import editions
from machimado.engines.procedures.models import Case, Draft, State
from machimado.engines.procedures.models.case import OPEN
from machimado.engines.procedures.numbers import bare, is_number
from machimado.engines.procedures.outward import CaseRow, Worklist
from machimado.engines.procedures.ownership import own
from machimado.engines.procedures.views_of import today
from machimado.kernel.ref import Actor

PAGE = 50
SORTS = {
    "期限": ("due_on", "filed_at"),
    "到達": ("arrived_on", "filed_at"),
    "新しい": ("-filed_at",),
    "手続": ("procedure", "due_on"),
}


def row(case: Case) -> CaseRow:
    procedure = editions.pinned(case.edition).procedure
    return CaseRow(
        id=case.id,
        number=case.number,
        procedure_key=case.procedure,
        title=procedure.short or procedure.title,
        person=case.person,
        channel=case.channel,
        state=case.state,
        arrived_on=case.arrived_on,
        due_on=case.due_on,
        official=case.official,
    )


def of_sections(sections: Collection[str]) -> QuerySet[Case]:
    """Cases that officials of these sections may see."""
    return Case.objects.filter(section__in=sections)


def worklist(
    *, sections: Collection[str], official: str, filters: Mapping[str, str], page: int, at: datetime
) -> Worklist:
    """One page of a section's cases, and counts by state: four queries, whatever the number of cases."""
    cases = of_sections(sections)
    on = today(at)
    counts = cases.aggregate(
        **{f"n{index}": Count("id", filter=Q(state=state)) for index, state in enumerate(State.values)},
        overdue=Count("id", filter=_overdue(on)),
        mine=Count("id", filter=Q(official=official, state__in=OPEN)),
    )
    chosen = _filtered(cases, filters, official, on)
    total = chosen.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    order = SORTS.get(filters.get("並び", ""), SORTS["期限"])
    rows = [row(case) for case in chosen.order_by(*order, "id")[(page - 1) * PAGE : page * PAGE]]
    names = offices.names({each.official for each in rows if each.official})
    return Worklist(
        rows=tuple(replace(each, official_name=names.get(each.official, "")) for each in rows),
        counts={state: counts[f"n{index}"] for index, state in enumerate(State.values)},
        overdue=counts["overdue"],
        mine=counts["mine"],
        total=total,
        page=page,
        pages=pages,
    )


def _overdue(on: date) -> Q:
    return Q(due_on__lt=on, state__in=[s for s in OPEN if s != State.CORRECTING])


def _filtered(cases: QuerySet[Case], filters: Mapping[str, str], official: str, on: date) -> QuerySet[Case]:
    if number := filters.get("番号", "").strip():
        return cases.filter(number=bare(number)) if is_number(number) else cases.none()
    state = filters.get("状態", "")
    if state in State.values:
        cases = cases.filter(state=state)
    elif state == "期限超過":
        cases = cases.filter(_overdue(on))
    elif state != "すべて":
        cases = cases.filter(state__in=OPEN)
    if filters.get("担当") == "自分":
        cases = cases.filter(official=official)
    elif filters.get("担当") == "なし":
        cases = cases.filter(official="")
    if filters.get("手続"):
        cases = cases.filter(procedure=filters["手続"])
    return cases


def desk_case(case_id: UUID, *, sections: Collection[str]) -> Case:
    """A case of one's sections. Raises LookupError for every other."""
    case = of_sections(sections).select_related("decision").filter(id=case_id).first()
    if case is None:
        raise LookupError(case_id)
    return case


def resident_cases(*, by: Actor, person: str) -> list[Case]:
    """Cases that this person filed with an account of theirs, and those recorded from paper for them, newest first.

    Not every case of the person: who acts for a child must not see what the other parent filed (支援措置).
    """
    return own(Case.objects.filter(person=person).order_by("-filed_at"), by=by, person=person)


def resident_case(case_id: UUID, *, by: Actor, person: str | None) -> Case:
    """One of one's own cases. Raises LookupError for every other."""
    if person is not None:
        rows = Case.objects.filter(person=person, id=case_id).select_related("decision")
        for case in own(rows, by=by, person=person):
            return case
    raise LookupError(case_id)


def claimants(case_ids: Collection[str]) -> dict[str, str]:
    """Of these cases, those under way, and whose they are."""
    known = {each for each in case_ids if _is_id(each)}
    rows = Case.objects.filter(id__in=known, state__in=OPEN).values_list("id", "person") if known else ()
    return {str(case_id): person for case_id, person in rows}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def case_of_draft(draft_id: UUID, *, by: Actor, person: str) -> Case | None:
    """What one's own draft has become."""
    return next(iter(own(Case.objects.filter(person=person, draft=draft_id), by=by, person=person)), None)


def drafts(*, by: Actor, person: str) -> list[Draft]:
    """One's own drafts, the latest first."""
    rows = Draft.objects.filter(person=person).order_by("-saved_at").prefetch_related("attachments")
    return own(rows, by=by, person=person)
