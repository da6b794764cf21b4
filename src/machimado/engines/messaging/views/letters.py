"""郵送: the print queue on the officials' front."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machimado.core.accounts import api as accounts
from machimado.engines.messaging import batch, letters
from machimado.kernel import clock
from machimado.kernel.access import Role

handlers = accounts.official_required(Role.RECEPTION, Role.ADMINISTRATION)


@never_cache
@require_safe
@handlers
def waiting(request: HttpRequest) -> HttpResponse:
    """What is to be printed; letters of protected persons only for 管理."""
    queue = letters.waiting(restricted=_may_handle_restricted(request), at=clock.now())
    faulty = [x for x in queue if x.fault]
    who = accounts.identity(request)
    letters.look(faulty, by=who.actor, section=who.section, at=clock.now())
    context = {
        "faulty": faulty,
        "open": [x for x in queue if not x.restricted and not x.fault],
        "restricted": [x for x in queue if x.restricted and not x.fault],
    }
    return render(request, "messaging/letters.html", context)


@never_cache
@require_POST
@handlers
def print_batch(request: HttpRequest) -> HttpResponse:
    """One PDF of the chosen letters, in the order of the queue. Printing changes nothing yet."""
    who = accounts.identity(request)
    contents = letters.for_printing(
        _chosen(request),
        restricted=_may_handle_restricted(request),
        by=who.actor,
        section=who.section,
        at=clock.now(),
    )
    if not contents:
        raise Http404
    response = HttpResponse(batch.join(contents), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="letters.pdf"'
    return response


@require_POST
@handlers
def printed(request: HttpRequest) -> HttpResponse:
    """The chosen letters lie in their envelopes."""
    who = accounts.identity(request)
    count = letters.mark_printed(
        _chosen(request), restricted=_may_handle_restricted(request), by=who.actor, at=clock.now()
    )
    messages.success(request, _("%(count)s通を発送済みにしました。") % {"count": count})
    return HttpResponseRedirect(reverse("messaging_desk:letters"))


def _may_handle_restricted(request: HttpRequest) -> bool:
    return Role.ADMINISTRATION in accounts.identity(request).roles


def _chosen(request: HttpRequest) -> list[UUID]:
    try:
        return [UUID(each) for each in request.POST.getlist("letter")]
    except ValueError:
        raise Http404 from None
