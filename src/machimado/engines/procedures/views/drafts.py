"""Beginning a draft, finding it again, throwing it away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from machimado.core.accounts import api as accounts
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.journey import attachments
from machimado.engines.procedures.views.common import found_or_404, me, mine, to
from machimado.engines.procedures.words import TOO_LOW
from machimado.kernel import clock
from machimado.ui.context import language


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.resident_required()
@found_or_404
def start(request: HttpRequest, key: str) -> HttpResponse:
    """What it is, what will be asked, what is already known; POST begins the draft.

    Who comes from a notice (`?for=`) has been told all that: one tap opens the form already filled in. A draft is no
    official act, and the same notice takes up the same draft, so a GET may open it. Who has such a claim under way sees
    it first: a notice that is tapped a second time must not become a second claim.
    """
    procedure = procedures.procedure(key, on=clock.today())
    who = me(request)
    origin = (request.POST.get("for") or request.GET.get("for", ""))[:64]
    drafts = [d for d in procedures.drafts_of(**mine(request), at=clock.now()) if d.procedure_key == key]
    cases = [c for c in procedures.cases_of(**mine(request)) if c.procedure_key == key and c.is_open]
    begun = bool(origin) and any(draft.origin == origin for draft in drafts)
    told = request.method == "POST" or begun or (bool(origin) and not cases)
    too_low = who.level < procedure.definition.level
    if not told or too_low:
        words = TOO_LOW.in_language(language()) if too_low else ""
        found = {"procedure": procedure, "origin": origin, "too_low": words, "drafts": drafts, "cases": cases}
        return render(request, "procedures/start.html", found)
    draft = procedures.start(
        key,
        **mine(request),
        viewer=accounts.viewer(request),
        at=clock.now(),
        origin=origin,
    )
    return to("draft", draft.id)


@require_safe
@accounts.resident_required()
@found_or_404
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The way through the form: what is filled in, what comes next. Here one resumes on any device."""
    found = procedures.draft(draft_id, **mine(request), at=clock.now())
    papers, occasion = attachments(found.procedure, found.journey), procedures.occasion(found, at=clock.now())
    return render(request, "procedures/draft.html", {"draft": found, "papers": papers, "occasion": occasion})


@require_safe
@accounts.resident_required()
def drafts(request: HttpRequest) -> HttpResponse:
    """書きかけ."""
    return render(
        request, "procedures/drafts.html", {"drafts": procedures.drafts_of(**mine(request), at=clock.now())}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.resident_required()
@found_or_404
def deletion(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask once, then throw the draft away."""
    found = procedures.draft(draft_id, **mine(request), at=clock.now())
    if request.method != "POST":
        return render(request, "procedures/deletion.html", {"draft": found})
    procedures.discard(draft_id, **mine(request), at=clock.now())
    messages.success(request, _("書きかけを削除しました。"))
    return to("drafts")
