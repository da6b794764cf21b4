"""One page of a form: draw it, keep what it sends, go on. Everything works without JavaScript."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from machimado.core.accounts import api as accounts
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.api import DraftView
from machimado.engines.procedures.forms import AnswerForm, came, from_typed, with_address
from machimado.engines.procedures.journey import ShownItem, ShownPage, faults
from machimado.engines.procedures.summary import item_name, sections
from machimado.engines.procedures.views.common import found_or_404, mine, to
from machimado.engines.procedures.views.stale import bring_back, keep_aside
from machimado.kernel import clock
from machimado.ui.context import language

ADDRESS_FOUND = {
    "filled": _("住所を入れました。番地を続けて入力してください。"),
    "several": _("同じ郵便番号の住所がいくつかあります。違うときは直してください。"),
    "unknown": _(
        "その郵便番号の住所は見つかりませんでした。番号を確かめるか、住所をそのまま入力してください。"
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.resident_required()
@found_or_404
def page(request: HttpRequest, draft_id: UUID, name: str) -> HttpResponse:
    """A page of questions, a list of items, or the place where the claim ends."""
    draft = procedures.draft(draft_id, **mine(request), at=clock.now())
    shown = draft.journey.page(name)
    if shown is None:
        return keep_aside(request, draft, name) if request.method == "POST" else to("draft", draft_id)
    if shown.page.stop:
        return render(request, "procedures/stop.html", {"draft": draft, "shown": shown})
    if shown.page.group:
        return _group(request, draft, shown)
    return _questions(request, draft, shown, None)


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.resident_required()
@found_or_404
def item(request: HttpRequest, draft_id: UUID, name: str, item_id: str) -> HttpResponse:
    """The questions about one item of a repeating group."""
    draft = procedures.draft(draft_id, **mine(request), at=clock.now())
    shown = draft.journey.page(name)
    one = _item(shown, item_id)
    if shown is not None and one is not None:
        return _questions(request, draft, shown, one)
    if shown is None and request.method == "POST":
        return keep_aside(request, draft, name, item_id)
    if shown is not None and shown.page.group and request.method == "POST" and not _autosaves(request):
        return bring_back(request, draft, shown)
    return to("draft", draft_id)


@require_POST
@accounts.resident_required()
@found_or_404
def items(request: HttpRequest, draft_id: UUID, name: str) -> HttpResponse:
    """Add an item, and go to its questions."""
    made = procedures.add_item(draft_id, page=name, **mine(request), at=clock.now())
    return to("item", draft_id, name, made)


@require_POST
@accounts.resident_required()
@found_or_404
def removal(request: HttpRequest, draft_id: UUID, name: str, item_id: str) -> HttpResponse:
    """Take an item out, or undo that."""
    verb = procedures.bring_back if "undo" in request.POST else procedures.remove_item
    verb(draft_id, page=name, item=item_id, **mine(request), at=clock.now())
    return to("page", draft_id, name)


def _item(shown: ShownPage | None, item_id: str) -> ShownItem | None:
    return next((one for one in shown.items if one.item.id == item_id), None) if shown else None


def _group(request: HttpRequest, draft: DraftView, shown: ShownPage) -> HttpResponse:
    """The list of items; going on is a GET, for nothing is typed here."""
    group = shown.page.group
    assert group is not None
    found = {
        "draft": draft,
        "shown": shown,
        "group": group,
        "sections": [s for s in sections(draft.journey, language()) if s.page == shown.name],
        "incomplete": {one.item.id for one in shown.items if not one.complete},
        "taken_out": [(item, item_name(group, item)) for item in draft.answers.taken_out(group.name)],
        "full": len(shown.items) >= group.maximum,
        "next": draft.journey.after(shown.name),
    }
    return render(request, "procedures/group.html", found)


def _questions(
    request: HttpRequest, draft: DraftView, shown: ShownPage, one: ShownItem | None
) -> HttpResponse:
    if request.method == "POST":
        return _keep(request, draft, shown, one)
    typed = accounts.unstash(request, path=request.path, at=clock.now()) or draft.rough.get(
        _place(shown, one)
    )
    form = _form(draft, shown, one, from_typed(typed)).unjudged() if typed else _form(draft, shown, one, None)
    return _draw(request, draft, shown, one, form)


def _place(shown: ShownPage, one: ShownItem | None) -> str:
    return f"{shown.name}/{one.item.id}" if one else shown.name


def _form(draft: DraftView, shown: ShownPage, one: ShownItem | None, data: QueryDict | None) -> AnswerForm:
    answers = one.item.answers if one else draft.answers.single
    return AnswerForm(one.questions if one else shown.questions, answers, data)


def _draw(
    request: HttpRequest,
    draft: DraftView,
    shown: ShownPage,
    one: ShownItem | None,
    form: AnswerForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    back = request.GET.get("back") or request.POST.get("back")
    numbers = [each.item.id for each in shown.items]
    found = {
        "draft": draft,
        "shown": shown,
        "one": one,
        "number": numbers.index(one.item.id) + 1 if one else 0,
        "form": form,
        "rows": form.rows(),
        "new": next((question.name for question in (one or shown).missing), ""),
        "back": "check" if back == "check" else "",
        **more,
    }
    return render(request, "procedures/page.html", found, status=status)


def _keep(request: HttpRequest, draft: DraftView, shown: ShownPage, one: ShownItem | None) -> HttpResponse:
    """Save first, look for errors then: nothing typed is ever lost."""
    data, found = with_address(request.POST) if "find_address" in request.POST else (request.POST, "")
    form = _form(draft, shown, one, data)
    values = {**_unasked(form, shown, data), **form.sent()}
    after = procedures.answer(
        draft.id,
        page=shown.name,
        item=one.item.id if one else None,
        values=values,
        rough=form.typed() if form.errors else {},
        **mine(request),
        at=clock.now(),
    )
    now = after.journey.page(shown.name)
    now_one = _item(now, one.item.id) if one else None
    if _autosaves(request):
        return _saved(request, after, shown, one, now, now_one)
    if found:
        return _draw(request, after, shown, one, form, address=ADDRESS_FOUND[found])
    if not form.errors:
        _check(form, now, now_one)
    if form.errors:
        return _draw(request, after, shown, one, form)
    return _next(request, after, now, now_one)


def _check(form: AnswerForm, now: ShownPage | None, one: ShownItem | None) -> None:
    questions, scope = (
        (one.questions, one.scope) if one else (now.questions, now.scope) if now else ((), None)
    )
    if scope is not None:
        for question, sentence in faults(questions, scope):
            form.blame(question, sentence.in_language(language()))


def _unasked(form: AnswerForm, shown: ShownPage, data: QueryDict) -> dict[str, Any]:
    """Valid answers to questions of this page that showed when it was drawn, and do not now (another tab)."""
    every = shown.page.group.questions if shown.page.group else shown.page.questions
    drawn = {question.name for question in form.questions}
    return AnswerForm([q for q in every if q.name not in drawn and came(q, data)], {}, data).sent()


def _autosaves(request: HttpRequest) -> bool:
    return "autosave" in request.POST or request.headers.get("HX-Trigger-Name") == "autosave"


def _next(
    request: HttpRequest, draft: DraftView, now: ShownPage | None, one: ShownItem | None
) -> HttpResponse:
    """New questions on the same page first; then back to where one came from, or on to what is still open."""
    if now is None:
        return to("draft", draft.id)
    if one is not None:
        return (
            to("item", draft.id, now.name, one.item.id, anchor="new")
            if one.missing
            else to("page", draft.id, now.name)
        )
    if now.missing:
        return to("page", draft.id, now.name, anchor="new")
    upcoming = draft.journey.after(now.name)
    if upcoming is None or (request.POST.get("back") == "check" and draft.journey.complete):
        return to("check", draft.id)
    return to("page", draft.id, upcoming.name)


def _saved(
    request: HttpRequest,
    draft: DraftView,
    before: ShownPage,
    before_one: ShownItem | None,
    now: ShownPage | None,
    now_one: ShownItem | None,
) -> HttpResponse:
    """The answer to an autosave: when it was saved; and the page again where its questions changed."""
    then = before_one.questions if before_one else before.questions
    today = now_one.questions if now_one else now.questions if now else ()
    response = render(request, "procedures/parts/saved.html", {"draft": draft})
    if then != today:
        response["HX-Refresh"] = "true"
    return response
