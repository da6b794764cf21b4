"""The door over a small register: one person, the whole town, explanations, the page, the command."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from machimado.core.accounts import testing
from machimado.engines.rules import api as rules
from machimado.engines.rules.models import CompiledSQL
from machimado.engines.rules.tests.conftest import TODAY, Begin, baby, child, parents
from machimado.kernel.access import Role

CLAIM, INCREASE, AMOUNT = "児童手当認定請求", "児童手当額改定認定請求", "児童手当の額"


@pytest.fixture
def town(begin: Begin) -> None:
    begin([*parents(), child(), baby(異動日="", 異動事由="")], recipients=[("001", "003")])


def test_one_person_and_the_whole_town_agree(town: None) -> None:
    whole = {(each.rule, each.person, each.about): each for each in rules.evaluate_town(at=TODAY)}
    some = {
        (each.rule, each.person, each.about): each
        for each in rules.evaluate_town(at=TODAY, people=["001", "002", "003", "004"])
    }
    assert whole == some
    assert (INCREASE, "001", "004") in whole
    assert (CLAIM, "002", "004") not in whole


def test_the_sql_of_an_edition_is_kept(town: None) -> None:
    from machimado.engines.rules import sql_cache

    sql_cache._sql.cache_clear()
    rules.evaluate_town(at=TODAY)
    assert CompiledSQL.objects.count() >= len(rules.keys(at=TODAY))


def test_an_outcome_says_all_that_guidance_needs(town: None) -> None:
    outcome = rules.evaluate(INCREASE, person="001", about="004", at=TODAY)
    assert outcome is not None
    assert outcome.answer == "yes"
    assert f"{outcome.deadline} {outcome.starts} {outcome.lost}" == "2026-12-07 2026-12-01 0"
    assert outcome.wake is not None
    amount = rules.evaluate(AMOUNT, person="001", about="004", at=TODAY)
    assert amount is not None
    assert amount.amount == rules.Amount(15_000, 15_000)


def test_an_unknown_fact_calls_for_its_question(begin: Begin) -> None:
    begin([*parents(), child()])
    outcome = rules.evaluate(CLAIM, person="002", about="003", at=TODAY)
    assert outcome is not None
    assert outcome.answer == "unknown"
    assert [(each.person, each.term) for each in outcome.questions] == [("002", "公務員")]
    assert "公務員ですか" in outcome.questions[0].text.ja


def test_explain_is_japanese_and_names_the_failed_condition(town: None) -> None:
    out = StringIO()
    call_command("rules", "explain", "002", CLAIM, "--on", TODAY.isoformat(), stdout=out)
    assert (
        "× 児童の父母のうち[その親が「児童手当受給」に当たる、かつ、(児童とその親が同じ世帯、"
        in out.getvalue()
    )
    assert (
        "？ 請求者が「公務員」に当たらない(17条1項)(市の記録では分かりません): 確認が必要" in out.getvalue()
    )
    assert "児童手当法7条1項" in out.getvalue()


def test_somebody_without_children(town: None) -> None:
    assert "当てはまる対象がありません" in rules.explain(CLAIM, person="999", at=TODAY)


def test_an_official_reads_a_rule_in_words(town: None) -> None:
    reviewer = testing.make_official("2001", ("子ども家庭課", Role.REVIEW))
    client = testing.sign_in(Client(), reviewer)
    assert AMOUNT in client.get("/desk/rules/").content.decode()
    page = client.get(f"/desk/rules/{AMOUNT}/").content.decode()
    assert "18歳に達する日以後の最初の3月31日まで" in page
    assert "30,000円" in page
    assert client.get("/desk/rules/ない/").status_code == 404
