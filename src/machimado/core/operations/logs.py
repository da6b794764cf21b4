"""Structured logs without personal data: one JSON object a line.

What people typed or are never reaches a log: a request is named by its route, not by its path or query, and an exception by
its type and the places it passed, not by its message (a database quotes the offending row in its own).
"""

import json
import logging
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

from django.http import HttpRequest, HttpResponse

from machimado.kernel import clock
from machimado.kernel.ids import new_id

requests = logging.getLogger("machimado.request")
crashes = logging.getLogger("machimado.crash")

FIELDS = (
    "event",
    "request_id",
    "method",
    "route",
    "status",
    "milliseconds",
    "who",
    "job",
    "count",
    "kind",
    "job_id",
    "failures",
    "error",
)


class JsonFormatter(logging.Formatter):
    """Time, level, logger, the message's template (its arguments may be personal) and the known fields."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": clock.now().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": str(record.msg) if record.name.startswith("machimado") else _template(record),
        }
        line |= _of_request(getattr(record, "request", None))
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = without_message(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _template(record: logging.LogRecord) -> str:
    """Other people's loggers pass what they mean as arguments, which are left out. A message without any may have been
    put together before: only the place that it comes from is told.
    """
    return str(record.msg) if record.args else f"({_short(record.pathname)}:{record.lineno})"


def _of_request(request: Any) -> dict[str, Any]:
    """Which request an entry of Django's own log is about: its id and its route."""
    if not isinstance(request, HttpRequest):
        return {}
    return {"request_id": request.META.get("machimado.request_id"), "route": _route(request)}


def _route(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else "(none)"


def hush() -> None:
    """Let also what nobody caught be told as type and places, and warnings by their place: to a process that serves,
    standard error is a log.
    """
    logging.captureWarnings(True)
    sys.excepthook = _crashed
    threading.excepthook = lambda crash: _crashed(crash.exc_type, crash.exc_value, crash.exc_traceback)


def _crashed(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if error is None or issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    crashes.critical("crashed", exc_info=(kind, error, trace))


def without_message(error: BaseException) -> dict[str, Any]:
    """An exception as its type and the places it passed; what it says stays out."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames[:-1] if "/machimado/" in frame.filename][-8:] + frames[-1:]
    places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in ours]
    return {"type": type(error).__qualname__, "places": places}


def _short(filename: str) -> str:
    """A file's name from its package on: no folder of this machine."""
    return re.split(r"/(?:src|site-packages)/", filename)[-1]


def request_log(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: give each request an id and write one line about it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request_id = str(new_id())
        request.META["machimado.request_id"] = request_id
        began = time.perf_counter()
        response = get_response(request)
        requests.info(
            "request",
            extra={
                "request_id": request_id,
                "method": request.method,
                "route": _route(request),
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - began) * 1000, 1),
            },
        )
        return response

    return middleware


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "machimado.core.operations.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django logs each refused request with its path, which may carry what somebody typed. Of those that failed the
        # formatter tells route, exception and places.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        "django.server": {"level": "CRITICAL"},
        "fontTools": {"level": "ERROR"},
        "pyhanko": {"level": "ERROR"},
        "pyhanko_certvalidator": {"level": "CRITICAL"},
    },
}
