"""Searching by the words that people use: life events, procedures, pages."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from machimado.core.definitions import api as definitions
from machimado.kernel import kana
from machimado.kernel.text import Text
from machimado.services.portal import content
from machimado.services.portal.definitions import LifeEvent
from machimado.ui import ruby

PAGES = ("contact", "accessibility", "privacy")


@dataclass(frozen=True, slots=True)
class Found:
    title: Text
    summary: Text
    href: str
    kind: str


def life_events(*, on: date) -> list[tuple[str, LifeEvent]]:
    """Every life event with its key, in the city's order."""
    found = [(e.key, e.definition) for e in definitions.all_current("life_event", on=on)]
    known = [(key, event) for key, event in found if isinstance(event, LifeEvent)]
    return sorted(known, key=lambda pair: pair[1].order)


def search(words: str, *, on: date) -> list[Found]:
    """What holds every word, in any of the three languages and either kana; procedures first."""
    wanted = [_plain(word) for word in words.split()]
    if not wanted:
        return []
    hits = [(found, text) for found, text in _everything(on) if all(word in text for word in wanted)]
    in_title = {found.href for found, _ in hits if all(w in _plain(_all(found.title)) for w in wanted)}
    return sorted((found for found, _ in hits), key=lambda found: found.href not in in_title)


def _everything(on: date) -> Iterator[tuple[Found, str]]:
    for edition in definitions.all_current("procedure", on=on):
        known = edition.definition
        title, summary = getattr(known, "title", None), getattr(known, "summary", None)
        if title and summary:
            found = Found(title, summary, f"/procedures/{edition.key}/", "procedure")
            yield found, _plain(_all(title) + _all(summary) + _all(getattr(known, "short", None)))
    for key, event in life_events(on=on):
        words = _all(event.title) + _all(event.summary)
        words += "".join(_all(t.title) + _all(t.explanation) for t in event.things)
        yield (
            Found(event.title, event.summary, reverse("portal:life_event", args=[key]), "life"),
            _plain(words),
        )
    for name in PAGES:
        if page := content.page(name):
            found = Found(page.title, page.title, reverse("portal:page", args=[name]), "page")
            yield found, _plain(_all(page.title) + _all(page.body))


def _all(text: Text | None) -> str:
    return f"{text.ja}\n{ruby.strip(text.easy)}\n{ruby.spoken(text.easy)}\n{text.en}\n" if text else ""


def _plain(words: str) -> str:
    return kana.hiragana(unicodedata.normalize("NFKC", words)).casefold()
