"""Handing out a paper: never as a page of our own."""

from collections.abc import Iterable
from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse

from machimado.core.files import api as files
from machimado.engines.procedures.api import AttachmentView

INLINE = {"application/pdf", "image/jpeg", "image/png", "image/webp"}


def serve(attachments: Iterable[AttachmentView], attachment_id: UUID) -> HttpResponse:
    """One of these papers. Raises LookupError for any other."""
    found = next((a for a in attachments if a.id == attachment_id), None)
    view = files.view(found.file) if found else None
    if found is None or view is None:
        raise LookupError(attachment_id)
    way = "inline" if view.media_type in INLINE else "attachment"
    response = HttpResponse(files.read(view.id), content_type=view.media_type)
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(view.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
