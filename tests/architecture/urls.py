"""Every URL of the house, and every room's rows about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from django.urls import URLPattern, URLResolver, get_resolver

from machimado.config.rooms import with_module
from machimado.kernel.access import Access


@dataclass(frozen=True)
class Url:
    """A URL pattern: its full name, and its arguments."""

    name: str
    route: str
    arguments: frozenset[str]


def every_url() -> list[Url]:
    return list(_walk(get_resolver("machimado.config.urls"), "", "", frozenset()))


def every_row() -> dict[str, Access]:
    rows: dict[str, Access] = {}
    for room in with_module("access"):
        for name, row in import_module(f"{room}.access").ROWS.items():
            assert name not in rows, f"{name} has two rows"
            rows[name] = row
    return rows


def _walk(resolver: URLResolver, prefix: str, space: str, arguments: frozenset[str]) -> Iterator[Url]:
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        known = arguments | frozenset(each.pattern.regex.groupindex)
        if isinstance(each, URLPattern):
            yield Url(f"{space}{each.name or route}", route, known)
        else:
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each, route, inner, known)
