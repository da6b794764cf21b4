"""Only one's own children, and only to oneself."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_page_asks_to_sign_in(client):
    answer = client.get("/my/children/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/?next=")
