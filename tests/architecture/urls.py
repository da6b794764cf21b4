"""Every URL of the house, and every room's rows about them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from django.urls import URLPattern, URLResolver, get_resolver, include, path
from django.urls.resolvers import RegexPattern

from machimado.config.rooms import with_module
from machimado.kernel.access import Access


@dataclass(frozen=True)
class Url:
    """A URL pattern: its full name, and its arguments."""

    name: str
    route: str
    arguments: frozenset[str]


def every_url() -> list[Url]:
    return list(walk(get_resolver("machimado.config.urls")))


def without_row(urls: Iterable[Url]) -> list[str]:
    """The names of those that stand in no room's table."""
    rows = every_row()
    return sorted(url.name for url in urls if url.name not in rows)


def urls_by_room() -> dict[str, set[str]]:
    """The names that each room adds to the house, by its three files of URLs."""
    found: dict[str, set[str]] = {}
    for kind in ("urls", "desk_urls", "shared_urls"):
        for room in with_module(kind):
            resolver = URLResolver(RegexPattern(r"^/"), [path("", include(f"{room}.{kind}"))])
            found.setdefault(room, set()).update(url.name for url in walk(resolver))
    return found


def rows_of(room: str) -> set[str]:
    """The names in one room's table; accounts speak for django-allauth's as well."""
    return set(import_module(f"{room}.access").ROWS) if room in with_module("access") else set()


def every_row() -> dict[str, Access]:
    rows: dict[str, Access] = {}
    for room in with_module("access"):
        for name, row in import_module(f"{room}.access").ROWS.items():
            assert name not in rows, f"{name} has two rows"
            rows[name] = row
    return rows


def walk(
    resolver: URLResolver, prefix: str = "", space: str = "", arguments: frozenset[str] = frozenset()
) -> Iterator[Url]:
    """Every pattern under a resolver."""
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        known = arguments | frozenset(each.pattern.regex.groupindex)
        if isinstance(each, URLPattern):
            yield Url(f"{space}{each.name or route}", route, known)
        else:
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from walk(each, route, inner, known)
