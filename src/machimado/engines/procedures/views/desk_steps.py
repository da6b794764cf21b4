"""What officials do with a case: one noun a URL, one verb a POST."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from machimado.core.accounts import api as accounts
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.access import DESK, EXAMINING
from machimado.engines.procedures.answers import Path
from machimado.engines.procedures.identifying import of_today, unidentified
from machimado.engines.procedures.proposing import ProposalForm
from machimado.engines.procedures.summary import papers, people
from machimado.engines.procedures.views.answering import Side, answer, sends, tell_why_over
from machimado.engines.procedures.views.common import found_or_404, me, to_desk
from machimado.engines.procedures.views.desk import sections_at_desk, seen, told, withheld
from machimado.engines.procedures.words import NO_FIELD
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.ui.context import language


def _do(
    request: HttpRequest, case_id: UUID, verb: Callable[..., Any], done: str, **given: Any
) -> HttpResponse:
    """Carry out one verb and come back to the case; what was not possible is said there."""
    who = me(request)
    try:
        verb(case_id, sections=who.sections, by=who.actor, at=clock.now(), **given)
        messages.success(request, done)
    except procedures.NotPossible as refused:
        messages.error(request, refused.text.in_language(language()))
    return to_desk("case", case_id)


@require_POST
@accounts.official_required(*DESK)
@found_or_404
def claim(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """担当: take charge, or hand back."""
    if "release" in request.POST:
        return _do(request, case_id, procedures.release, _("担当を外れました。"))
    return _do(request, case_id, procedures.claim, _("担当になりました。"))


@require_POST
@accounts.official_required(*EXAMINING)
@found_or_404
def acceptance(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """受付."""
    return _do(request, case_id, procedures.accept, _("受け付けました。"))


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.official_required(*EXAMINING)
@found_or_404
def correction(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """補正: choose fields, papers and people to be added, give each its reason."""
    if "lift" in request.POST:
        return _do(request, case_id, procedures.lift_correction, _("補正のお願いを取りやめました。"))
    case = seen(request, case_id)
    parts = [papers(case, language()), people(case, language()), *sections_at_desk(case)]
    typed = request.POST if request.method == "POST" else accounts.left_here(request)
    chosen: dict[Path, str] = {}
    for section in parts:
        for line in section.lines:
            if line.key in typed.getlist("field"):
                chosen[line.path] = typed.get(f"reason-{line.key}", "")
    error = ""
    if request.method == "POST":
        if chosen and all(reason.strip() for reason in chosen.values()):
            return _do(
                request, case_id, procedures.request_correction, _("補正をお願いしました。"), fields=chosen
            )
        error = NO_FIELD.in_language(language())
    rows = [
        (s, [(line, chosen.get(line.path), line.path in chosen) for line in s.lines])
        for s in parts
        if s.lines
    ]
    given = {"case": case, "sections": rows, "error": error}
    return render(request, "procedures/desk/correction.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.official_required(*EXAMINING)
@found_or_404
def correction_answer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The answer to a correction that came by post or at the counter: the official records it."""
    case = seen(request, case_id)
    if case.correction is None:
        return to_desk("case", case_id)
    scope: dict[str, Any] = {"sections": me(request).sections, "by": me(request).actor}
    side = Side(
        see=lambda: procedures.desk_case(case_id, sections=scope["sections"]),
        enclose=partial(procedures.record_enclosure, case_id, **scope),
        take_back=partial(procedures.take_back_enclosure, case_id, **scope),
        lenient=True,
        withheld=withheld(case),
    )
    sent = _("届いた補正を記録しました。")
    try:
        form = answer(request, case, side)
        if sends(request) and form.is_valid():
            given = {"values": form.values(), "key": f"correction:{case.correction.id}"}
            return _do(request, case_id, procedures.record_correction, sent, **given)
    except procedures.NotPossible as why:
        tell_why_over(request, case, side.see(), sent=sent, why=why)
        return to_desk("case", case_id)
    return render(request, "procedures/desk/correction_answer.html", {"case": form.case, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.official_required(Role.REVIEW)
@found_or_404
def proposal(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """起案: choose the outcome, then fill in what it decides."""
    case = of_today(seen(request, case_id), at=clock.now())
    name = request.POST.get("outcome") or request.GET.get("outcome") or ""
    outcome = case.procedure.outcome(name)
    left = accounts.left_here(request)
    typed = request.POST if request.method == "POST" else left or None
    form = ProposalForm(case, outcome, typed) if outcome else None
    if form and left:
        form.unjudged()
    error = ""
    if request.method == "POST" and form is not None and form.is_valid():
        who = me(request)
        given = {"outcome": name, "content": form.content(), "sections": who.sections, "by": who.actor}
        try:
            procedures.propose(case_id, **given, at=clock.now())
        except procedures.NotPossible as refused:
            error = refused.text.in_language(language())  # here, where what was typed still stands
        else:
            messages.success(request, _("起案しました。決裁をお待ちください。"))
            return to_desk("case", case_id)
    found = {
        "case": case,
        "form": form,
        "outcome": outcome,
        "error": error,
        "unidentified": unidentified(case),
    }
    return render(request, "procedures/desk/proposal.html", found)


@require_POST
@accounts.official_required(Role.DECISION)
@found_or_404
def decision(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """決裁."""
    return _do(request, case_id, procedures.decide, _("決定しました。通知書を作成し、本人に知らせます。"))


@require_POST
@accounts.official_required(Role.DECISION)
@found_or_404
def proposal_return(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """差戻し."""
    reason = request.POST.get("reason", "").strip()
    if not reason:
        case = seen(request, case_id)
        return render(
            request,
            "procedures/desk/case.html",
            {
                **told(request, case),
                "error": _("差し戻す理由を書いてください。"),
                "here": reverse("procedures_desk:case", args=[case_id]),
            },
        )
    return _do(request, case_id, procedures.return_proposal, _("差し戻しました。"), reason=reason)
