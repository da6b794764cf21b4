from datetime import UTC, datetime, timedelta

import pytest

from machimado.core.accounts import api as accounts
from machimado.core.accounts.middleware.throttles import LIMITS
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
    from machimado.kernel.ids import new_id

    testing.sign_in(client, testing.make_resident())
    limit = LIMITS["procedures:attachments"][0]
    address = f"/drafts/{new_id()}/attachments/"
    assert client.post(address).status_code == 302
    Throttle.objects.update(tries=limit.limit)
    assert client.post(address).status_code == 429


def test_another_field_in_the_form_does_not_open_a_new_count(client):
    """Mails for new passwords: counted by the address that the page reads, whatever else is sent along."""
    typed = [{"email": "Victim@example.jp ", "login": f"{number}@example.jp"} for number in range(6)]
    statuses = [client.post("/accounts/password/reset/", each).status_code for each in typed]
    assert statuses == [302] * 5 + [429]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "10.9.8.7, 198.51.100.7", "198.51.100.7"),
        (2, "10.9.8.7, 198.51.100.7, 203.0.113.2", "198.51.100.7"),
        (2, "198.51.100.7", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"),
        (1, "2001:0DB8:1:2::1", "2001:db8:1:2::/64"),
        (1, "::ffff:198.51.100.7", "198.51.100.7"),
        (1, "what is this", "what is this"),
    ],
)
def test_the_address_is_what_a_trusted_proxy_saw(rf, settings, proxies, forwarded, expected):
    settings.MACHIMADO_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert accounts.address_of(rf.get("/", headers=headers, REMOTE_ADDR="192.0.2.1")) == expected


def test_a_forged_header_does_not_open_a_new_count(client):
    def sign_up(number):
        typed = {"email": f"{number}@example.jp", "password1": "short"}
        return client.post("/accounts/signup/", typed, headers={"X-Forwarded-For": f"198.51.100.{number}"})

    assert sign_up(1).status_code == 200
    Throttle.objects.filter(scope="mail:address").update(tries=100)
    assert sign_up(2).status_code == 429
