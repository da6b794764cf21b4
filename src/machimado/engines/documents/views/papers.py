"""The papers themselves, for the person they were issued to and for the officials of the section."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machimado.core.accounts import api as accounts
from machimado.core.journal import api as journal
from machimado.engines.documents import api, issuing
from machimado.engines.documents.models import Document
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.kernel.ref import Ref


@never_cache
@require_safe
@accounts.resident_required()
def own(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """A resident's own document; anybody else's is a 404."""
    person = accounts.identity(request).person_number
    if person is None:
        raise Http404
    row = Document.objects.filter(id=document_id, person_index=issuing.person_index(person)).first()
    if row is None:
        raise Http404
    return _pdf(row)


@never_cache
@require_safe
@accounts.official_required(Role.RECEPTION, Role.REVIEW, Role.DECISION, Role.ADMINISTRATION)
def officials(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """A document of the section in which the official acts; the look is journalled."""
    who = accounts.identity(request)
    row = Document.objects.filter(id=document_id, section__in=who.sections).first()
    if row is None:
        raise Http404
    journal.look(
        by=who.actor,
        subject=Ref("person", row.person),
        at=clock.now(),
        purpose=gettext_noop("発行した文書の確認"),
        section=who.section,
    )
    return _pdf(row)


def _pdf(row: Document) -> HttpResponse:
    response = HttpResponse(bytes(row.content), content_type="application/pdf")
    name = f"{api.view(row).title.ja}_{row.number or clock.jst(row.issued_at).date().isoformat()}.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name)
    return response
