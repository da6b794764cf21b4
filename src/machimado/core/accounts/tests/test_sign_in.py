"""Signing in: two doors, second factor, one answer for known and unknown addresses."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client

from machimado.core.accounts import api as accounts
from machimado.core.accounts import testing
from machimado.core.accounts.models import Account
from machimado.kernel.access import Role

pytestmark = pytest.mark.django_db
WRONG = "メールアドレスかパスワードが違います"


def sign_in(client, email, password=testing.PASSWORD, door="/accounts/login/", **extra):
    return client.post(door, {"login": email, "password": password, **extra})


@pytest.fixture(autouse=True)
def _locmem_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def official(sections):
    return testing.make_official("1001", ("子ども家庭課", Role.REVIEW))


def code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_resident_signs_in(client, hanako):
    assert sign_in(client, "hanako@example.jp").status_code == 302
    assert client.session["_auth_user_id"] == str(hanako.pk)


def test_known_and_unknown_addresses_get_the_same_answer(client, hanako):
    known = sign_in(client, "hanako@example.jp", "wrong").content.decode()
    unknown = sign_in(client, "nobody@example.jp", "wrong").content.decode()
    assert WRONG in known
    assert known.replace("hanako", "nobody").count(WRONG) == unknown.count(WRONG)


def test_signing_up_with_a_known_address_looks_like_with_a_new_one(client, hanako):
    typed = {"password1": "kokeshi-umen-zao"}
    known = client.post("/accounts/signup/", {"email": "hanako@example.jp", **typed})
    unknown = Client().post("/accounts/signup/", {"email": "new@example.jp", **typed})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mail.outbox) == 2


def test_asking_for_a_new_password_tells_nothing(client, hanako):
    answers = [
        client.post("/accounts/password/reset/", {"email": f"{who}@example.jp"})
        for who in ("hanako", "nobody")
    ]
    assert [(each.status_code, each.url) for each in answers] == [(302, "/accounts/password/reset/done/")] * 2
    assert len(mail.outbox) == 2


def test_an_official_does_not_enter_by_the_residents_door(client, official):
    assert WRONG in sign_in(client, official.email).content.decode()


def test_a_resident_does_not_enter_by_the_desks_door(client, hanako):
    assert WRONG in sign_in(client, "hanako@example.jp", door="/desk/login/").content.decode()


def test_an_official_without_second_factor_is_led_to_one(client, official):
    assert sign_in(client, official.email, door="/desk/login/").status_code == 302
    assert client.get("/desk/post/").url == "/desk/second-factor/?next=%2Fdesk%2Fpost%2F"
    assert "認証アプリを使う" in client.get("/desk/second-factor/").content.decode()


def test_the_second_factor_opens_the_desk(client, official):
    secret = generate_totp_secret()
    TOTP.activate(official, secret)
    assert sign_in(client, official.email, door="/desk/login/").url == "/accounts/2fa/authenticate/"
    assert client.get("/desk/post/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert client.get("/desk/post/").status_code == 200


def test_a_recovery_code_opens_it_once(client, official):
    TOTP.activate(official, generate_totp_secret())
    spare = RecoveryCodes.activate(official).get_unused_codes()[0]
    for expected in (200, 302):
        client.logout()
        sign_in(client, official.email, door="/desk/login/")
        client.post("/accounts/2fa/authenticate/", {"code": spare})
        assert client.get("/desk/post/").status_code == expected


@pytest.mark.django_db(transaction=True)
def test_enrolling_counts_as_having_shown_it(client, official):
    sign_in(client, official.email, door="/desk/login/")
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert client.get("/desk/post/").status_code == 200


def test_secrets_of_second_factors_are_encrypted(official):
    secret = generate_totp_secret()
    stored = TOTP.activate(official, secret).instance.data["secret"]
    assert secret not in stored


def test_two_posts_are_chosen_between(client, sections):
    both = testing.make_official("1002", ("税務課", Role.REVIEW), ("子ども家庭課", Role.DECISION))
    testing.sign_in(client, both)
    client.post("/desk/post/", {"section": "税務課"})
    who = accounts.identity(client.get("/desk/post/").wsgi_request)
    assert (who.sections, who.roles) == ({"税務課"}, {Role.REVIEW})
    assert client.post("/desk/post/", {"section": "会計課"}).status_code == 404


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example",
        "/\t/evil.example", "/%2f/evil.example", "%2f%2fevil.example", "/%5cevil.example", "//testserver@evil.example/",
        "javascript:alert(1)", "data:text/html,evil",
    ],
)  # fmt: skip
@pytest.mark.parametrize("door", ["/accounts/login/", "/desk/login/"])
def test_no_sign_in_leads_elsewhere(client, hanako, official, target, door):
    account = hanako if door == "/accounts/login/" else official
    answer = sign_in(client, account.email, door=door, next=target)
    assert answer.status_code == 302
    assert answer.url in {"/", "/desk/post/", "/desk/"}


@pytest.mark.parametrize("page", ["/accounts/logout/", "/accounts/reauthenticate/", "/acting/"])
@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/%2f/evil.example"])
def test_no_other_page_leads_elsewhere(client, hanako, settings, page, target):
    settings.ALLOWED_HOSTS = ["*"]
    testing.sign_in(client, hanako)
    answer = client.post(page, {"next": target, "password": testing.PASSWORD})
    assert answer.status_code == 302
    assert answer.url.startswith("/")
    assert "evil" not in answer.url


def test_too_many_tries_get_a_clear_page(client, hanako):
    answers = [sign_in(client, "hanako@example.jp", "wrong") for _ in range(11)]
    assert [each.status_code for each in answers[-2:]] == [200, 429]
    assert "Retry-After" in answers[-1].headers
    assert "もう一度お試しください" in answers[-1].content.decode()
    assert sign_in(client, "hanako@example.jp").status_code == 429


def test_a_new_account_must_show_the_number_from_the_mail(client):
    client.post("/accounts/signup/", {"email": "new@example.jp", "password1": "kokeshi-umen-zao"})
    assert "_auth_user_id" not in client.session
    page = client.get("/accounts/confirm-email/").content.decode()
    assert "メールの番号を入力する" in page
    words = [line.strip() for line in mail.outbox[0].body.splitlines()]
    number = next(
        line for line in words if len(line.replace("-", "")) >= 6 and line.isupper() and line.isascii()
    )
    client.post("/accounts/confirm-email/", {"code": number})
    assert client.session["_auth_user_id"] == str(Account.objects.get(email="new@example.jp").pk)


def test_an_official_keeps_the_last_second_factor(client, official):
    from machimado.core.accounts.tests.passkeys import add_passkey

    first, second = add_passkey(official), add_passkey(official)
    testing.sign_in(client, official)
    for key in (first, second):
        client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert list(official.authenticator_set.filter(type="webauthn")) == [second]


def test_a_resident_may_remove_every_passkey(client, hanako):
    from machimado.core.accounts.tests.passkeys import add_passkey

    key = add_passkey(hanako)
    testing.sign_in(client, hanako)
    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert not hanako.authenticator_set.exists()


def test_the_language_of_signing_up_is_the_accounts(client):
    client.cookies["django_language"] = "en"
    client.post("/accounts/signup/", {"email": "new@example.jp", "password1": "kokeshi-umen-zao"})
    assert Account.objects.get(email="new@example.jp").language == "en"


def test_a_passkey_is_asked_for_in_our_words(client, hanako):
    sign_in(client, "hanako@example.jp")
    page = client.get("/accounts/2fa/webauthn/add/").content.decode()
    assert [words in page for words in ("パスキーの名前", "例：わたしの電話", 'value="この端末"')] == [
        True
    ] * 3
    assert re.search(r'name="passwordless"[^>]* checked', page)
    assert "マスターキー" not in page


def test_a_passkey_without_a_name_is_asked_for_one(client, hanako):
    from machimado.core.accounts.tests.passkeys import add_passkey

    sign_in(client, "hanako@example.jp")
    key = add_passkey(hanako)
    page = client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/edit/", {"name": ""}).content.decode()
    assert "パスキーの名前を入力してください。例：わたしの電話" in page


def test_the_number_of_the_app_has_one_name(client, hanako):
    sign_in(client, "hanako@example.jp")
    page = client.post("/accounts/2fa/totp/activate/", {"code": ""}).content.decode()
    assert "アプリに出ている6けたの番号を入力してください。例：123456" in page
    assert "コード" not in page
    assert '<div class="md-qr">' in client.get("/accounts/2fa/totp/activate/").content.decode()


def test_a_short_password_is_told_how_long_it_must_be(client):
    page = client.post("/accounts/signup/", {"email": "new@example.jp", "password1": "kokeshi"})
    assert "10文字以上にしてください。" in page.content.decode()
