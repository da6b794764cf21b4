"""The page of one's e-mail address does what its button says."""

import re

import pytest
from django.core import mail
from django.test import Client

from machimado.core.accounts import testing

pytestmark = pytest.mark.django_db
PAGE = "/accounts/email/"


@pytest.fixture
def hanako(settings) -> Client:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return testing.sign_in(Client(), testing.make_resident())


def press(client: Client, email: str):
    """What the browser sends: the field, and the name that the button has."""
    page = client.get(PAGE).content.decode()
    form = next(part for part in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'name="email"' in part)
    button = re.search(r'<button[^>]*type="submit"[^>]*>', form)
    assert button
    sent = dict(re.findall(r'name="(\w+)" value="(\w*)"', button[0]))
    return client.post(PAGE, {"email": email, **sent}, follow=True)


def test_a_new_address_is_asked_to_confirm(hanako):
    told = press(hanako, "new@example.jp")
    assert "new@example.jp" in told.content.decode()
    assert [letter.to for letter in mail.outbox] == [["new@example.jp"]]


def test_an_empty_address_is_an_error(hanako):
    assert "<title>エラー：" in press(hanako, "").content.decode()
