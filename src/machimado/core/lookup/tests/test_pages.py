"""Officials find people; each look is in the journal, and a protected address on no page."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from machimado.core.accounts import testing
from machimado.core.journal import api as journal
from machimado.core.lookup.gate import ROLES
from machimado.core.residents.models import Membership, Person, PersonVersion, Protection, Residence
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.kernel.names import Name
from machimado.kernel.ref import Ref

pytestmark = pytest.mark.django_db
REFUGE = "字避難先9番"
SEARCH = "/desk/people/"


def enter(number: str, name: Name, street: str, household: str = "1", relationship: str = "世帯主") -> None:
    at = clock.now()
    person = Person.objects.create(number=number, row_digest=b"", last_change="", recorded_at=at)
    held = {"person": person, "valid_from": date(2000, 1, 1), "recorded_at": at}
    written, sound = name.search_keys()
    PersonVersion.objects.create(
        **held,
        family=name.family,
        given=name.given,
        birth_date=date(1990, 2, 3),
        sex="女",
        written_key=written,
        sound_key=sound,
    )
    Membership.objects.create(**held, household=household, relationship=relationship)
    Residence.objects.create(**held, prefecture="宮城県", municipality="白石市", street=street)


@pytest.fixture(autouse=True)
def _people() -> None:
    enter("001", Name("髙橋", "花子"), "大手町1番")
    enter("002", Name("髙橋", "泉"), REFUGE, household="2")
    enter("003", Name("髙橋", "空"), REFUGE, household="2", relationship="子")
    Protection.objects.create(
        person_id="002", valid_from=date(2020, 1, 1), reason="DV", recorded_at=clock.now()
    )


def desk(client: Client, role: Role = Role.RECEPTION, section: str = "子ども家庭課") -> Client:
    return testing.sign_in(client, testing.make_official("1001", (section, role)), section=section)


def test_a_search_shows_variants_and_notes_each_look(client: Client) -> None:
    response = desk(client).post(SEARCH, {"query": "高橋", "purpose": "inquiry"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "髙橋　花子" in page
    assert "大手町1番" in page
    assert page.count("非公開") == 2
    assert "避難先" not in page
    for number in ("001", "002", "003"):
        [look] = journal.looks(Ref("person", number))
        assert look.public["purpose"] == "本人からの相談・問い合わせ"


def test_without_a_purpose_nothing_is_shown_and_what_was_typed_stays(client: Client) -> None:
    response = desk(client).post(SEARCH, {"query": "高橋"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "髙橋　花子" not in page
    assert 'value="高橋"' in page
    assert list(journal.looks(Ref("person", "001"))) == []


def test_the_person_page_asks_for_a_purpose_first(client: Client) -> None:
    page = desk(client).get(reverse("lookup_desk:person", args=["001"])).content.decode()
    assert "髙橋" not in page
    assert "見る目的" in page


@pytest.mark.parametrize("number", ["002", "003"])
@pytest.mark.parametrize("section", ["市民課", "子ども家庭課"])
@pytest.mark.parametrize("role", ROLES)
def test_no_official_opens_a_protected_address(client: Client, number: str, role: Role, section: str) -> None:
    address = reverse("lookup_desk:person", args=[number]) + "?purpose=case"
    page = desk(client, role, section).get(address).content.decode()
    assert "避難先" not in page
    assert "非公開" in page
    assert "標準準拠の住民記録システム" in page
    assert "だれにも伝えないでください" in page
    assert list(journal.looks(Ref("person", number)))


def test_nobody_else_enters(client: Client) -> None:
    assert client.get(SEARCH).status_code == 302
    assert testing.sign_in(client, testing.make_resident()).get(SEARCH).status_code == 404
    assert desk(Client(), Role.AUDIT).get(SEARCH).status_code == 404
    assert client.get("/desk/people/999/?purpose=case").status_code == 404


def test_a_search_asks_few_questions(client: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    desk(client)
    with django_assert_max_num_queries(30):
        client.post(SEARCH, {"query": "高橋", "purpose": "inquiry"})
