"""My page holds what is mine, few queries, and nothing of anybody else."""

import pytest
from django.conf import settings

from machimado.core.accounts import testing
from machimado.core.journal import api as journal
from machimado.kernel import clock
from machimado.kernel.ref import Ref

pytestmark = pytest.mark.django_db
ME = "90000001"


@pytest.fixture
def me(client):
    from tests.architecture.people import register

    register(at=clock.now())
    account = testing.make_resident("me@example.jp", person=ME)
    testing.sign_in(client, account)
    return account


def test_my_page_shows_my_household(client, me):
    html = client.get("/my/").content.decode()
    assert "白石　花子" in html
    assert "桜" in html
    assert "蔵王" not in html


def test_my_page_asks_few_questions(client, me, django_assert_max_num_queries):
    client.get("/my/")
    with django_assert_max_num_queries(15):
        client.get("/my/")


def test_a_look_is_shown_with_its_section_and_purpose(client, me):
    by = Ref("official", "00000000-0000-0000-0000-000000000001")
    person = Ref("person", ME)
    journal.look(by=by, subject=person, at=clock.now(), purpose="手続の審査", section="子ども家庭課")
    said = client.get("/my/looks/").content.decode()
    assert "手続の審査" in said
    assert "子ども家庭課" in said
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Examining an application" in client.get("/my/looks/").content.decode()


def test_looks_cost_the_same_however_many_officials(client, me, django_assert_max_num_queries):
    for number in range(5):
        by = Ref("official", f"00000000-0000-0000-0000-00000000000{number}")
        journal.look(by=by, subject=Ref("person", ME), at=clock.now(), purpose="手続の審査", section="税務課")
    client.get("/my/")
    with django_assert_max_num_queries(15):
        client.get("/my/")


def test_home_leads_to_the_link_before_it_is_made(client):
    testing.sign_in(client, testing.make_resident("new@example.jp"))
    assert "あと一歩で" in client.get("/").content.decode()


def test_a_parent_sees_who_looked_at_a_child_and_is_seen_looking(client, me):
    from tests.architecture.people import CHILD

    assert client.post("/acting/", {"person": CHILD}).status_code == 302
    said = client.get("/my/looks/").content.decode()
    assert "お子さんに代わって見ています" in said
    assert "桜" in said
    [look] = journal.looks(Ref("person", CHILD), limit=5)
    assert look.actor == Ref("resident", str(me.pk))
    assert "保護者" in client.get("/my/looks/").content.decode()
    client.post("/acting/", {"person": ME})
    assert "桜" not in client.get("/my/looks/").content.decode()
    assert journal.looks(Ref("person", ME), limit=5) == []
