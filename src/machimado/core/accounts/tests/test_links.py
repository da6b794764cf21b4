"""Being linked to the register: by post, at the counter, and not at all."""

from datetime import timedelta

import pytest
from django.test import Client

from machimado.core.accounts import api as accounts
from machimado.core.accounts import codes, links, testing
from machimado.core.accounts.models import LinkCode, LinkRequest, Way
from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.core.residents.models import Protection
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.kernel.ref import Ref
from tests.architecture import people

pytestmark = pytest.mark.django_db
HANAKO = {
    "kana": "しろいし　はなこ",
    "birth_date_era": "H",
    "birth_date_year": "２",
    "birth_date_month": "5",
    "birth_date_day": "5",
    "postal_code": "989-0292",
}
IZUMI = HANAKO | {
    "kana": "おばら いずみ",
    "birth_date_year": "4",
    "birth_date_month": "7",
    "birth_date_day": "7",
}


@pytest.fixture
def account(db):
    people.register(at=clock.now())
    return testing.make_resident("new@example.jp")


@pytest.fixture
def childs_browser(account):
    """A login that was linked by post, while nobody was protected, to somebody who lives with ME."""
    links.link(account.pk, people.CHILD, way=Way.POST, by=testing.TESTS, at=clock.now())
    return testing.sign_in(Client(), account)


@pytest.fixture
def browser(account):
    return testing.sign_in(Client(), account)


def ask(browser, typed):
    answer = browser.post("/link/request/", typed)
    jobs.drain(at=clock.now())
    return answer


def test_asking_issues_a_letter_for_the_person_who_fits(browser, account):
    assert ask(browser, HANAKO).url == "/link/requested/"
    entry = journal.entries(type="accounts.code_issued")[0]
    letter = accounts.letter_for(entry.public["code"])
    assert letter.person_number == people.ME
    assert entry.subject == Ref("person", people.ME)
    assert browser.post("/link/code/", {"code": letter.code.lower()}).url == "/link/"
    assert links.person_of(account.pk) == people.ME
    assert [each.email for each in accounts.accounts_of(people.ME)] == ["new@example.jp"]


@pytest.mark.parametrize(
    "typed",
    [
        HANAKO | {"birth_date_day": "6"},
        HANAKO | {"kana": "しろいし たろう"},
        HANAKO | {"postal_code": "989-0299"},
        IZUMI,
    ],
    ids=["other day", "other name", "other postal code", "支援措置"],
)
def test_nobody_who_does_not_fit_or_is_protected_gets_a_letter_and_the_answer_is_the_same(browser, typed):
    answer = ask(browser, typed)
    assert (answer.status_code, answer.url) == (302, "/link/requested/")
    assert not journal.entries(type="accounts.code_issued")
    assert not LinkCode.objects.exists()


def test_what_was_typed_is_not_kept(browser):
    ask(browser, HANAKO)
    assert not LinkRequest.objects.exists()


def test_the_number_opens_only_for_the_account_that_asked(browser, account):
    ask(browser, HANAKO)
    code = codes.letter_for(LinkCode.objects.get().pk).code
    stranger = testing.make_resident("stranger@example.jp")
    assert not codes.redeem(stranger.pk, code, at=clock.now())
    assert codes.redeem(account.pk, code, at=clock.now())
    assert not codes.redeem(account.pk, code, at=clock.now()), "once"


def test_five_wrong_numbers_close_it(browser, account):
    ask(browser, HANAKO)
    code = codes.letter_for(LinkCode.objects.get().pk).code
    for _ in range(5):
        assert not codes.redeem(account.pk, "AAAA-AAAA-AAAA", at=clock.now())
    assert not codes.redeem(account.pk, code, at=clock.now())
    assert LinkCode.objects.get().code == ""


def test_after_thirty_days_it_opens_no_more(browser, account):
    ask(browser, HANAKO)
    code = codes.letter_for(LinkCode.objects.get().pk).code
    assert not codes.redeem(account.pk, code, at=clock.now() + timedelta(days=30, minutes=1))


def test_a_person_who_comes_under_protection_meanwhile_is_not_linked_by_post(browser, account):
    number = people.FLED
    code_id = codes.issue(account.pk, number, by=Ref("resident", str(account.pk)), at=clock.now())
    assert not codes.redeem(account.pk, codes.letter_for(code_id).code, at=clock.now())


@pytest.fixture
def seen(account):
    """Another login, linked at the counter to ME: the official saw an identity document."""
    found = testing.make_resident("seen@example.jp")
    links.link(found.pk, people.ME, way=Way.COUNTER, by=testing.TESTS, at=clock.now())
    return found


def test_no_letter_goes_out_for_a_person_who_was_seen_at_the_counter_and_the_answer_is_the_same(
    browser, seen
):
    answer = ask(browser, HANAKO)
    assert (answer.status_code, answer.url) == (302, "/link/requested/")
    assert not LinkCode.objects.exists()


def test_a_letter_that_was_sent_before_displaces_no_login_of_the_counter(browser, account):
    ask(browser, HANAKO)
    code = codes.letter_for(LinkCode.objects.get().pk).code
    seen = testing.make_resident("seen@example.jp")
    links.link(seen.pk, people.ME, way=Way.COUNTER, by=testing.TESTS, at=clock.now())
    refused = browser.post("/link/code/", {"code": code})
    wrong = browser.post("/link/code/", {"code": "AAAA-AAAA-AAAA"})
    assert (links.person_of(account.pk), links.person_of(seen.pk)) == (None, people.ME)
    assert (refused.status_code, wrong.status_code) == (422, 422)
    told, of_wrong = ([*answer.context["form"].errors["code"]] for answer in (refused, wrong))
    assert told == of_wrong, "nobody learns how somebody else is linked"
    assert "窓口へお越しください" in told[0]


def test_a_letter_is_enough_again_once_the_login_of_the_counter_is_ended(browser, account, seen):
    links.unlink(seen.pk, by=testing.TESTS, at=clock.now())
    ask(browser, HANAKO)
    assert codes.redeem(account.pk, codes.letter_for(LinkCode.objects.get().pk).code, at=clock.now())


def test_one_person_one_account(account):
    second = testing.make_resident("second@example.jp", person=people.ME)
    accounts.link_at_counter(account.pk, people.ME, document="旅券", by=Ref("official", "x"), at=clock.now())
    assert links.person_of(second.pk) is None
    assert links.person_of(account.pk) == people.ME
    assert len(journal.entries(type="accounts.unlinked")) == 1


def test_ending_the_link_and_linking_anew(browser, account):
    links.link(account.pk, people.ME, way="post", by=testing.TESTS, at=clock.now())
    assert browser.post("/link/end/").url == "/link/"
    assert links.person_of(account.pk) is None
    links.link(account.pk, people.ME, way="post", by=testing.TESTS, at=clock.now())
    assert links.person_of(account.pk) == people.ME


@pytest.fixture
def counter(sections):
    official = testing.make_official("1001", ("市民課", Role.RECEPTION), ("税務課", Role.RECEPTION))
    return testing.sign_in(Client(), official, section="市民課")


def number_on_screen(browser):
    return browser.post("/link/counter/").context["ticket"].number


def test_a_protected_person_is_linked_at_the_counter(browser, account, counter):
    typed = {"number": people.FLED, "ticket": number_on_screen(browser), "document": "運転免許証"}
    assert counter.post("/desk/links/", typed).url == "/desk/links/"
    assert links.person_of(account.pk) == people.FLED
    entry = journal.entries(type="accounts.linked")[0]
    assert entry.public == {"way": "counter", "document": "運転免許証"}
    assert entry.actor.kind == "official"


def test_the_number_on_the_screen_works_once(browser, counter):
    typed = {"number": people.ME, "ticket": number_on_screen(browser), "document": "旅券"}
    counter.post("/desk/links/", typed)
    again = counter.post("/desk/links/", typed)
    assert again.status_code == 422
    assert people.ME in again.content.decode(), "what was typed is kept"


def test_only_the_section_in_charge_links(sections, counter):
    counter.post("/desk/post/", {"section": "税務課"})
    assert counter.get("/desk/links/").status_code == 404


def test_too_many_requests_for_letters(browser):
    statuses = [browser.post("/link/request/", HANAKO).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]


def protect(number):
    Protection.objects.create(person_id=number, valid_from=people.SINCE, recorded_at=clock.now())


def test_what_was_linked_by_post_counts_no_more_once_the_person_is_protected(browser, account):
    """Somebody who lived with her opened the letter: from the protection on he finds nothing and hears nothing."""
    links.link(account.pk, people.ME, way=Way.POST, by=testing.TESTS, at=clock.now())
    assert "大手町" in browser.get("/my/").content.decode()
    protect(people.ME)
    answer = browser.get("/my/")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/link/")
    assert accounts.accounts_of(people.ME) == []
    assert links.person_of(account.pk) is None


def test_nor_does_the_login_of_a_child_who_fled_with_her(childs_browser, account):
    """He opened the child's letter, too; only the mother is marked, and they live at one address."""
    assert "大手町" in childs_browser.get("/my/").content.decode()
    protect(people.ME)
    answer = childs_browser.get("/my/")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/link/")
    assert accounts.accounts_of(people.CHILD) == []
    assert links.person_of(account.pk) is None


def test_the_login_of_who_lives_elsewhere_still_counts(account):
    links.link(account.pk, people.OTHER, way=Way.POST, by=testing.TESTS, at=clock.now())
    protect(people.ME)
    assert links.person_of(account.pk) == people.OTHER


def test_the_counter_links_her_again(browser, account, counter):
    links.link(account.pk, people.ME, way=Way.POST, by=testing.TESTS, at=clock.now())
    protect(people.ME)
    typed = {"number": people.ME, "ticket": number_on_screen(browser), "document": "旅券"}
    assert counter.post("/desk/links/", typed).status_code == 302
    assert browser.get("/my/").status_code == 200
    assert [each.email for each in accounts.accounts_of(people.ME)] == ["new@example.jp"]


def test_a_link_of_the_counter_is_not_turned_into_one_of_the_post(browser, account):
    for way in (Way.POST, Way.COUNTER, Way.POST):
        links.link(account.pk, people.ME, way=way, by=testing.TESTS, at=clock.now())
    protect(people.ME)
    assert links.person_of(account.pk) == people.ME


def test_no_letter_goes_to_somebody_who_lives_with_a_protected_person(browser, account):
    protect(people.PARTNER)
    ask(browser, HANAKO)
    assert not LinkCode.objects.exists()


def test_of_two_numbers_one_is_required_and_both_say_so(browser):
    page = browser.get("/link/request/").content.decode()
    assert page.count('<span class="md-need">どちらか必須</span>') == 2
    assert "任意" not in page
