"""No page is blank."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from machimado.ui import failures


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
