from datetime import UTC, datetime, timedelta

import pytest

from machimado.core.accounts import api as accounts
from machimado.core.accounts.models import Throttle

AT = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def tries(count, *, key="192.0.2.1", at=AT):
    for _ in range(count):
        accounts.throttle("login", key, limit=3, per_seconds=60, at=at)


def test_the_fourth_try_within_a_minute_is_one_too_many():
    tries(3)
    with pytest.raises(accounts.TooMany) as caught:
        tries(1, at=AT + timedelta(seconds=20))
    assert caught.value.seconds == 40


def test_a_new_window_begins_when_the_old_one_is_over():
    tries(3)
    tries(3, at=AT + timedelta(seconds=60))


def test_keys_are_counted_apart():
    tries(3)
    tries(3, key="192.0.2.2")


def test_the_database_holds_no_address():
    tries(1)
    assert "192.0.2.1" not in Throttle.objects.get().key


def test_uploads_are_limited_by_account(client):
    from machimado.core.accounts import testing
    from machimado.core.accounts.middleware.throttles import LIMITS
    from machimado.kernel.ids import new_id

    testing.sign_in(client, testing.make_resident())
    limit = LIMITS["procedures:attachments"][0]
    address = f"/drafts/{new_id()}/attachments/"
    assert client.post(address).status_code == 302
    Throttle.objects.update(tries=limit.limit)
    assert client.post(address).status_code == 429
