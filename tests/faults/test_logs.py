"""Nobody of the town stands in a log, whatever goes wrong: pages, refusals, errors of code and database, jobs, crashes."""

import ast
import io
import logging
import sys
import threading
import warnings
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from machimado.core.accounts import testing
from machimado.core.definitions import api as definitions
from machimado.core.jobs import api as jobs
from machimado.core.jobs import registry, worker
from machimado.core.operations import logs
from machimado.core.operations.views import dead_letters
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.kernel.ref import system
from tests.architecture.people import ME, PEOPLE, register

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).resolve().parents[2] / "src"
MAILS = ("me@example.jp", "other@example.jp")


@pytest.fixture
def browsers():
    """Nobody, a resident, two officials, and one who brings no token."""
    for pack in settings.PACKS:
        definitions.load_pack(pack, by=system("tests"), at=clock.now())
    register(at=clock.now())
    who = [testing.make_resident(MAILS[0], person=ME)]
    who += [
        testing.make_official(str(number), ("子ども家庭課", role))
        for number, role in enumerate((Role.RECEPTION, Role.ADMINISTRATION))
    ]
    clients = [Client(raise_request_exception=False) for _ in who]
    signed_in = [testing.sign_in(client, account) for client, account in zip(clients, who, strict=True)]
    return [Client(enforce_csrf_checks=True, raise_request_exception=False), *signed_in]


@pytest.fixture
def log(caplog):
    """All that standard error would show."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    caplog.set_level(logging.INFO)
    yield stream
    root.removeHandler(handler)


def needles():
    """Each name, kana, number and address of the town, whole and as they are typed."""
    for one in PEOPLE:
        yield from (one.number, one.household, one.family, one.given, *one.kana, one.street)
        if one.building:
            yield one.building
    yield from MAILS


def found_in(text):
    return [needle for needle in needles() if needle in text and needle != "白石"]  # also the city's own name


def quoted(one):
    return f"{one.family}{one.given} ({''.join(one.kana)}) {one.number} {one.street}{one.building} {MAILS[0]}"


def test_requests_refusals_and_errors_name_nobody(browsers, log, monkeypatch, settings):
    for browser in browsers:
        for one in PEOPLE:
            browser.get(f"/{one.family}/{one.street}/", {"q": quoted(one)})
            for page in ("/", "/my/", "/desk/", "/desk/people/"):
                browser.get(page, {"q": quoted(one)})
            browser.post("/desk/people/", {"query": one.family, "purpose": "inquiry"})
            browser.post("/accounts/login/", {"login": MAILS[0], "password": quoted(one)})
            browser.post(
                f"/my/{one.number}/", {"氏名": quoted(one)}, HTTP_REFERER=f"http://testserver/{one.number}/"
            )
    settings.ALLOWED_HOSTS = ["madoguchi.example.jp"]
    browsers[0].get("/", HTTP_HOST=f"{PEOPLE[0].number}.example.jp")
    settings.ALLOWED_HOSTS = ["*"]
    log.seek(0)
    assert log.read().count('"route"') > 100
    assert found_in(log.getvalue()) == []

    for number, fail in enumerate((of_code, of_database)):
        monkeypatch.setattr(dead_letters.jobs, "dead", fail)
        response = browsers[3].get("/desk/jobs/", {"q": quoted(PEOPLE[0])})
        assert response.status_code == 500
        assert log.getvalue().count('"exception"') == number + 1, "a failure is told by its type and places"
    assert "operations_desk:dead_letters" in log.getvalue()
    assert found_in(log.getvalue()) == []


def of_code(**_):
    raise ValueError(quoted(PEOPLE[1]))


def of_database(**_):
    """A constraint that quotes the row in its message."""
    with transaction.atomic(), connection.cursor() as cursor:
        for _number in range(2):
            cursor.execute(
                "INSERT INTO django_session VALUES (%s, %s, %s)",
                [PEOPLE[1].given, quoted(PEOPLE[1]), clock.now()],
            )


def test_jobs_lanes_threads_and_warnings_name_nobody(log, monkeypatch):
    monkeypatch.setattr(registry, "_kinds", {})
    monkeypatch.setattr(registry, "_periodic", {})
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    stop = threading.Event()

    def step():
        stop.set()
        of_code()

    for name, fail in {"test.code": of_code, "test.database": of_database}.items():
        for outward in (False, True):
            kind = f"{name}.{outward}"
            jobs.job(kind, outward=outward, retries=0)(lambda payload, *, at, fail=fail: fail())
            jobs.enqueue(kind, payload={}, at=clock.now())
    jobs.every("test.code.False", seconds=1)
    jobs.drain(at=clock.now())
    jobs.beat(at=clock.now())
    lane = threading.Thread(target=worker.Lane("test", step, lambda: None, stop).run)
    lane.start()
    lane.join()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logs.hush()
        warnings.warn(quoted(PEOPLE[2]), stacklevel=1)
        logging.captureWarnings(False)
    crashing = threading.Thread(target=of_code)
    crashing.start()
    crashing.join()
    try:
        of_code()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    others = logging.getLogger("somebody.elses")
    others.warning("row %s", quoted(PEOPLE[2]))
    others.error(quoted(PEOPLE[2]))
    others.error(PEOPLE[2].given)
    text = log.getvalue()
    for told in ("jobs.dead", "jobs.beat_failed", "jobs.lane_stumbled", "crashed", "py.warnings", "row %s"):
        assert told in text
    assert {letter.last_error.split()[0] for letter in jobs.dead()} == {"ValueError", "IntegrityError"}
    assert found_in(text + str(jobs.dead())) == []


def test_what_we_log_ourselves_is_a_name_of_what_happened():
    """Never put together from what was typed: the first argument of each call is a text as it stands in the code."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "/tests/" not in str(path):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if is_log_call(node):
                    assert is_literal(node.args[0]), f"{path}:{node.lineno}"
                    assert len(node.args) == 1, f"{path}:{node.lineno}"


def is_literal(node):
    return isinstance(node, ast.Constant) or (
        isinstance(node, ast.IfExp) and is_literal(node.body) and is_literal(node.orelse)
    )


def is_log_call(node):
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    owner = node.func.value
    named = isinstance(owner, ast.Name) and owner.id in {"logger", "logging", "log", "requests", "crashes"}
    return named and node.func.attr in {"debug", "info", "warning", "error", "exception", "critical"}
