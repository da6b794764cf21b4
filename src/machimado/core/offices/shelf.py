"""Sections, as the city's pack defines them on a day."""

from datetime import date
from typing import TYPE_CHECKING, cast

from machimado.core.offices.outward import SectionView
from machimado.kernel import clock

if TYPE_CHECKING:
    from machimado.core.offices.definitions import SectionDefinition


def all_on(day: date | None) -> list[SectionView]:
    from machimado.core.definitions import api as definitions

    editions = definitions.all_current("section", on=day or clock.today())
    return [_view(edition.key, cast("SectionDefinition", edition.definition)) for edition in editions]


def names_on(day: date) -> dict[str, str]:
    return {section.key: section.name.ja for section in all_on(day)}


def _view(key: str, definition: "SectionDefinition") -> SectionView:
    return SectionView(
        key=key,
        name=definition.title,
        telephone=definition.telephone,
        floor=definition.floor,
        hours=definition.hours,
    )
