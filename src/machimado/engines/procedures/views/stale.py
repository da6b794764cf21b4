"""What comes from a page that was drawn before another tab, or a new edition, changed the draft: nothing typed is lost."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.api import Answer, DraftView
from machimado.engines.procedures.definitions import Page, Question
from machimado.engines.procedures.forms import AnswerForm, came
from machimado.engines.procedures.journey import ShownPage
from machimado.engines.procedures.views.common import mine, to
from machimado.kernel import clock


def keep_aside(request: HttpRequest, draft: DraftView, name: str, item_id: str | None = None) -> HttpResponse:
    """Another tab's answer, or a new edition, has hidden this page since it was drawn: what was typed stays in the draft,
    valid or not.
    """
    begun = procedures.edition(draft.procedure_key, draft.begun).definition
    page = draft.procedure.page(name) or begun.page(name)
    drawn = _drawn(draft, page, item_id) if page else None
    if drawn is None:
        return to("draft", draft.id)
    questions, answers = drawn
    asked = [q for q in questions if q.type == "複数選択" or came(q, request.POST)]
    form = AnswerForm(asked, answers, request.POST)
    procedures.answer(
        draft.id,
        page=name,
        item=item_id,
        values=form.sent(),
        rough=form.typed() if form.errors else {},
        **mine(request),
        at=clock.now(),
    )
    messages.info(
        request, _("ほかの答えが変わったため、この頁はいまは要りません。入力した内容は残っています。")
    )
    return to("draft", draft.id)


def _drawn(
    draft: DraftView, page: Page, item_id: str | None
) -> tuple[Sequence[Question], Mapping[str, Answer]] | None:
    """What a page that is hidden now asks, and the answers to it; None where its item is gone, too."""
    if page.group is None or item_id is None:
        return None if page.group or item_id else (page.questions, draft.answers.single)
    item = draft.answers.item(page.group.name, item_id)
    return (page.group.questions, item.answers) if item else None


def bring_back(request: HttpRequest, draft: DraftView, shown: ShownPage) -> HttpResponse:
    """Another tab has taken this item out since it was drawn: what was typed about it comes back as a new one."""
    assert shown.page.group is not None
    form = AnswerForm(shown.page.group.questions, {}, request.POST)
    scope = {"page": shown.name, **mine(request), "at": clock.now()}
    made = procedures.add_item(draft.id, **scope)
    procedures.answer(draft.id, item=made, values=form.sent(), rough=form.typed(), **scope)
    messages.info(request, _("ほかの画面で外されていたので、入力した内容でもう一度加えました。"))
    return to("item", draft.id, shown.name, made)
