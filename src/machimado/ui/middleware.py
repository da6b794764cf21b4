"""No page is blank, no request is larger than what any page asks for, and none holds what nobody can type."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from machimado.ui import failures

LARGEST = 12_000_000
"""Bytes of one request: a photo of ten megabytes with what stands around it in a form."""


def no_giant_request(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Whoever sends more than any page asks for is refused before a byte of it is read (looking for the CSRF token would)."""

    def answer(request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        if not said.isascii() or not said.isdigit() or int(said) > LARGEST:
            return failures.too_large()
        return get_response(request)

    return answer


class NoNull:
    """A NUL, which no keyboard types and PostgreSQL keeps in no text, is refused before any view asks the database for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = (request.path_info, *request.COOKIES.values(), *_words(request.GET))
        return failures.unreadable() if _null_in(asked) else self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The body, once the CSRF check has read it."""
        return failures.unreadable() if _null_in(_words(request.POST)) else None


def _words(data: QueryDict) -> Iterable[str]:
    return (word for name, values in data.lists() for word in (name, *values))


def _null_in(words: Iterable[str]) -> bool:
    return any("\x00" in word for word in words)


def no_blank_page(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Who opens the address of a button (a bookmark, a way back after signing in) is told where to go on."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or response.content or not request.accepts("text/html"):
            return response
        page = failures.page(request, 405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return answer
