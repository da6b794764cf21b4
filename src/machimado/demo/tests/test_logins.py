import pytest
from django.test import Client
from django.urls import reverse

from machimado.core.accounts import api as accounts
from machimado.demo import logins
from machimado.demo.cast import BY_SLUG, PARTS, TOTP_SECRET
from machimado.demo.townhall import State


@pytest.fixture
def cast(town: State) -> State:
    logins.ensure()
    return town


def test_one_click_signs_in_as_anyone(cast: State) -> None:
    for part in PARTS:
        client = Client()
        assert client.post(reverse("demo:enter"), {"part": part.slug}).status_code == 302
        who = accounts.identity(client.get(reverse("demo:tour")).wsgi_request)
        if part.is_official:
            assert {role for _, role in part.posts} & who.roles, part.slug
        else:
            assert who.person_number == cast.keys[part.key]


def test_one_part_after_another_leaves_nothing_behind(client: Client, cast: State) -> None:
    client.post(reverse("demo:enter"), {"part": "kessai"})
    client.post(reverse("demo:enter"), {"part": "toshiko"})
    who = accounts.identity(client.get(reverse("demo:tour")).wsgi_request)
    assert not who.is_official
    assert who.person_number == cast.keys["一人暮らし.本人"]


def test_it_leads_nowhere_else(client: Client, cast: State) -> None:
    for target in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        response = client.post(reverse("demo:enter"), {"part": "misaki", "to": target, "step": target})
        assert response["Location"] == BY_SLUG["misaki"].home


def test_handing_out_twice_changes_nothing(cast: State) -> None:
    before = {part.slug: accounts.accounts_of(cast.keys[part.key]) for part in PARTS if part.key}
    logins.ensure()
    after = {part.slug: accounts.accounts_of(cast.keys[part.key]) for part in PARTS if part.key}
    assert before == after


def test_the_terminal_says_how_to_sign_in() -> None:
    table = logins.as_table()
    assert TOTP_SECRET in table
    assert all(part.email in table for part in PARTS if part.listed)
