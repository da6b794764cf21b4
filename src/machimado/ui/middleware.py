"""No page is blank, and no request is larger than what any page asks for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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
