"""Check-your-answers, papers, and the submission itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machimado.core.accounts import api as accounts
from machimado.core.files import api as files
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.api import DraftView
from machimado.engines.procedures.journey import attachments
from machimado.engines.procedures.summary import sections
from machimado.engines.procedures.views.common import found_or_404, me, mine, to
from machimado.engines.procedures.views.serving import serve
from machimado.kernel import clock
from machimado.ui.context import language


@require_safe
@accounts.resident_required()
@found_or_404
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything that will be sent, with its provenance and a way to change each part; then consent."""
    draft = procedures.draft(draft_id, **mine(request), at=clock.now())
    if draft.journey.next:
        return to("page", draft_id, draft.journey.next.name)
    return _draw(request, draft, consents=accounts.left_here(request).getlist("consent"))


def _draw(
    request: HttpRequest, draft: DraftView, *, error: str = "", consents: list[str] | None = None
) -> HttpResponse:
    found = {
        "draft": draft,
        "sections": sections(draft.journey, language()),
        "papers": attachments(draft.procedure, draft.journey),
        "error": error,
        "consents": consents or [],
        "here": reverse("procedures:check", args=[draft.id]),
    }
    return render(request, "procedures/check.html", found)


@require_POST
@accounts.resident_required()
@found_or_404
def submission(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Submit, once: a second press, or the same press sent again, leads to the same receipt."""
    consents = request.POST.getlist("consent")
    try:
        case = procedures.submit(
            draft_id,
            **mine(request),
            level=me(request).level,
            key=request.POST.get("key", "")[:64],
            consents=consents,
            at=clock.now(),
        )
    except procedures.Incomplete as lacking:
        return _lacking(request, draft_id, lacking, consents)
    except procedures.NotPossible as refused:
        draft = procedures.draft(draft_id, **mine(request), at=clock.now())
        return _draw(request, draft, error=refused.text.in_language(language()), consents=consents)
    return to("receipt", case.id)


def _lacking(
    request: HttpRequest, draft_id: UUID, lacking: procedures.Incomplete, consents: list[str]
) -> HttpResponse:
    words = lacking.text.in_language(language())
    if lacking.page is None:
        draft = procedures.draft(draft_id, **mine(request), at=clock.now())
        return _draw(request, draft, error=words, consents=consents)
    messages.warning(request, words)
    return (
        to("attachments", draft_id) if lacking.page == "attachments" else to("page", draft_id, lacking.page)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.resident_required()
@found_or_404
def papers(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The papers that these answers call for; POST adds one."""
    draft = procedures.draft(draft_id, **mine(request), at=clock.now())
    errors: dict[str, str] = {}
    slot = request.POST.get("slot", "")
    if request.method == "POST" and not request.FILES.get("file"):
        errors[slot] = _("写真かPDFを選んでから、「付ける」を押してください。")
    elif request.method == "POST":
        upload = request.FILES["file"]
        try:
            procedures.attach(
                draft_id,
                slot=slot,
                content=upload,
                filename=upload.name or "",
                **mine(request),
                at=clock.now(),
            )
            return to("attachments", draft_id)
        except files.Refused as refused:
            errors[slot] = refused.text.in_language(language())
    wanted = attachments(draft.procedure, draft.journey)
    listed = [
        {
            "paper": p,
            "files": [a for a in draft.attachments if a.slot == p.name],
            "error": errors.get(p.name, ""),
        }
        for p in wanted
    ]
    return render(
        request, "procedures/attachments.html", {"draft": draft, "papers": listed, "failed": bool(errors)}
    )


@require_safe
@accounts.resident_required()
@found_or_404
def paper(request: HttpRequest, draft_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Look at a paper again, also after resuming on another device."""
    draft = procedures.draft(draft_id, **mine(request), at=clock.now())
    return serve(draft.attachments, attachment_id)


@require_POST
@accounts.resident_required()
@found_or_404
def paper_removal(request: HttpRequest, draft_id: UUID, attachment_id: UUID) -> HttpResponse:
    procedures.detach(draft_id, attachment=attachment_id, **mine(request), at=clock.now())
    messages.success(request, _("書類を外しました。"))
    return to("attachments", draft_id)
