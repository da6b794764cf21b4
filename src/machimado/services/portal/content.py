"""The city's own pages: `content/<name>.<ja|easy|en>.md` in its pack. The first line is the title."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from machimado.kernel.text import Text

_SUFFIXES = {"ja": "ja", "easy": "easy", "en": "en"}


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    title: Text
    body: Text
    on: date | None = None


def page(name: str) -> Page | None:
    """A page by name, from the pack that comes last; None where no pack has it."""
    for pack in reversed(settings.PACKS):
        if (found := _read(pack / "content", name)) is not None:
            return found
    return None


def news(*, until: date, limit: int = 5) -> list[Page]:
    """News up to a day, the newest first. File names begin with the date."""
    found = [item for pack in settings.PACKS for item in _news(pack / "content" / "news")]
    dated = sorted((item for item in found if item.on and item.on <= until), key=_newest, reverse=True)
    return dated[:limit]


def _newest(item: Page) -> tuple[date, str]:
    return item.on or date.min, item.name


@lru_cache(maxsize=32)
def _news(folder: Path) -> tuple[Page, ...]:
    names = sorted({file.name.removesuffix(".ja.md") for file in folder.glob("*.ja.md")})
    return tuple(found for name in names if (found := _read(folder, name)))


@lru_cache(maxsize=256)
def _read(folder: Path, name: str) -> Page | None:
    texts = {}
    for field, suffix in _SUFFIXES.items():
        file = folder / f"{name}.{suffix}.md"
        texts[field] = file.read_text(encoding="utf-8").strip() if file.is_file() else ""
    if not texts["ja"]:
        return None
    parts = {field: _split(text) for field, text in texts.items()}
    title = Text(**{field: heading for field, (heading, _) in parts.items()})
    body = Text(**{field: rest for field, (_, rest) in parts.items()})
    return Page(name, title, body, _date(name))


def _split(text: str) -> tuple[str, str]:
    heading, _, rest = text.partition("\n")
    return heading.removeprefix("# ").strip(), rest.strip()


def _date(name: str) -> date | None:
    try:
        return date.fromisoformat(name[:10])
    except ValueError:
        return None
