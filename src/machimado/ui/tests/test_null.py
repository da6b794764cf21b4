"""A NUL anywhere in a request is answered by a page that says so, on every database."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/?for=%00",
        "/search/?q=a%00b",
        "/search/?a%00=b",
        "/life/%00/",
        "/news/a%00b/",
        "/verify/%00/",
        "/desk/cases/?番号=%00",
        "/desk/paper/%00/",
        "/no-such-page/%00",
    ],
)
def test_in_the_address(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert "うまく受け取れませんでした" in answer.content.decode()


@pytest.mark.parametrize("typed", [{"login": "a\x00@b.example", "password": "x"}, {"log\x00in": "a"}])
def test_in_a_form(client, typed):
    answer = client.post("/accounts/login/", typed)
    assert answer.status_code == 400
    assert "うまく受け取れませんでした" in answer.content.decode()


def test_in_a_form_with_a_file(client):
    paper = SimpleUploadedFile("証明.pdf", b"%PDF-1.7\x00")
    assert client.post("/accounts/login/", {"login": "a\x00", "paper": paper}).status_code == 400
    assert client.post("/accounts/login/", {"login": "a", "paper": paper}).status_code == 200


def test_in_a_cookie(client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "0123456789\x00abcdef"
    assert client.get("/").status_code == 400


def test_two_characters_that_look_like_one_are_nothing_of_the_kind(client):
    assert client.get("/search/?q=%2500").status_code == 200
