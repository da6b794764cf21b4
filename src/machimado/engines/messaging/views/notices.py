"""お知らせ: a resident's inbox."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machimado.core.accounts import api as accounts
from machimado.engines.messaging import queries
from machimado.engines.messaging.models import Message
from machimado.kernel import clock


@never_cache
@require_safe
@accounts.resident_required(linked=False)
def inbox(request: HttpRequest) -> HttpResponse:
    """Unread first, each with its button."""
    who = accounts.identity(request)
    notices = queries.inbox(UUID(who.account_id), limit=100)
    unread = [notice for notice in notices if notice.read_at is None]
    read = [notice for notice in notices if notice.read_at is not None]
    return render(request, "messaging/inbox.html", {"unread": unread, "read": read})


@require_POST
@accounts.resident_required(linked=False)
def reading(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """The notice is read; on to where it leads."""
    who = accounts.identity(request)
    message = get_object_or_404(Message, id=message_id, account_id=who.account_id)
    message.mark_read(at=clock.now())
    onward = message.content["link"] if "onward" in request.POST else ""
    return HttpResponseRedirect(onward or reverse("messaging:inbox"))
