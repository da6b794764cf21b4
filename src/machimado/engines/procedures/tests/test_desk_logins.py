"""What an official typed when the login was over comes back to that official, and to nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.http import HttpResponse
from django.test import Client

from machimado.core.accounts import testing
from machimado.core.accounts.models import Account
from machimado.core.offices import api as offices
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.models import Case
from machimado.engines.procedures.tests.conftest import (
    APPROVED,
    AT,
    CLAIM,
    CONSENTS,
    MOTHER,
    SECTION,
    Someone,
    begin,
    file,
    fill,
)
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.kernel.ref import system

pytestmark = pytest.mark.django_db
WHY = "月額を確かめてください。"
REASONS = {"outcome": "却下", "facts": "母が監護しています。", "article": ""}


class Desk:
    """One browser of the section, and the officials who sign in at it."""

    def __init__(self) -> None:
        self.client = Client()
        self.secrets: dict[str, str] = {}

    def official(self, number: str, *posts: tuple[str, Role]) -> Account:
        account = testing.make_official(number, *posts, at=AT)
        self.secrets[account.email] = generate_totp_secret()
        TOTP.activate(account, self.secrets[account.email])
        return account

    def send_too_late(self, page: str, typed: dict[str, str], *, to: str = "") -> str:
        """Open a page, lose the login, send the form. Returns the address of the sign-in."""
        form = self.client.get(page).content.decode()
        mark = re.findall('name="kept_for" value="([^"]+)"', form)[-1]
        self.client.session.flush()
        away = self.client.post(to or page, {**typed, "kept_for": mark})
        assert away["Location"].startswith("/desk/login/?next=")
        return away["Location"]

    def sign_in(self, account: Account, sign_in: str) -> HttpResponse:
        """Password and second factor, then wherever that leads."""
        wanted = parse_qs(urlsplit(sign_in).query)["next"][0]
        typed = {"login": account.email, "password": testing.PASSWORD, "next": wanted}
        assert self.client.post("/desk/login/", typed)["Location"] == "/accounts/2fa/authenticate/"
        counter = next(iter(yield_hotp_counters_from_time()))
        code = format_hotp_value(hotp_value(self.secrets[account.email], counter))
        answer: Any = self.client.post("/accounts/2fa/authenticate/", {"code": code}, follow=True)
        return answer  # type: ignore[no-any-return]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def case(mother: Someone, official: Callable[..., Someone]) -> procedures.CaseView:
    """A claim that is being examined."""
    filed = file(mother)
    reception = official("1009", Role.RECEPTION)
    procedures.accept(filed.id, sections=[SECTION], by=reception.actor, at=AT)
    return filed


def refusal(case: procedures.CaseView) -> str:
    return f"/desk/cases/{case.id}/proposal/?outcome={quote('却下')}"


def test_the_reasons_of_a_refusal_wait_for_who_typed_them(desk: Desk, case: procedures.CaseView) -> None:
    examiner = desk.official("1001", (SECTION, Role.REVIEW))
    testing.sign_in(desk.client, examiner)
    away = desk.send_too_late(refusal(case), REASONS)
    page = desk.sign_in(examiner, away).content.decode()
    assert "母が監護しています。" in page
    assert "根拠となる法令の条を書いてください" not in page  # errors answer a POST
    assert "母が監護しています。" not in desk.client.get(refusal(case)).content.decode()  # once


def test_what_is_asked_back_and_why_waits_too(desk: Desk, case: procedures.CaseView) -> None:
    examiner = desk.official("1001", (SECTION, Role.REVIEW))
    testing.sign_in(desk.client, examiner)
    page = f"/desk/cases/{case.id}/correction/"
    away = desk.send_too_late(page, {"field": "電話番号", "reason-電話番号": "つながりませんでした。"})
    assert "つながりませんでした。" in desk.sign_in(examiner, away).content.decode()


def test_the_next_official_at_the_browser_finds_nothing(desk: Desk, case: procedures.CaseView) -> None:
    examiner = desk.official("1001", (SECTION, Role.REVIEW))
    another = desk.official("1002", (SECTION, Role.REVIEW))
    testing.sign_in(desk.client, examiner)
    away = desk.send_too_late(refusal(case), REASONS)
    page = desk.sign_in(another, away)
    assert page.status_code == 200
    assert "母が監護しています。" not in page.content.decode()
    desk.client.post("/accounts/logout/")
    assert "母が監護しています。" in desk.sign_in(examiner, away).content.decode()


def test_a_second_factor_that_is_asked_for_loses_nothing(desk: Desk, case: procedures.CaseView) -> None:
    examiner = desk.official("1001", (SECTION, Role.REVIEW))
    form = testing.sign_in(desk.client, examiner).get(refusal(case)).content.decode()
    mark = form.split('name="kept_for" value="')[1].split('"')[0]
    testing.sign_in(desk.client, examiner, second_factor=False)
    away = desk.client.post(refusal(case), {**REASONS, "kept_for": mark})
    again = desk.client.get(away["Location"]).content.decode()
    assert "/desk/login/?next=%2Fdesk%2Fcases%2F" in again
    testing.sign_in(desk.client, examiner)
    assert "母が監護しています。" in desk.client.get(refusal(case)).content.decode()


def test_who_holds_two_posts_says_first_where_the_page_belongs(desk: Desk, case: procedures.CaseView) -> None:
    examiner = desk.official("1001", ("税務課", Role.REVIEW), (SECTION, Role.REVIEW))
    testing.sign_in(desk.client, examiner, section=SECTION)
    away = desk.send_too_late(refusal(case), REASONS)
    page = desk.sign_in(examiner, away).content.decode()
    wanted = page.split('name="next" value="')[-1].split('"')[0]
    chosen: Any = desk.client.post("/desk/post/", {"section": SECTION, "next": wanted}, follow=True)
    assert "母が監護しています。" in chosen.content.decode()


@pytest.fixture
def proposed(case: procedures.CaseView, official: Callable[..., Someone]) -> str:
    """The page of a case that waits for its decision."""
    by = official("1002", Role.REVIEW).actor
    procedures.propose(case.id, outcome="認定", content=APPROVED, sections=[SECTION], by=by, at=AT)
    return f"/desk/cases/{case.id}/"


def test_the_reason_of_a_return_comes_back_on_the_case(desk: Desk, proposed: str) -> None:
    decider = desk.official("1001", (SECTION, Role.DECISION))
    testing.sign_in(desk.client, decider)
    away = desk.send_too_late(proposed, {"reason": WHY}, to=f"{proposed}proposal/return/")
    back = desk.sign_in(decider, away)
    assert f"{WHY}</textarea>" in back.content.decode()
    assert f"{WHY}</textarea>" not in desk.client.get(proposed).content.decode()  # once
    assert Case.objects.get().state == "決裁待ち"


@pytest.mark.parametrize(
    ("button", "sent"),
    [("claim/", {"release": "1"}), ("decision/", {}), ("proposal/return/", {"reason": ""})],
)
def test_a_button_pressed_in_a_second_tab_drops_no_reason(
    desk: Desk, proposed: str, button: str, sent: dict[str, str]
) -> None:
    decider = desk.official("1001", (SECTION, Role.DECISION))
    testing.sign_in(desk.client, decider)
    mark = desk.client.get(proposed).content.decode().split('name="kept_for" value="')[1].split('"')[0]
    desk.send_too_late(proposed, {"reason": WHY}, to=f"{proposed}proposal/return/")
    away = desk.client.post(f"{proposed}{button}", {**sent, "kept_for": mark})["Location"]
    assert away == f"/desk/login/?next={quote(proposed, safe='')}"
    assert f"{WHY}</textarea>" in desk.sign_in(decider, away).content.decode()


def test_a_wrong_post_leaves_the_reason_waiting(desk: Desk, proposed: str) -> None:
    decider = desk.official("1001", ("税務課", Role.DECISION), (SECTION, Role.DECISION))
    testing.sign_in(desk.client, decider, section=SECTION)
    away = desk.send_too_late(proposed, {"reason": WHY}, to=f"{proposed}proposal/return/")
    desk.sign_in(decider, away)
    wrong: Any = desk.client.post("/desk/post/", {"section": "税務課", "next": proposed}, follow=True)
    assert wrong.status_code == 404
    right: Any = desk.client.post("/desk/post/", {"section": SECTION, "next": proposed}, follow=True)
    assert f"{WHY}</textarea>" in right.content.decode()


def test_who_may_not_decide_just_now_leaves_the_reason_waiting(desk: Desk, proposed: str) -> None:
    decider = desk.official("1001", (SECTION, Role.REVIEW), (SECTION, Role.DECISION))
    testing.sign_in(desk.client, decider)
    away = desk.send_too_late(proposed, {"reason": WHY}, to=f"{proposed}proposal/return/")
    post: dict[str, Any] = {"section": SECTION, "role": Role.DECISION, "by": system("test"), "at": AT}
    offices.release(str(decider.official_id), **post, until=clock.today())
    page: Any = desk.sign_in(decider, away)
    assert page.status_code == 200
    assert 'name="reason"' not in page.content.decode()
    offices.appoint(str(decider.official_id), **post, since=clock.today())
    assert f"{WHY}</textarea>" in desk.client.get(proposed).content.decode()


def test_a_paper_that_was_typed_for_one_person_never_comes_up_for_another(
    desk: Desk, case: procedures.CaseView
) -> None:
    reception = desk.official("1001", (SECTION, Role.RECEPTION))
    testing.sign_in(desk.client, reception)
    page = f"/desk/paper/{quote(CLAIM)}/"
    typed = {"person": MOTHER, "key": "k1", "arrived_on_era": "R", "電話番号": "0224-99-1234"}
    away = desk.send_too_late(f"{page}?person={MOTHER}", typed, to=f"{page}?person={MOTHER}")
    another = "0000000011"
    assert "0224-99-1234" in desk.sign_in(reception, away).content.decode()
    away = desk.send_too_late(f"{page}?person={MOTHER}", typed)
    testing.sign_in(desk.client, reception)
    assert "0224-99-1234" not in desk.client.get(f"{page}?person={another}").content.decode()
    mine = desk.client.get(f"{page}?person={MOTHER}").content.decode()
    assert "0224-99-1234" in mine
    assert 'name="key" value="k1"' in mine


def test_a_consent_that_came_too_late_stands_on_the_page_of_the_check(mother: Someone) -> None:
    draft = fill(mother, begin(mother))
    form = mother.client.get(f"/drafts/{draft.id}/check/").content.decode()
    mark = form.split('name="kept_for" value="')[1].split('"')[0]
    account = Account.objects.get(pk=mother.client.session["_auth_user_id"])
    mother.client.session.flush()
    sent = {"consent": CONSENTS, "key": str(draft.id), "kept_for": mark}
    away = mother.client.post(f"/drafts/{draft.id}/submission/", sent)
    assert away["Location"].endswith(quote(f"/drafts/{draft.id}/check/", safe=""))
    testing.sign_in(mother.client, account)
    again = mother.client.get(f"/drafts/{draft.id}/check/").content.decode()
    assert again.count(" checked") == len(CONSENTS)
