"""A parent acts for a child only where the register and 支援措置 allow it."""

from datetime import date

import pytest
from django.test import Client

from machimado.core.accounts import api as accounts
from machimado.core.accounts import testing
from machimado.core.journal import api as journal
from machimado.core.residents.models import PersonVersion, Protection
from machimado.kernel import clock
from machimado.kernel.ref import Ref
from tests.architecture import people

pytestmark = pytest.mark.django_db


def browser_of(number, email="parent@example.jp"):
    return testing.sign_in(Client(), testing.make_resident(email, person=number))


def acting(browser):
    return accounts.acting_for(browser.get("/acting/").wsgi_request)


@pytest.fixture(autouse=True)
def _register(db):
    people.register(at=clock.now())


def test_a_mother_acts_for_her_child_and_it_is_journalled():
    browser = browser_of(people.ME)
    assert acting(browser) == people.ME
    assert browser.post("/acting/", {"person": people.CHILD}).status_code == 302
    assert acting(browser) == people.CHILD
    assert [each.subject for each in journal.entries(type="accounts.acted_for")] == [
        Ref("person", people.CHILD)
    ]


def test_and_for_herself_again():
    browser = browser_of(people.ME)
    browser.post("/acting/", {"person": people.CHILD})
    browser.post("/acting/", {"person": ""})
    assert acting(browser) == people.ME


@pytest.mark.parametrize("child", [people.OTHER_CHILD, people.FLED_CHILD, people.PARTNER, "00000000"])
def test_nobody_acts_for_somebody_elses_child(child):
    assert browser_of(people.ME).post("/acting/", {"person": child}).status_code == 404


def test_the_father_from_whom_they_fled_neither_sees_nor_acts():
    browser = browser_of(people.LEFT)
    page = browser.get("/acting/").content.decode()
    assert people.FLED_CHILD not in page
    assert "光" not in page
    assert browser.post("/acting/", {"person": people.FLED_CHILD}).status_code == 404
    assert not journal.entries(type="accounts.acted_for")


def test_protection_ends_acting_at_once():
    """Also for a login of the counter, which counts on."""
    account = testing.make_resident("parent@example.jp")
    accounts.link_at_counter(account.pk, people.PARTNER, document="旅券", by=testing.TESTS, at=clock.now())
    browser = testing.sign_in(Client(), account)
    browser.post("/acting/", {"person": people.CHILD})
    assert acting(browser) == people.CHILD
    for number in (people.ME, people.CHILD):
        Protection.objects.create(person_id=number, valid_from=people.SINCE, recorded_at=clock.now())
    assert acting(browser) == people.PARTNER


def test_the_session_does_not_hold_the_childs_number():
    browser = browser_of(people.ME)
    browser.post("/acting/", {"person": people.CHILD})
    assert people.CHILD not in str(dict(browser.session))


def test_the_page_asks_few_questions(django_assert_max_num_queries):
    browser = browser_of(people.ME)
    browser.get("/acting/")
    with django_assert_max_num_queries(15):
        page = browser.get("/acting/")
    assert [each.number for each in page.context["choices"]] == [people.CHILD]


def test_acting_ends_for_a_child_who_comes_of_age():
    browser = browser_of(people.ME)
    browser.post("/acting/", {"person": people.CHILD})
    PersonVersion.objects.filter(person=people.CHILD).update(birth_date=date(2000, 4, 2))
    assert acting(browser) == people.ME
    assert browser.post("/acting/", {"person": people.CHILD}).status_code == 404
