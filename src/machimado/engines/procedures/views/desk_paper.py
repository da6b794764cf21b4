"""Recording a claim that came on paper or at the counter: one dense page, as the paper lies beside the keyboard."""

from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from machimado.core.accounts import api as accounts
from machimado.core.journal import api as journal
from machimado.core.residents import api as residents
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.access import EXAMINING
from machimado.engines.procedures.answers import Answer, Answers, Item
from machimado.engines.procedures.forms import AnswerForm, unjudged
from machimado.engines.procedures.journey import empty
from machimado.engines.procedures.outward import COUNTER, PAPER
from machimado.engines.procedures.prefill import prefilled
from machimado.engines.procedures.views.common import found_or_404, me, to_desk
from machimado.kernel import clock
from machimado.kernel.ids import new_id
from machimado.kernel.ref import Ref
from machimado.ui import fields, widgets

PURPOSE = gettext_noop("紙・窓口の請求の記録")
ENVELOPE = ("person", "key", "edition", "kept_for", "csrfmiddlewaretoken")
SPARE = 2  # empty rows for items that the register does not know
SHOWN = 20
LONGEST_QUERY = 100


class ArrivalForm(forms.Form):
    """When and how it arrived: the day decides from which month an allowance is paid."""

    arrived_on = fields.EraDateField(label=_("市に届いた日"), past=True)
    channel = forms.ChoiceField(
        label=_("届き方"),
        choices=[(PAPER, _("紙(郵送など)")), (COUNTER, _("窓口"))],
        widget=widgets.RadioChoices,
    )


class PaperForm:
    """The whole form at once. Nothing is required: paper is recorded as it came, and corrected afterwards."""

    def __init__(
        self, procedure: procedures.Procedure, known: Answers, arrival: ArrivalForm, data: QueryDict | None
    ) -> None:
        self.arrival, self.known, self.data = arrival, known, data or QueryDict()
        self.pages: list[tuple[Any, list[tuple[str, AnswerForm]]]] = []
        for page in procedure.pages:
            if page.group:
                self.pages.append((page, self._items(page.group, data)))
            elif page.questions:
                form = AnswerForm(page.questions, known.single, data, lenient=True)
                self.pages.append((page, [("", form)]))

    def _items(self, group: Any, data: QueryDict | None) -> list[tuple[str, AnswerForm]]:
        items = [*self.known.items(group.name), *(Item(f"s{n}") for n in range(1, SPARE + 1))]
        return [
            (
                item.id,
                AnswerForm(
                    group.questions, item.answers, data, prefix=f"{group.name}-{item.id}", lenient=True
                ),
            )
            for item in items[: group.maximum]
        ]

    @property
    def forms(self) -> list[Any]:
        return [self.arrival, *(form for _page, parts in self.pages for _id, form in parts)]

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.forms)

    def unjudged(self) -> None:
        """What was typed, without a word about it."""
        for form in self.forms:
            unjudged(form)

    def homeless(self) -> list[tuple[str, str]]:
        """What was typed under questions that this edition does not have: shown, and carried along until it is recorded."""
        names = [form.add_prefix(name) for form in self.forms for name in form.fields]
        asked = (*names, *ENVELOPE)
        return [
            (key, value)
            for key, values in self.data.lists()
            for value in values
            if value and key not in asked and not key.startswith(tuple(f"{name}_" for name in names))
        ]

    def answers(self) -> Answers:
        found = Answers()
        for page, parts in self.pages:
            for item_id, form in parts:
                values = {n: self._answer(form, n, v) for n, v in form.values().items() if not empty(v)}
                if page.group is None:
                    found = found.with_single(values)
                elif values:
                    known = self.known.item(page.group.name, item_id)
                    found = found.with_item(
                        page.group.name, Item(item_id, values, known.person if known else None)
                    )
        return found

    @staticmethod
    def _answer(form: AnswerForm, name: str, value: Any) -> Answer:
        before = form.answers.get(name)
        return before.changed_to(value, "paper") if before else Answer(value, "paper")


@require_safe
@accounts.official_required(*EXAMINING)
def papers(request: HttpRequest) -> HttpResponse:
    """Which procedure came on paper."""
    mine = [p for p in procedures.catalogue(on=clock.today()) if p.definition.section in me(request).sections]
    return render(request, "procedures/desk/papers.html", {"procedures": mine})


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.official_required(*EXAMINING)
@found_or_404
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """Find the person, then record the claim."""
    procedure = procedures.procedure(key, on=clock.today())
    who = me(request)
    if procedure.definition.section not in who.sections:
        raise LookupError(key)
    person = request.POST.get("person") or request.GET.get("person") or ""
    if not person:
        return _search(request, procedure)
    return _record(request, procedure, person)


def _search(request: HttpRequest, procedure: procedures.ProcedureView) -> HttpResponse:
    """The query travels in the body, so that no name comes into a log; each person shown is a look in the journal."""
    typed = request.POST if request.method == "POST" else accounts.left_here(request)
    query = typed.get("q", "").strip()[:LONGEST_QUERY]
    asked = bool(query) and request.method == "POST"
    found = residents.search(query, viewer=accounts.viewer(request), at=clock.today()) if asked else []
    with transaction.atomic():
        for each in found[:SHOWN]:
            _look(request, each.number)
    given = {
        "procedure": procedure,
        "query": query,
        "asked": asked,
        "people": found[:SHOWN],
        "more": len(found) > SHOWN,
    }
    return render(request, "procedures/desk/paper_search.html", given)


def _look(request: HttpRequest, person: str) -> None:
    who = me(request)
    journal.look(
        by=who.actor, subject=Ref("person", person), at=clock.now(), purpose=PURPOSE, section=who.section
    )


def _applying(drawn: procedures.ProcedureView, arrival: ArrivalForm) -> procedures.ProcedureView:
    """The edition in force on the day of arrival; the one on the page while no such day is known.

    An older day than the procedure itself is most often a slip of the pen.
    """
    if not (arrival.is_bound and arrival.is_valid()):
        return drawn
    try:
        return procedures.procedure(drawn.key, on=arrival.cleaned_data["arrived_on"])
    except LookupError:
        arrival.add_error(
            "arrived_on", _("この日には、この手続がまだありませんでした。届いた日を確かめてください。")
        )
        return drawn


def _drawn(procedure: procedures.ProcedureView, edition: str) -> procedures.ProcedureView:
    """The edition of the page that was sent; today's for a first page."""
    try:
        return procedures.edition(procedure.key, UUID(edition)) if edition else procedure
    except (LookupError, ValueError):
        return procedure


def _record(request: HttpRequest, procedure: procedures.ProcedureView, person: str) -> HttpResponse:
    """The form of the edition that applies; where the day of arrival turns to another one, it is drawn again first."""
    who, at, viewer = me(request), clock.now(), accounts.viewer(request)
    found = residents.person(person, viewer=viewer, at=clock.today())
    _look(request, person)
    left = accounts.left_here(request)
    typed = request.POST if request.method == "POST" else left or None
    arrival = ArrivalForm(typed, initial={"arrived_on": clock.today(), "channel": PAPER})
    drawn = _drawn(procedure, (typed or {}).get("edition", ""))
    applying = _applying(drawn, arrival)
    turned = applying.edition != drawn.edition
    known = prefilled(applying.definition, person=person, viewer=viewer, at=at)
    form = PaperForm(applying.definition, known, arrival, typed)
    if left or turned:
        form.unjudged()
    elif request.method == "POST" and form.is_valid():
        case = procedures.record_paper(
            procedure.key,
            person=person,
            answers=form.answers(),
            arrived_on=arrival.cleaned_data["arrived_on"],
            channel=arrival.cleaned_data["channel"],
            request_key=request.POST.get("key", "")[:64] or str(new_id()),
            by=who.actor,
            at=at,
        )
        return to_desk("case", case.id)
    given = {
        "procedure": applying,
        "person": found,
        "form": form,
        "key": (typed or {}).get("key") or new_id(),
        "turned": turned,
    }
    return render(request, "procedures/desk/paper.html", given)
