"""Sessions and cookies: a key that is known before signing in is worth nothing afterwards; over https only https."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from machimado.core.accounts import testing
from machimado.core.accounts.models import Account
from machimado.core.offices import api as offices
from machimado.kernel import clock
from machimado.kernel.access import Role

NAMES = (
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS", "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "LOGIN_URL",
)  # fmt: skip


def settings_with(folder: Path, **env: str) -> dict[str, Any]:
    """What a process of its own reads from its environment."""
    program = (
        "import json; from machimado.config import settings as own; from django.conf import global_settings as g;"
        f"print(json.dumps({{n: getattr(own, n, getattr(g, n)) for n in {NAMES!r}}}))"
    )
    given = {f"MACHIMADO_{name}": value for name, value in env.items()}
    given |= {"MACHIMADO_VAR": str(folder), "PYTHONPATH": str(settings.ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_over_https_cookies_belong_to_the_host_alone(tmp_path: Path) -> None:
    found = settings_with(tmp_path, BASE_URL="https://machimado.shiroishi.example")
    assert found["SESSION_COOKIE_NAME"] == "__Host-session"
    assert found["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert found["SESSION_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_HTTPONLY"]
    assert found["CSRF_COOKIE_SECURE"]
    assert (found["SESSION_COOKIE_DOMAIN"], found["SESSION_COOKIE_PATH"]) == (None, "/")
    assert found["SECURE_HSTS_SECONDS"] >= 365 * 24 * 60 * 60


def test_over_http_a_browser_still_keeps_them(tmp_path: Path) -> None:
    found = settings_with(tmp_path, BASE_URL="http://127.0.0.1:8000")
    assert (found["SESSION_COOKIE_NAME"], found["SECURE_HSTS_SECONDS"]) == ("session", 0)
    assert not found["SESSION_COOKIE_SECURE"]


@pytest.mark.parametrize(
    ("front", "door"), [("officials", "accounts_desk:login"), ("residents", "account_login")]
)
def test_each_front_leads_to_its_own_door(tmp_path: Path, front: str, door: str) -> None:
    assert settings_with(tmp_path, FRONT=front)["LOGIN_URL"] == door


@pytest.mark.django_db
def test_an_answer_over_https_asks_for_https_for_ever(client: Client, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SESSION_COOKIE_SECURE = True
    account = testing.make_resident()
    answer = client.post(
        "/accounts/login/", {"login": account.email, "password": testing.PASSWORD}, secure=True
    )
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["/accounts/login/", "/desk/login/"])
def test_signing_in_changes_the_sessions_key(client: Client, settings: Any, door: str) -> None:
    """Whoever laid a session into this browser beforehand holds nothing afterwards."""
    account: Account = testing.make_resident()
    if door.startswith("/desk/"):
        account = testing.make_official("1001", ("子ども家庭課", Role.REVIEW))
    session = client.session
    session["laid"] = True
    session.save()
    laid = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = laid
    client.post(door, {"login": account.email, "password": testing.PASSWORD})
    assert client.session["_auth_user_id"] == str(account.pk)
    assert client.session.session_key != laid
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = laid
    assert "_auth_user_id" not in stranger.session


@pytest.fixture
def devices(db: None) -> tuple[Client, Client]:
    """The same person at home and at the library."""
    account = testing.make_resident()
    made = (Client(), Client())
    for each in made:
        each.post("/accounts/login/", {"login": account.email, "password": testing.PASSWORD})
    return made


def inside(client: Client) -> bool:
    return client.get("/my/account/").status_code == 200


def test_a_new_password_ends_every_other_session(devices: tuple[Client, Client]) -> None:
    home, library = devices
    assert inside(library)
    typed = {"oldpassword": testing.PASSWORD, "password1": "zao-okama-kogen", "password2": "zao-okama-kogen"}
    assert home.post("/accounts/password/change/", typed).status_code == 302
    assert (inside(home), inside(library)) == (True, False)


def test_a_forgotten_password_that_is_set_anew_ends_every_session(
    devices: tuple[Client, Client], settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Client().post("/accounts/password/reset/", {"email": "hanako@example.jp"})
    link = urlsplit(re.search(r"http\S+", mail.outbox[0].body)[0]).path  # type: ignore[index]
    browser = Client()
    page = browser.get(link).url
    browser.post(page, {"password1": "zao-okama-kogen", "password2": "zao-okama-kogen"})
    assert not any(inside(each) for each in (*devices, browser))
    assert browser.get(link).status_code == 200, "the link works once"
    assert "_auth_user_id" not in browser.session


def test_a_closed_account_is_out_at_once(devices: tuple[Client, Client]) -> None:
    Account.objects.update(is_active=False)
    assert not any(inside(each) for each in devices)


@pytest.mark.django_db
def test_an_official_who_is_released_is_out_at_once(client: Client) -> None:
    """異動 on the day: the session lives on, the roles do not."""
    account = testing.make_official("1001", ("子ども家庭課", Role.REVIEW), ("市民課", Role.RECEPTION))
    testing.sign_in(client, account, section="子ども家庭課")
    assert client.get("/desk/cases/").status_code == 200
    for section, role in (("子ども家庭課", Role.REVIEW), ("市民課", Role.RECEPTION)):
        offices.release(
            str(account.official_id),
            section=section,
            role=role,
            until=clock.today(),
            by=testing.TESTS,
            at=clock.now(),
        )
    assert {
        page: client.get(page).status_code for page in ("/desk/cases/", "/desk/people/", "/desk/post/")
    } == {"/desk/cases/": 404, "/desk/people/": 404, "/desk/post/": 404}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", ["/desk/", "/desk/cases/", "/desk/people/", "/desk/links/", "/desk/letters/"]
)
def test_a_residents_session_opens_nothing_of_the_desk(devices: tuple[Client, Client], page: str) -> None:
    assert devices[0].get(page).status_code == 404
