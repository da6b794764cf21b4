"""The grammar: what reads, and what an error says about its place."""

from datetime import date
from time import perf_counter

import pytest

from machimado.engines.rules.language import tree
from machimado.engines.rules.language.ages import Measure, first_day
from machimado.engines.rules.language.lexer import RuleSyntaxError, tokens
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


@pytest.mark.parametrize(
    ("typed", "meant"), [("<=", "≤"), (">=", "≥"), ("!=", "≠"), ("＜＝", "≤"), ("！＝", "≠")]
)
def test_signs_as_a_keyboard_has_them(typed: str, meant: str) -> None:
    assert parse(f"児童.年齢{typed}3", SCOPE) == parse(f"児童.年齢 {meant} 3", SCOPE)
    with pytest.raises(RuleSyntaxError, match="8文字目「18」.*「かつ」「または」でつなぐ"):
        parse(f"1 {typed:2} 3 18", SCOPE)


def nested(depth: int, inner: str = "児童.年齢 < 3") -> str:
    return "(" * depth + inner + ")" * depth


def test_brackets_as_deep_as_anybody_needs() -> None:
    assert parse(nested(50), SCOPE) == parse("児童.年齢 < 3", SCOPE)


@pytest.mark.parametrize(
    ("text", "place", "advice"),
    [
        (nested(51), "52文字目「児童」", "括弧が深すぎます(50まで)"),
        (nested(300), "52文字目「(」", "括弧が深すぎます"),
        ("児童.年齢 < " + "9" * 3_000, "9文字目「999999999999」", "数が大きすぎます(12桁まで)"),
        ("児童.年齢 < 201", "9文字目「201」", "大きすぎます(200まで)"),
        ("9999 > 児童.年度末年齢", "1文字目「9999」", "大きすぎます(200まで)"),
        ("児童.月齢 < 2,401", "9文字目「2,401」", "大きすぎます(2,400まで)"),
        ("児童.日齢 < 80001", "9文字目「80001」", "大きすぎます(80,000まで)"),
        ("児童.生後2401月に至るまで", "4文字目「生後2401月に至るまで」", "大きすぎます(2,400まで)"),
        ("児童.生後999999週0日後まで", "4文字目", "大きすぎます(80,000まで)"),
        ("1" + " + 1" * 51 + " = 3", "「+」", "続きすぎます(50まで)"),
        (" かつ ".join(["児童.年齢 < 3"] * 51), "「かつ」", "続きすぎます(50まで)"),
        ("請求者.公務員" + " ではない" * 51, "「ではない」", "続きすぎます(50まで)"),
        ("999999999999 × 999999999999 = 1", "14文字目「×」", "数が大きすぎます"),
        (" " * 3_999 + "はい", "4001文字目「い」", "式が長すぎます(4,000文字まで)"),
    ],
)  # fmt: skip
def test_what_is_out_of_all_measure_is_refused_at_its_place(text: str, place: str, advice: str) -> None:
    with pytest.raises(RuleSyntaxError) as caught:
        parse(text, SCOPE)
    assert place in str(caught.value)
    assert advice in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "measure", ["年齢 ≤ 200", "年度末年齢 ≤ 200", "月齢 ≤ 2,400", "暦月数 ≤ 2400", "日齢 ≤ 80,000"]
)
def test_the_greatest_ages_still_have_their_day(measure: str) -> None:
    node = parse(f"児童.{measure}", SCOPE)
    assert isinstance(node, tree.Not)
    assert isinstance(node.part, tree.Reached)
    assert first_day(date(2199, 12, 31), node.part.measure, node.part.n)


def test_names_that_double_one_another_are_refused() -> None:
    names: dict[str, tree.Expression] = {}
    with pytest.raises(RuleSyntaxError, match="式が大きすぎます"):  # noqa: PT012 (which of them is too much is no matter)
        for name, before in zip("二三四五六七八九十", "一二三四五六七八九", strict=True):
            scope = Scope(("児童",), frozenset(), {**names, "一": tree.Holds(True)})
            named = parse(" かつ ".join([before] * 20), scope)
            assert not isinstance(named, tree.People)
            names[name] = named


def test_a_long_expression_is_read_in_no_time() -> None:
    text = "場合(児童.年齢 < 3 → " + "1 + (" * 20 + "1" + ")" * 20 + "、それ以外 → 2)"
    began = perf_counter()
    for _ in range(20):
        tokens(text + " " * (4_000 - len(text)))
        tokens("1 " * 2_000)
    assert perf_counter() - began < 2
