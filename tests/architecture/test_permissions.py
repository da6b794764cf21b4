"""Who may what: every URL of the house against every role.

A URL without a row in its room's `access.py` fails. See core/accounts/README.md for how a room adds its rows.
"""

import re
from importlib import import_module

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLResolver, include, path, reverse
from django.urls.resolvers import RegexPattern

from machimado.core.accounts.gates import ENTERED
from machimado.core.accounts.middleware.headers import HEADERS
from machimado.kernel.access import EVERYONE, Access, Role
from tests.architecture.urls import every_row, every_url, rows_of, urls_by_room, walk, without_row
from tests.architecture.world import World, world

__all__ = ["world"]

pytestmark = pytest.mark.django_db
URLS = every_url()
ROWS = every_row()
WELCOME = {200, 204, 302, 303, 400, 405, 409, 410, 415, 422}
LOGINS = ("/accounts/login/", "/desk/login/", "/accounts/reauthenticate/")
KNOWN = [url for url in URLS if url.name in ROWS]


def test_every_url_has_a_row() -> None:
    missing = without_row(URLS)
    assert not missing, f"no row in access.py: {missing}"


def test_a_url_without_a_row_is_found() -> None:
    """By construction: whatever a room adds to its URLs, at whatever depth and named or not, is seen."""
    view = lambda request: HttpResponse()  # noqa: E731
    added = [
        path("new/", view, name="new"),
        path("nameless/", view),
        path("deep/", include(([path("<uuid:id>/", view, name="page")], "new"))),
    ]
    own = import_module("machimado.config.urls").urlpatterns
    found = list(walk(URLResolver(RegexPattern(r"^/"), [*own, *added])))
    assert without_row(found) == ["nameless/", "new", "new:page"]


def test_no_two_urls_share_a_name() -> None:
    """A second one would hide behind the row of the first."""
    names = [name for name, _ in {(url.name, url.route) for url in URLS}]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("room", sorted(urls_by_room()))
def test_each_rooms_rows_stand_in_its_own_table(room: str) -> None:
    assert urls_by_room()[room] <= rows_of(room)


def test_every_row_has_a_url() -> None:
    assert sorted(set(ROWS) - {url.name for url in URLS}) == []


@pytest.mark.parametrize("url", KNOWN, ids=lambda url: url.name)
def test_each_role_meets_what_the_row_says(url: object, world: World) -> None:
    name = url.name  # type: ignore[attr-defined]
    row = ROWS[name]
    for role in Role:
        mine = row.owned and role is Role.RESIDENT and role in row.allowed
        for method in ("GET", "POST"):
            address = reverse(name, kwargs=arguments(row, world, mine=mine))
            response = ask(world, role, method, address, row)
            strict(response, f"{role} {method} {address}")
            judge(row, role, method, response, f"{role} {method} {address}")
            if mine and method == "GET" and "GET" in row.methods:
                assert response.status_code in {200, 302}, f"{address} is their own"


@pytest.mark.parametrize(
    "url",
    [url for url in KNOWN if ROWS[url.name].owned and Role.RESIDENT in ROWS[url.name].allowed],
    ids=lambda url: url.name,
)
def test_somebody_elses_object_is_a_404(url: object, world: World) -> None:
    row = ROWS[url.name]  # type: ignore[attr-defined]
    address = reverse(url.name, kwargs=arguments(row, world))  # type: ignore[attr-defined]
    for method in row.methods:
        status = ask(world, Role.RESIDENT, method, address, row).status_code
        assert status == 404, f"{method} {address} of somebody else: {status}"
    for method, variant in variants(address):
        status = ask(world, Role.RESIDENT, method, variant, row).status_code
        assert status in {301, 400, 404, 405}, f"{method} {variant} of somebody else: {status}"


def variants(address: str) -> list[tuple[str, str]]:
    """The same by other methods, and the same thing written otherwise."""
    upper = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", lambda found: found[0].upper(), address)
    return [
        *((method, address) for method in ("HEAD", "PUT", "PATCH", "DELETE")),
        *(
            ("GET", other)
            for other in (upper, address.rstrip("/"), f"/{address}", f"{address}/", f"{address}%00")
        ),
    ]


def ask(world: World, role: Role, method: str, address: str, row: Access) -> HttpResponse:
    client = world.client(role, section=row.section)
    with undone():
        return client.generic(method, address)


def judge(row: Access, role: Role, method: str, response: HttpResponse, what: str) -> None:
    status, target = response.status_code, response.headers.get("Location", "")
    for header in HEADERS:
        assert header in response.headers, f"{what}: no {header}"
    if status == 405:
        assert method not in row.methods, f"{what}: the row says that {method} is answered"
    elif role in row.allowed and status == 404 and method == "POST":
        entered = getattr(response.wsgi_request, ENTERED, False) or row.allowed == EVERYONE
        assert entered, f"{what}: 404 at the gate, the row lets them enter"
    elif role in row.allowed:
        assert status in WELCOME, f"{what}: {status}, the row lets them enter"
    elif role is Role.ANONYMOUS:
        assert status == 302, f"{what}: {status}, no login"
        assert target.startswith(LOGINS), f"{what}: led to {target}"
    else:
        assert status == 404, f"{what}: {status} {target}, the row keeps them out"


INLINE = re.compile(
    r"""\sstyle\s*=\s*["']|<style|\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*(?:src=|application/json))""",
    re.IGNORECASE,
)


def strict(response: HttpResponse, what: str) -> None:
    """Nothing on the page that the policy would block."""
    if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
        found = INLINE.search(response.content.decode())
        assert not found, f"{what}: inline {found and found[0]!r}"


def arguments(row: Access, world: World, *, mine: bool = False) -> dict[str, object]:
    """The URL's arguments out of the world: somebody else's things, or one's own."""
    names = dict(row.sample)
    if mine:
        names = {argument: thing.replace("other_", "my_", 1) for argument, thing in names.items()}
    missing = sorted(set(names.values()) - set(world.things))
    assert not missing, f"no room's tests/world.py builds {missing}"
    return {argument: world.things[thing] for argument, thing in names.items()}


class undone:  # noqa: N801
    """Whatever happens inside is rolled back."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *error: object) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(*error)  # type: ignore[arg-type]
