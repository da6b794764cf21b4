"""The section's worklist and the case page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from machimado.core.accounts import api as accounts
from machimado.core.journal import api as journal
from machimado.core.residents import api as residents
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.access import DESK
from machimado.engines.procedures.api import CaseView
from machimado.engines.procedures.identifying import of_today, unidentified
from machimado.engines.procedures.models import State
from machimado.engines.procedures.queries import SORTS
from machimado.engines.procedures.summary import Section, sections
from machimado.engines.procedures.views.common import found_or_404, me
from machimado.engines.procedures.views.serving import serve
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.kernel.ref import Ref
from machimado.ui.context import language

FILTERS = ("状態", "担当", "手続", "番号", "並び")
PURPOSE = gettext_noop("手続の審査")


@require_safe
@accounts.official_required(*DESK)
def worklist(request: HttpRequest) -> HttpResponse:
    """The section's cases by due date: no names here, so looking at the list is not a look at anybody."""
    who = me(request)
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    page = request.GET.get("頁", "1")
    found = procedures.worklist(
        sections=who.sections,
        official=who.official_id or "",
        filters=filters,
        page=int(page) if page.isdecimal() and len(page) < 7 else 1,
        at=clock.now(),
    )
    query = request.GET.copy()
    query.pop("頁", None)
    given = {
        "list": found,
        "filters": filters,
        "states": [(state, found.counts[state]) for state in State.values],
        "sorts": list(SORTS),
        "procedures": procedures.catalogue(on=clock.today()),
        "query": query.urlencode(),
        "today": clock.today(),
        "me": who.official_id,
    }
    return render(request, "procedures/desk/worklist.html", given)


def seen(request: HttpRequest, case_id: UUID) -> CaseView:
    """The case for this official's eyes; the look is journalled, once a request. Raises LookupError."""
    who = me(request)
    case = procedures.desk_case(case_id, sections=who.sections)
    journal.look(
        by=who.actor,
        subject=Ref("person", case.person),
        at=clock.now(),
        purpose=PURPOSE,
        section=who.section,
    )
    return case


@require_safe
@accounts.official_required(*DESK)
@found_or_404
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Answers with their provenance, papers, the one timeline, and what may be done now."""
    found = seen(request, case_id)

    def reason() -> str:
        """Asked for by the field itself: what waits is used up only where it is shown."""
        return accounts.left_here(request).get("reason", "")

    return render(
        request, "procedures/desk/case.html", {**told(request, found), "error": "", "reason": reason}
    )


def withheld(case: CaseView) -> bool:
    """Whether 支援措置 hides the claimant or somebody named in the claim, or anybody they live with."""
    named = {shown.item.person for page in case.journey.pages for shown in page.items} | {case.person}
    return residents.hidden(*(number for number in named if number), at=clock.today())


def sections_at_desk(case: CaseView) -> list[Section]:
    """The answers; without addresses where they are withheld."""
    return sections(case.journey, language(), withheld=withheld(case))


def told(request: HttpRequest, case: CaseView) -> dict[str, object]:
    """What the case page shows."""
    who = me(request)
    return {
        "case": case,
        "sections": sections_at_desk(case),
        "steps": procedures.steps(case.id),
        "mine": case.official == who.official_id,
        "may_examine": bool(who.roles & {Role.RECEPTION, Role.REVIEW}),
        "may_propose": Role.REVIEW in who.roles,
        "may_decide": Role.DECISION in who.roles,
        "own_proposal": case.proposal is not None and case.proposal.by == who.official_id,
        "purpose": PURPOSE,
        "unidentified": unidentified(of_today(case, at=clock.now())),
    }


@require_safe
@accounts.official_required(*DESK)
@found_or_404
def paper(request: HttpRequest, case_id: UUID, attachment_id: UUID) -> HttpResponse:
    """A paper of the case."""
    return serve(seen(request, case_id).papers, attachment_id)
