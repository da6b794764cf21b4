"""Sections, as the city's pack defines them on a day."""

from datetime import date
from typing import cast

from machimado.core.definitions import api as definitions
from machimado.core.offices.definitions import SectionDefinition
from machimado.core.offices.outward import SectionView
from machimado.kernel import clock


def all_on(day: date | None) -> list[SectionView]:
    editions = definitions.all_current("section", on=day or clock.today())
    return [_view(edition.key, cast(SectionDefinition, edition.definition)) for edition in editions]


def names_on(day: date) -> dict[str, str]:
    return {section.key: section.name.ja for section in all_on(day)}


def _view(key: str, definition: SectionDefinition) -> SectionView:
    return SectionView(
        key=key,
        name=definition.title,
        telephone=definition.telephone,
        floor=definition.floor,
        hours=definition.hours,
        duties=frozenset(definition.duties),
    )
