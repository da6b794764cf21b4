"""A resident's cases: the list, the case with its timeline, the receipt, a correction, a withdrawal."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from machimado.core.accounts import api as accounts
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures import receipts
from machimado.engines.procedures.api import CaseView
from machimado.engines.procedures.summary import granted, sections
from machimado.engines.procedures.views.answering import Side, answer, sends, tell_why_over
from machimado.engines.procedures.views.common import found_or_404, me, mine, to
from machimado.engines.procedures.views.serving import serve
from machimado.kernel import clock
from machimado.ui.context import language


@require_safe
@accounts.resident_required()
def cases(request: HttpRequest) -> HttpResponse:
    """What one has submitted."""
    who = me(request)
    found = {
        "cases": procedures.cases_of(by=who.actor, person=who.person_number or ""),
        "drafts": procedures.drafts_of(**mine(request), at=clock.now()),
    }
    return render(request, "procedures/cases.html", found)


@require_safe
@accounts.resident_required()
@found_or_404
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Where it stands, what was sent, what was decided."""
    found = procedures.my_case(case_id, **mine(request))
    return render(request, "procedures/case.html", _told(found))


def _told(case: CaseView) -> Mapping[str, object]:
    return {
        "case": case,
        "granted": granted(case, language()),
        "steps": procedures.steps(case.id),
        "sections": sections(case.journey, language()),
    }


@require_safe
@accounts.resident_required()
@found_or_404
def receipt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The receipt page after submitting; `?as=file` hands out the journal's proof to keep, `&number=1` the first one's."""
    found = procedures.my_case(case_id, **mine(request))
    wanted = request.GET.get("number") or str(found.sent[0].number)
    sent = next((each for each in found.sent if str(each.number) == wanted), None)
    if sent is None:
        raise LookupError(wanted)
    proof = receipts.of(sent.entry)
    if request.GET.get("as") == "file" and proof is not None:
        response = HttpResponse(proof, content_type="application/json")
        name = f"receipt-{found.number}-{sent.number}.json"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    return render(request, "procedures/receipt.html", {"case": found, "sealed": proof is not None})


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.resident_required()
@found_or_404
def correction(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Exactly the papers and fields that were sent back, each with its reason."""
    found = procedures.my_case(case_id, **mine(request))
    if found.correction is None:
        return to("case", case_id)
    side, sent = _side(request, case_id), _("補正した内容を提出しました。")
    try:
        form = answer(request, found, side)
        if sends(request) and form.is_valid():
            key = f"correction:{found.correction.id}"
            procedures.correct(case_id, values=form.values(), key=key, **mine(request), at=clock.now())
            messages.success(request, sent)
            return to("case", case_id)
    except procedures.NotPossible as why:
        tell_why_over(request, found, side.see(), sent=sent, why=why)
        return to("case", case_id)
    return render(request, "procedures/correction.html", {"case": form.case, "form": form})


def _side(request: HttpRequest, case_id: UUID) -> Side:
    scope = mine(request)
    return Side(
        see=lambda: procedures.my_case(case_id, **scope),
        enclose=partial(procedures.enclose, case_id, **scope),
        take_back=partial(procedures.take_back, case_id, **scope),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.resident_required()
@found_or_404
def withdrawal(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask once, then take the request back."""
    found = procedures.my_case(case_id, **mine(request))
    if request.method != "POST" and found.is_open:
        return render(request, "procedures/withdrawal.html", {"case": found})
    try:
        procedures.withdraw(
            case_id, reason=request.POST.get("reason", "")[:1000], **mine(request), at=clock.now()
        )
        messages.success(request, _("取り下げました。"))
    except procedures.NotPossible as refused:
        messages.warning(request, refused.text.in_language(language()))
    return to("case", case_id)


@require_safe
@accounts.resident_required()
@found_or_404
def paper(request: HttpRequest, case_id: UUID, attachment_id: UUID) -> HttpResponse:
    """A paper that was sent."""
    return serve(procedures.my_case(case_id, **mine(request)).papers, attachment_id)
