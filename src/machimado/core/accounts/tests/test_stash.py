"""A stashed form never reaches the next person who signs in, also on a shared device."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from machimado.core.accounts import api as accounts
from machimado.core.accounts import stashes, testing
from machimado.core.accounts.models import Stash
from machimado.kernel import clock


@accounts.resident_required(linked=False)
def form(request):
    kept = accounts.unstash(request, path=request.path, at=clock.now())
    return HttpResponse(f"{accounts.stash_mark(request, page=request.path)}|{kept}")


urlpatterns = [path("form/", form), path("", include("machimado.config.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def mark_of(client):
    return client.get("/form/").content.decode().split("|")[0]


def kept_by(client):
    return client.get("/form/").content.decode().split("|")[1]


@pytest.fixture
def device(hanako):
    """A browser at the library: Hanako's page is open, her login is over, she sends what she typed."""
    browser = testing.sign_in(Client(), hanako)
    mark = mark_of(browser)
    browser.session.flush()
    answer = browser.post("/form/", {"kept_for": mark, "reason": "こっそり書いた理由"})
    assert answer.url.startswith("/accounts/login/?next=%2Fform%2F")
    return browser


def test_the_same_person_finds_it_again(device, hanako):
    assert "こっそり書いた理由" in kept_by(testing.sign_in(device, hanako))


def test_it_is_handed_back_once(device, hanako):
    testing.sign_in(device, hanako)
    kept_by(device)
    assert kept_by(device) == "None"


def test_the_next_person_at_the_device_finds_nothing(device, jiro):
    assert kept_by(testing.sign_in(device, jiro)) == "None"


def test_after_somebody_else_it_still_waits_for_its_owner(device, hanako, jiro):
    kept_by(testing.sign_in(device, jiro))
    assert "こっそり書いた理由" in kept_by(testing.sign_in(Client(), hanako))


def test_a_forged_mark_keeps_nothing(hanako):
    browser = Client()
    browser.post("/form/", {"kept_for": str(hanako.pk), "reason": "だれかの字"})
    assert kept_by(testing.sign_in(browser, hanako)) == "None"


def test_a_typed_address_keeps_it_for_that_account_only(rf, hanako, jiro):
    request = rf.post("/form/")
    request.user, request.session = None, {}
    assert accounts.stash(request, {"a": "b"}, path="/form/", email="Hanako@example.jp", at=clock.now())
    assert kept_by(testing.sign_in(Client(), jiro)) == "None"
    assert kept_by(testing.sign_in(Client(), hanako)) == "{'a': 'b'}"


@override_settings(SESSION_COOKIE_AGE=60)
def test_what_the_session_held_does_not_go_over_to_the_next_account(client, hanako, jiro):
    session = client.session
    session["draft"] = "Hanako's"
    session.save()
    client.post("/accounts/login/", {"login": "jiro@example.jp", "password": testing.PASSWORD})
    assert "draft" not in client.session
    assert client.session["_auth_user_id"] == str(jiro.pk)


def test_a_form_with_a_file_that_comes_back_too_late_keeps_what_was_typed(hanako):
    """Django's check of the token has read such a form before the gate sees it."""
    browser = testing.sign_in(Client(enforce_csrf_checks=True), hanako)
    mark = mark_of(browser)
    browser.get("/accounts/password/change/")
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value
    browser.session.flush()
    paper = SimpleUploadedFile("証明.pdf", b"%PDF-1.7")
    typed = {"csrfmiddlewaretoken": token, "kept_for": mark, "reason": "書いた理由", "paper": paper}
    answer = browser.post("/form/", typed)
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=%2Fform%2F")
    assert "書いた理由" in kept_by(testing.sign_in(Client(), hanako))


def test_what_is_too_large_or_lies_too_deep_is_not_kept(device, rf, hanako):
    request = testing.signed_in(rf.post("/form/"), hanako)
    assert not accounts.stash(request, {"a": "字" * 200_000}, path="/form/", at=clock.now())
    assert not accounts.stash(request, {"a": "b"}, path="/" + "a" * 300, at=clock.now())


@pytest.fixture
def tabs(hanako):
    """Hanako's page is open in several tabs when her login is over; each sends its form."""
    browser = testing.sign_in(Client(), hanako)
    mark = mark_of(browser)
    browser.session.flush()

    def send(**typed):
        return browser.post("/form/", {"kept_for": mark, **typed})

    return send


def kept_for(person):
    return kept_by(testing.sign_in(Client(), person))


def test_a_button_in_another_tab_drops_nothing(tabs, hanako):
    tabs(reason="長い理由", back="")
    assert tabs().url.endswith("?next=%2Fform%2F")
    tabs(release="1")
    tabs(release="1")
    assert kept_for(hanako) == "{'reason': ['長い理由'], 'back': [''], 'release': ['1']}"


def test_the_same_form_replaces_what_it_said_before(tabs, hanako):
    tabs(key="k", number="12", consent=["a", "b"])
    tabs(key="k", number="")
    assert kept_for(hanako) == "{'key': ['k'], 'number': ['']}"  # a box that was unticked stays so


def test_the_same_form_left_as_it_was_drawn_replaces_nothing(tabs, hanako):
    tabs(outcome="却下", facts="長い理由")
    tabs(outcome="却下", facts="")
    assert kept_for(hanako) == "{'outcome': ['却下'], 'facts': ['長い理由']}"


def test_blank_forms_are_not_kept(tabs, hanako):
    assert tabs(reason="").url.endswith("?next=%2Fform%2F")
    assert kept_for(hanako) == "None"


def test_only_so_many_forms_wait_at_a_page(tabs, hanako):
    for number in range(stashes.MOST_FORMS + 2):
        tabs(**{f"f{number}": "字"})
    assert Stash.objects.count() == stashes.MOST_FORMS
    assert "'f0'" not in (kept := kept_for(hanako))
    assert "'f11'" in kept
    assert not Stash.objects.exists()
