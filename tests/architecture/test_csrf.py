"""No form of another site is answered: every URL that takes a POST refuses one without the token of its own page."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from machimado.core.accounts import testing
from machimado.kernel.access import Access, Role
from tests.architecture.test_permissions import KNOWN, ROWS, arguments
from tests.architecture.world import SECTION, World, world

__all__ = ["world"]

pytestmark = pytest.mark.django_db
POSTED = [url for url in KNOWN if "POST" in ROWS[url.name].methods]


def strict_client(world: World, row: Access) -> Client:
    """A browser of somebody whom the row lets enter, with Django's check in force."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if Role.RESIDENT in row.allowed:
        return testing.sign_in(client, world.resident)
    for role in sorted(row.allowed - {Role.ANONYMOUS}):
        return testing.sign_in(client, world.officials[role], section=row.section or SECTION)
    return client


@pytest.mark.parametrize("url", POSTED, ids=lambda url: url.name)
def test_a_post_without_the_token_is_refused(url: object, world: World) -> None:
    row = ROWS[url.name]  # type: ignore[attr-defined]
    address = reverse(url.name, kwargs=arguments(row, world))  # type: ignore[attr-defined]
    client = strict_client(world, row)
    assert client.post(address).status_code == 403, address
    elsewhere = {"Origin": "https://evil.example"}
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    typed = {"csrfmiddlewaretoken": "a" * 32}
    assert client.post(address, typed, headers=elsewhere).status_code == 403, address


def token(client: Client, page: str) -> str:
    client.get(page)
    return client.cookies[settings.CSRF_COOKIE_NAME].value


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("/accounts/login/", {"login": "me@example.jp", "password": testing.PASSWORD}),
        ("/desk/login/", {"login": "2000@city.example.jp", "password": testing.PASSWORD}),
    ],
)
def test_a_form_with_its_token_is_answered(page: str, typed: dict[str, str], world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(page, typed).status_code == 403
    answer = client.post(page, {**typed, "csrfmiddlewaretoken": token(client, page)})
    assert answer.status_code == 302
