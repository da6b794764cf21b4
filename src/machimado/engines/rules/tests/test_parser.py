"""The grammar: what reads, and what an error says about its place."""

import pytest

from machimado.engines.rules.language import tree
from machimado.engines.rules.language.ages import Measure
from machimado.engines.rules.language.lexer import RuleSyntaxError
from machimado.engines.rules.language.parser import Scope, parse

SCOPE = Scope(("児童", "請求者"), frozenset({"公務員", "児童手当受給"}))


def test_age_comparisons_become_thresholds() -> None:
    assert parse("児童.年度末年齢 ≤ 18", SCOPE) == tree.Not(tree.Reached("児童", Measure.FISCAL_YEAR_END, 19))
    assert parse("３ > 児童.年齢", SCOPE) == tree.Not(tree.Reached("児童", Measure.YEARS, 3))


def test_the_rule_says_on_which_day_a_year_is_full() -> None:
    by_birthday = Scope(("児童",), frozenset(), by_birthday=True)
    assert parse("児童.年齢 ≥ 3", by_birthday) == tree.Reached("児童", Measure.BIRTHDAYS, 3)


def test_spans_in_the_words_of_the_vaccination_order() -> None:
    assert parse("児童.生後2月から かつ 児童.生後90月に至るまで", SCOPE) == tree.Every(
        (tree.Reached("児童", Measure.MONTHS, 2), tree.Not(tree.Reached("児童", Measure.MONTHS_PAST, 90)))
    )


def test_full_width_and_grouped_numbers() -> None:
    node = parse("場合(児童.年齢 ＜ ３ → １５，０００、それ以外 → 10,000)", SCOPE)
    assert isinstance(node, tree.Choose)
    assert node.cases[0][1] == tree.Whole(15_000)
    assert node.otherwise == tree.Whole(10_000)


def test_lists_filter_and_count() -> None:
    node = parse("請求者.子のうち(その子.年齢 ≥ 3)のうち(年長(その子、児童))の数 + 1", SCOPE)
    assert isinstance(node, tree.Arithmetic)
    assert isinstance(node.left, tree.Total)
    assert node.left.people.where == tree.Every(
        (tree.Reached("その子", Measure.YEARS, 3), tree.Elder("その子", "児童"))
    )


@pytest.mark.parametrize(
    ("text", "place", "advice"),
    [
        ("児童.年令 ≤ 18", "4文字目「年令」", "「年齢」のことですか"),
        ("子供.年齢 ≤ 18", "1文字目「子供」", "語彙にありません"),
        ("児童.年齢", "1文字目「児童」", "比べてください"),
        ("児童.年齢 < 3 かつ 児童.年齢 > 3 または 請求者.公務員", "11文字目「かつ」", "括弧"),
        ("児童.子の数 + 請求者.公務員", "8文字目「+」", "数が必要"),
        ("児童.年齢 ≤", "終わり", "必要です"),
        ("(児童.年齢 ≤ 3", "終わり", "「)」が必要"),
        ("同居(児童、父)", "7文字目「父」", "児童・請求者"),
        ("請求者.子のうち(その子.父母がある)の数 ≥ 1", "14文字目「父母」", "一覧の中に一覧"),
        ("児童.年齢 < 児童.年齢", "7文字目「<」", "決まった数"),
        ("児童.性別 = 3", "7文字目「=」", "男"),
        ("請求者.公務員 ☆", "9文字目「☆」", "終わるはず"),
    ],
)  # fmt: skip
def test_errors_name_their_place_and_say_what_to_do(text: str, place: str, advice: str) -> None:
    with pytest.raises(RuleSyntaxError) as caught:
        parse(text, SCOPE)
    assert place in str(caught.value)
    assert advice in str(caught.value)
