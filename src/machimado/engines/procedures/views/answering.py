"""Answering a correction, on either side of the counter: papers are kept as they come, then everything is judged."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from machimado.core.accounts import api as accounts
from machimado.core.files import api as files
from machimado.engines.procedures.correcting import CorrectionForm, input_of
from machimado.engines.procedures.forms import with_address
from machimado.engines.procedures.outward import CaseView, NotPossible
from machimado.engines.procedures.views.pages import ADDRESS_FOUND
from machimado.engines.procedures.words import NOT_NOW
from machimado.kernel import clock
from machimado.ui.context import language


@dataclass(frozen=True)
class Side:
    """The verbs of one side, each scoped to whoever answers."""

    see: Callable[[], CaseView]
    enclose: Callable[..., Any]
    take_back: Callable[..., Any]
    lenient: bool = False
    withheld: bool = False

    def form(self, case: CaseView, data: QueryDict | None) -> CorrectionForm:
        return CorrectionForm(case, data, lenient=self.lenient, withheld=self.withheld)


def answer(request: HttpRequest, case: CaseView, side: Side) -> CorrectionForm:
    """The form as it stands after this request. Raises NotPossible where the correction is over by now."""
    if request.method != "POST":
        return _waiting(request, case, side)
    refused = _take_in(request, case, side)
    now = side.see()
    if now.correction is None or case.correction is None or now.correction.id != case.correction.id:
        raise NotPossible(NOT_NOW)
    data, found = with_address(request.POST) if "find_address" in request.POST else (request.POST, "")
    form = side.form(now, data)
    form.address = ADDRESS_FOUND.get(found, "")
    if not sends(request):
        form.unjudged()
    for enclosure in form.enclosures:
        if enclosure.asked.place in refused:
            enclosure.errors.pop("file", None)
            enclosure.refuse(refused[enclosure.asked.place])
    return form


def tell_why_over(
    request: HttpRequest, before: CaseView, now: CaseView, *, sent: str, why: NotPossible
) -> None:
    """The correction was over when this request came: sent by another press of the button, or no longer asked for."""
    if len(now.sent) > len(before.sent):
        messages.success(request, sent)
    else:
        messages.warning(request, why.text.in_language(language()))


def sends(request: HttpRequest) -> bool:
    """Whether the answer is to be sent, not only a paper to be laid beside it or taken back, or an address looked up."""
    return request.method == "POST" and not {"enclose", "take_back", "find_address"} & request.POST.keys()


def _waiting(request: HttpRequest, case: CaseView, side: Side) -> CorrectionForm:
    left = accounts.left_here(request)
    form = side.form(case, left or None)
    if left:
        form.unjudged()
    return form


def _take_in(request: HttpRequest, case: CaseView, side: Side) -> dict[tuple[str, ...], str]:
    """Keep the files that were sent, whatever button was pressed; the sentences for those that are not taken."""
    assert case.correction is not None
    refused = {}
    for asked in case.correction.papers:
        chosen = request.FILES.getlist(input_of(asked))
        if not chosen and request.POST.get("enclose") == str(asked.number):
            refused[asked.place] = _("写真かPDFを選んでから、「付ける」を押してください。")
        for file in chosen:
            try:
                side.enclose(place=asked.place, content=file, filename=file.name or "", at=clock.now())
            except files.Refused as reason:
                refused[asked.place] = reason.text.in_language(language())
    taken = request.POST.get("take_back", "")
    if any(taken == str(file.id) for asked in case.correction.papers for file in asked.came):
        side.take_back(file=UUID(taken), at=clock.now())
    return refused
