"""What every page knows. Rooms above hand in what ui cannot know: `provide("identity", ...)` in AppConfig.ready()."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from machimado.ui import menu

RUBY_COOKIE = "furigana"
_providers: dict[str, Callable[[HttpRequest], Any]] = {}


def provide(name: str, provider: Callable[[HttpRequest], Any]) -> None:
    """Give every page `name`, computed when a template first reads it. Names: city, identity, alert."""
    _providers[name] = provider


def _lazily(provider: Callable[[HttpRequest], Any], request: HttpRequest) -> Any:
    return SimpleLazyObject(lambda: provider(request))


def language() -> str:
    """The active language of the house: "ja", "ja-easy" or "en"."""
    return get_language() or settings.LANGUAGE_CODE


def city() -> dict[str, str]:
    """What every page says of the city, also those that are drawn where nothing else works."""
    name = settings.MACHIMADO_CITY_ENGLISH if language() == "en" else settings.MACHIMADO_CITY
    return {"city": name, "telephone": settings.MACHIMADO_TELEPHONE}


def ruby_shown(request: HttpRequest | None) -> bool:
    return bool(request and language() == "ja-easy" and request.COOKIES.get(RUBY_COOKIE) == "1")


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: city, telephone, front, language, html_lang, ruby, menu, and whatever was provided."""
    active = language()
    known = {
        **city(),
        "front": settings.FRONT,
        "demo": settings.DEMO,
        "language": active,
        "languages": settings.LANGUAGES,
        "html_lang": "en" if active == "en" else "ja",
        "ruby": ruby_shown(request),
        "identity": None,
        "alert": None,
        "menu": menu.for_request(request),
    }
    return known | {name: _lazily(provider, request) for name, provider in _providers.items()}
