"""Error pages: a clear sentence, what to do, the way back. That of 500 touches no database."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_PAGES = {
    400: (
        gettext_noop("うまく受け取れませんでした"),
        gettext_noop("前の画面に戻り、もう一度送ってください。"),
        gettext_noop("送られた内容を読み取れませんでした。"),
    ),
    403: (
        gettext_noop("この画面は開けません"),
        gettext_noop("時間がたったか、この操作が許されていません。"),
        gettext_noop(
            "前の画面を開き直して、もういちどお試しください。サインインし直すと開けることがあります。"
        ),
    ),
    404: (
        gettext_noop("ページが見つかりません"),
        gettext_noop("このアドレスのページはないか、あなたには見せられないものです。"),
        gettext_noop("アドレスを確かめるか、ホームからさがしてください。"),
    ),
    405: (
        gettext_noop("この画面は直接は開けません"),
        gettext_noop("前の画面のボタンから進むところです。"),
        gettext_noop("前の画面に戻るか、ホームから進んでください。"),
    ),
    413: (
        gettext_noop("送られたものが大きすぎます"),
        gettext_noop(
            "一度に送れる大きさを超えているため、受け取りませんでした。ほかは何も変わっていません。"
        ),
        gettext_noop("前の画面に戻り、写真を小さくするか、一つずつ送ってください。"),
    ),
    429: (
        gettext_noop("しばらくお待ちください"),
        gettext_noop("短い時間に何度も操作されました。安全のため、少しのあいだ受け付けていません。"),
        gettext_noop("数分おいてから、もういちどお試しください。"),
    ),
    500: (
        gettext_noop("こちらの不具合です"),
        gettext_noop("画面を作れませんでした。入力して保存されたものは残っています。"),
        gettext_noop("少しおいて開き直してください。続くときは市役所へお電話ください。"),
    ),
}


def words(status: int) -> dict[str, Any]:
    title, what, then = (_(line) for line in _PAGES[status])
    return {"title": title, "what": what, "next": then, "status": status, "retry": status in {429, 500}}


def page(request: HttpRequest, status: int) -> HttpResponse:
    """The page for a status, in the person's language, within the frame of the front where it happened."""
    desk = request.path.startswith("/desk/")
    frame = {"frame": "ui/desk.html", "home": "/desk/"} if desk else {}
    return render(request, "ui/error.html", words(status) | frame, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Also Django's CSRF_FAILURE_VIEW."""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 429)


def _plain(status: int) -> HttpResponse:
    from machimado.ui.context import city, language

    known = {**city(), "html_lang": "en" if language() == "en" else "ja"}
    return HttpResponse(render_to_string("ui/plain_error.html", words(status) | known), status=status)


def too_large() -> HttpResponse:
    """Before anything of the request is read, hence without who is signed in."""
    return _plain(413)


def unreadable() -> HttpResponse:
    """Before anything is asked of the database."""
    return _plain(400)


def server_error(request: HttpRequest) -> HttpResponse:
    return _plain(500)
