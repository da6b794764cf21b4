"""The menus of the two fronts. A room adds its entry in AppConfig.ready(); an entry whose URL is not served is left out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

Front = Literal["resident", "desk", "footer"]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: its words (lazy), its URL name, its icon, its place (small comes first).

    `count` gives the number shown beside the words (unread notices); it is asked only when the menu is drawn.
    """

    label: Any
    url_name: str
    icon: str
    front: Front = "resident"
    order: int = 50
    count: Callable[[HttpRequest], int] | None = None
    shown: Callable[[HttpRequest], bool] | None = None
    args: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    label: Any
    href: str
    icon: str
    current: bool
    count: int


_items: dict[str, Item] = {}


def register(item: Item) -> None:
    _items[":".join((item.front, item.url_name, *item.args))] = item


def entries(front: Front, request: HttpRequest) -> list[Entry]:
    """The entries of a front, in order, with the one that leads here marked as current."""
    chosen = sorted((i for i in _items.values() if i.front == front), key=lambda i: i.order)
    drawn = [(item, _href(item)) for item in chosen if item.shown is None or item.shown(request)]
    here = _nearest(request.path, [href for _, href in drawn if href])
    return [
        Entry(item.label, href, item.icon, href == here, item.count(request) if item.count else 0)
        for item, href in drawn
        if href
    ]


def _href(item: Item) -> str:
    try:
        return reverse(item.url_name, args=item.args)
    except NoReverseMatch:
        return ""


def _nearest(path: str, hrefs: list[str]) -> str:
    """The entry that the path lies under; the root of a front only when it is the page itself."""
    under = [h for h in hrefs if path == h or (h not in {"/", "/desk/"} and path.startswith(h))]
    return max(under, key=len, default="")


class _Menus:
    """`menu.resident`, `menu.desk`, `menu.footer` in templates: drawn once a page, only when asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __getattr__(self, front: str) -> list[Entry]:
        if front not in {"resident", "desk", "footer"}:
            raise AttributeError(front)
        return entries(front, self._request)  # type: ignore[arg-type]


def for_request(request: HttpRequest) -> _Menus:
    return _Menus(request)
