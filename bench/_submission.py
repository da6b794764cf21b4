"""The bare peer of a submission: a view behind the same middleware that writes the same rows and thinks of nothing.

Which rows those are is not written here: one real submission is made, and what it added to the database is copied.
"""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path

from machimado.engines.procedures.models import Draft
from machimado.kernel.ids import new_id

ROOMS = ("procedures", "journal", "jobs", "vocabulary", "messaging", "files")
TEMPLATE: list[models.Model] = []


def rows() -> dict[tuple[str, Any], models.Model]:
    """Every row of the rooms that a submission may touch."""
    found = [
        row
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        for row in model.objects.all()
    ]
    return {(row._meta.label, row.pk): row for row in found}


def remember(before: dict[tuple[str, Any], models.Model]) -> None:
    """Take what has been added since `before` as the rows to write."""
    TEMPLATE[:] = [row for key, row in rows().items() if key not in before]
    TEMPLATE.sort(key=lambda row: row._meta.label != "procedures.Case")


def copies() -> list[models.Model]:
    """The same rows once more, under ids and keys of their own."""
    fresh = {str(row.pk): new_id() for row in TEMPLATE if isinstance(row.pk, UUID)}
    made = []
    for row in TEMPLATE:
        values = {}
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            if field.primary_key and not isinstance(value, UUID):
                continue
            if str(value) in fresh:
                value = fresh[str(value)]
            elif value is not None and (field.unique or field.attname == "key"):
                value = new_id() if isinstance(value, UUID) else new_id().hex[-12:]
            values[field.attname] = value
        made.append(type(row)(**values))
    return made


def bare(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Know who it is, write the rows, answer."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    with transaction.atomic():
        for row in copies():
            row.save(force_insert=True)
        Draft.objects.filter(id=draft_id).delete()
    return HttpResponseRedirect("/")


urlpatterns = [path("bare/<uuid:draft_id>/", bare), path("", include("machimado.config.urls"))]
