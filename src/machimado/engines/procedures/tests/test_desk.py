"""The section's desk: from arrival to a decision, and everything that must not be possible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.core.offices import api as offices
from machimado.engines.documents import api as documents
from machimado.engines.messaging import api as messaging
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.models import Case, Decision
from machimado.engines.procedures.tests.conftest import APPROVED, AT, CLAIM, MOTHER, SECTION, Someone, file
from machimado.engines.procedures.views import desk_paper
from machimado.engines.vocabulary import api as vocabulary
from machimado.kernel.access import Role
from machimado.kernel.ref import Ref

pytestmark = pytest.mark.django_db
Make = Callable[..., Someone]


def url(case: procedures.CaseView, *rest: str) -> str:
    return "/".join(["/desk/cases", str(case.id), *rest, ""])


APPROVAL = {
    "outcome": "認定",
    "all-支給開始年月": "2026年12月",
    "all-算定児童数": "1",
    "all-月額": "１５,０００円",
    "r1-区分": "3歳未満",
    "r1-月額": "15000",
}


def test_from_arrival_to_a_notice_that_reaches_the_parent(mother: Someone, official: Make) -> None:
    case = file(mother)
    review, decider = official("1001", Role.RECEPTION, Role.REVIEW), official("1002", Role.DECISION)
    assert case.shown_number in review.client.get("/desk/cases/").content.decode()
    review.client.post(url(case, "claim"))
    review.client.post(url(case, "acceptance"))
    asked = {"field": "電話番号", "reason-電話番号": "番号が一桁足りないようです。確かめてください。"}
    review.client.post(url(case, "correction"), asked)
    assert Case.objects.get().state == "補正待ち"
    assert "日中つながる電話番号：" in review.client.get(url(case)).content.decode()  # the form's own words

    empty = mother.client.post(f"/cases/{case.id}/correction/", {"電話番号": ""}).content.decode()
    assert "<title>エラー：" in empty
    assert 'id="error-summary"' in empty
    page = mother.client.get(f"/cases/{case.id}/correction/").content.decode()
    assert "一桁足りない" in page
    assert "年金種別" not in page
    assert (
        mother.client.post(f"/cases/{case.id}/correction/", {"電話番号": "0224-22-0001"}).status_code == 302
    )
    assert Case.objects.get().state == "審査中"
    assert procedures.my_case(case.id, **mother.scope).answers.single["電話番号"].value == "0224220001"

    form = review.client.get(url(case, "proposal") + "?outcome=認定").content.decode()
    assert "令和8年12月" in form  # suggested by the rule
    assert review.client.post(url(case, "proposal"), APPROVAL).status_code == 302
    before = decider.client.get(url(case)).content.decode()
    assert "決裁する" in before
    assert "15,000円" in before
    assert ">2026-12<" not in before
    decider.client.post(url(case, "decision"))
    jobs.drain(at=AT)

    decision = Decision.objects.get()
    assert documents.pdf(decision.document).startswith(b"%PDF")
    told = mother.client.get(f"/cases/{case.id}/").content.decode()
    assert "決定しました" in told
    assert "令和8年12月分から、月に15,000円です。" in told
    assert told.index("15,000円です") < told.index("宮城県知事")
    assert '<details class="md-details"><summary>この決定に不服があるとき(教示)' in told
    steps = procedures.steps(case.id)
    assert steps[-1].text.ja == "決定しました：認定"
    title = case.procedure.title
    assert steps[0].text.ja.startswith(f"「{title.ja}」が提出され")
    assert steps[0].text.in_language("en").startswith(f"“{title.in_language('en')}” arrived")
    told_of = {notice.link.split("/")[-2] for notice in messaging.inbox(mother.actor.id)}
    assert {"correction", str(case.id)} <= told_of
    known = vocabulary.gather(
        ["児童手当受給", "電話番号"], person=MOTHER, viewer=mother.viewer, at=date(2026, 11, 25)
    )
    assert known["電話番号"].value == "0224220001"  # as it was corrected


def test_a_case_is_found_by_its_number_however_it_is_typed(mother: Someone, official: Make) -> None:
    case = file(mother)
    procedures.withdraw(case.id, **mother.scope, at=AT)
    review = official("1001", Role.REVIEW)
    wide = case.number.translate({ord(str(n)): ord("０") + n for n in range(10)})
    for typed in (case.number, case.shown_number, f" {wide[:4]}ー{wide[4:8]}－{wide[8:]}"):
        page = review.client.get("/desk/cases/", {"番号": typed}).content.decode()
        assert f"/desk/cases/{case.id}/" in page, typed
    assert f"/desk/cases/{case.id}/" not in review.client.get("/desk/cases/?番号=1").content.decode()


def test_a_search_for_many_says_that_there_are_more(
    mother: Someone, official: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    reception = official("1001", Role.RECEPTION).client
    page = reception.post(f"/desk/paper/{CLAIM}/", {"q": "髙橋"}).content.decode()
    assert page.count("?person=") == 3
    assert "ほかにもいます" not in page
    monkeypatch.setattr(desk_paper, "SHOWN", 2)
    page = reception.post(f"/desk/paper/{CLAIM}/", {"q": "髙橋"}).content.decode()
    assert page.count("?person=") == 2
    assert "ほかにもいます" in page
    assert "生年月日やカナを足してしぼってください" in page


def test_a_refusal_needs_facts_and_article(mother: Someone, official: Make) -> None:
    case = file(mother)
    review = official("1001", Role.RECEPTION, Role.REVIEW)
    review.client.post(url(case, "acceptance"))
    scope = {"sections": [SECTION], "by": review.actor, "at": AT}
    with pytest.raises(procedures.NotPossible):
        procedures.propose(case.id, outcome="却下", content={"事実": "監護していない。", "条": " "}, **scope)
    page = review.client.post(url(case, "proposal"), {"outcome": "却下", "facts": "", "article": ""})
    assert "根拠となる法令の条を書いてください" in page.content.decode()
    procedures.propose(
        case.id, outcome="却下", content={"事実": "監護していない。", "条": "児童手当法第4条"}, **scope
    )
    assert Case.objects.get().state == "決裁待ち"


def test_what_no_font_can_print_is_said_before_anything_is_decided(mother: Someone, official: Make) -> None:
    case = file(mother)
    review = official("1001", Role.RECEPTION, Role.REVIEW)
    review.client.post(url(case, "acceptance"))
    typed = {"outcome": "却下", "facts": "外字の\ue001さんを監護していない。", "article": "児童手当法第4条"}
    page = review.client.post(url(case, "proposal"), typed).content.decode()
    assert "通知書を作れないため" in page
    assert "U+E001" in page
    assert "さんを監護していない。" in page  # what was typed still stands
    assert Case.objects.get().state == "審査中"
    assert review.client.post(url(case, "proposal"), APPROVAL).status_code == 302


def test_nobody_decides_on_their_own_proposal(mother: Someone, official: Make) -> None:
    case = file(mother)
    all_roles = official("1001", Role.RECEPTION, Role.REVIEW, Role.DECISION)
    scope: dict[str, Any] = {"sections": [SECTION], "by": all_roles.actor, "at": AT}
    procedures.accept(case.id, **scope)
    procedures.propose(case.id, outcome="認定", content=APPROVED, **scope)
    with pytest.raises(procedures.NotPossible):
        procedures.decide(case.id, **scope)
    procedures.return_proposal(case.id, reason="額を確かめてください。", **scope)
    assert procedures.desk_case(case.id, sections=[SECTION]).proposal.return_reason  # type: ignore[union-attr]


def test_the_desk_is_scoped_to_sections_and_roles(mother: Someone, official: Make) -> None:
    case = file(mother)
    other = official("1003", Role.REVIEW, section="税務課")
    reception = official("1004", Role.RECEPTION)
    assert other.client.get(url(case)).status_code == 404
    assert other.client.post(url(case, "claim")).status_code == 404
    assert reception.client.get(url(case)).status_code == 200
    assert reception.client.get(url(case, "proposal")).status_code == 404
    assert reception.client.post(url(case, "decision")).status_code == 404
    assert mother.client.get(url(case)).status_code == 404


def test_each_look_at_a_case_is_journalled_once(mother: Someone, official: Make) -> None:
    case = file(mother)
    review = official("1001", Role.REVIEW)
    review.client.get("/desk/cases/")
    assert not journal.looks(Ref("person", MOTHER))
    review.client.get(url(case))
    assert len(journal.looks(Ref("person", MOTHER))) == 1


def test_a_correction_stops_the_clock(mother: Someone, official: Make) -> None:
    case = file(mother)
    assert case.due_on == date(2026, 12, 22)  # the 20th open day after 24 November
    review = official("1001", Role.RECEPTION)
    procedures.request_correction(
        case.id, fields={("電話番号",): "確かめてください。"}, sections=[SECTION], by=review.actor, at=AT
    )
    later = AT.replace(month=12, day=1)  # five open days later
    values = {("電話番号",): "0224220002"}
    after = procedures.correct(case.id, values=values, key="c", **mother.scope, at=later)
    assert after.due_on == date(2027, 1, 4)  # past the turn of the year, when the city is closed
    again = procedures.correct(case.id, values=values, key="c", **mother.scope, at=later)
    assert again.answers == after.answers


def test_only_what_was_sent_back_may_change(mother: Someone, official: Make) -> None:
    case = file(mother)
    review = official("1001", Role.RECEPTION)
    procedures.request_correction(
        case.id,
        fields={("児童", "r1", "続柄"): "確かめてください。"},
        sections=[SECTION],
        by=review.actor,
        at=AT,
    )
    page = mother.client.get(f"/cases/{case.id}/correction/").content.decode()
    assert "あなたから見た続柄" in page
    with pytest.raises(LookupError):
        procedures.correct(case.id, values={("電話番号",): "1"}, key="x", **mother.scope, at=AT)
    response = mother.client.post(f"/cases/{case.id}/correction/", {"児童/r1-続柄": "配偶者の子"})
    assert response.status_code == 302
    item = procedures.my_case(case.id, **mother.scope).answers.items("児童")[0]
    assert item.answers["続柄"].value == "配偶者の子"


def test_a_resident_withdraws(mother: Someone) -> None:
    case = file(mother)
    assert "取り下げますか" in mother.client.get(f"/cases/{case.id}/withdrawal/").content.decode()
    mother.client.post(f"/cases/{case.id}/withdrawal/", {"reason": "勤務先に請求します。"})
    assert Case.objects.get().state == "取下げ"
    with pytest.raises(procedures.NotPossible):
        procedures.withdraw(case.id, **mother.scope, at=AT)


def test_a_claim_on_paper_counts_as_paper(mother: Someone, official: Make) -> None:
    reception = official("1001", Role.RECEPTION)
    assert "児童手当" in reception.client.get("/desk/paper/").content.decode()
    assert "髙橋" in reception.client.post(f"/desk/paper/{CLAIM}/", {"q": "髙橋"}).content.decode()
    [look] = journal.looks(Ref("person", MOTHER))
    assert look.public == {"purpose": "紙・窓口の請求の記録", "section": SECTION}
    page = reception.client.get(f"/desk/paper/{CLAIM}/?person={MOTHER}")
    assert "住民記録から" in page.content.decode()
    arrived = {
        "arrived_on_era": "R",
        "arrived_on_year": "8",
        "arrived_on_month": "11",
        "arrived_on_day": "20",
    }
    data = {
        "person": MOTHER,
        "key": "k1",
        "channel": "紙",
        "職業": "自営業",
        "氏名-氏": "髙橋",
        "氏名-名": "花",
        **arrived,
    }
    first = reception.client.post(f"/desk/paper/{CLAIM}/", data)
    again = reception.client.post(f"/desk/paper/{CLAIM}/", data)
    assert first["Location"] == again["Location"]
    case = Case.objects.get()
    assert (case.channel, case.arrived_on, case.account) == ("紙", date(2026, 11, 20), "")
    assert journal.tally("procedures.submitted", where={"channel": "紙"}) == 1
    assert procedures.my_case(case.id, **mother.scope).channel == "紙"


def test_the_worklist_needs_few_queries(
    mother: Someone, official: Make, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        file(mother)
    review = official("1001", Role.REVIEW)
    review.client.get("/desk/cases/")
    with django_assert_max_num_queries(15):
        assert review.client.get("/desk/cases/?状態=到達&並び=新しい").status_code == 200
    case = procedures.cases_of(**mother.scope)[0]
    with django_assert_max_num_queries(25):
        assert review.client.get(f"/desk/cases/{case.id}/").status_code == 200


def test_the_worklist_says_who_handles_a_case_and_how_many_there_are(mother: Someone, official: Make) -> None:
    case = file(mother)
    other = official("1002", Role.REVIEW)
    procedures.claim(case.id, sections=[SECTION], by=other.actor, at=AT)
    name = offices.names([other.actor.id])[other.actor.id]
    page = official("1001", Role.REVIEW).client.get("/desk/cases/").content.decode()
    assert f'data-label="担当">{name}</td>' in page
    assert "1件(1ページ中1ページ目)" in page
    assert page.index("紙・窓口の請求を記録する") < page.index("<table")
