"""Finding people: by number, by any written form of the name, by its reading, by day of birth."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from machimado.core.residents.models import PersonVersion
from machimado.core.residents.outward import PersonView, Viewer
from machimado.core.residents.register import people
from machimado.kernel.characters import fold
from machimado.kernel.kana import is_kana, sound
from machimado.kernel.wareki import InvalidDate, parse_date

LIMIT = 50


def search(query: str, *, viewer: Viewer, at: date, limit: int = LIMIT) -> list[PersonView]:
    """All words must match. Only officials and the system find anybody."""
    if viewer.kind not in ("official", "system"):
        return []
    words = query.split()
    if not words:
        return []
    rows = PersonVersion.on(at)
    for word in words:
        rows = rows.filter(_matches(word))
    numbers = list(rows.order_by("sound_key", "person_id").values_list("person_id", flat=True)[:limit])
    found = {view.number: view for view in people(numbers, viewer=viewer, at=at)}
    return [found[number] for number in numbers]


def _matches(word: str) -> Q:
    condition = Q(person=word) | Q(written_key__contains=fold(word) or word)
    if is_kana(word) and sound(word):
        condition |= Q(sound_key__contains=sound(word))
    try:
        return condition | Q(birth_date=parse_date(word))
    except InvalidDate:
        return condition
