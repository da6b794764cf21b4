"""One tree, two engines: for any small town, unknowns included, one by one and all at once give the same."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from machimado.core.definitions.source import read
from machimado.engines.rules.definitions import RuleDefinition, Subject
from machimado.engines.rules.evaluation import evaluate
from machimado.engines.rules.examples import USUAL
from machimado.engines.rules.language.kleene import Bounds, Truth
from machimado.engines.rules.language.town import LinkRow, PersonRow, Town
from machimado.engines.rules.population import compile_rule
from machimado.engines.rules.register_engine import Compiled, Register, pronouns

BASE = date(2026, 4, 1)
FACTS = ("公務員", "別居監護", "別居監護の対象", "児童手当受給", "児童手当の支給対象", "監護相当・生計費負担")
HARD_DAYS = (date(2024, 2, 29), date(2008, 4, 1), date(2008, 4, 2), date(2023, 4, 1), date(2020, 12, 31))


@cache
def pack() -> list[RuleDefinition]:
    folder = Path(settings.ROOT) / "packs/japan/rules"
    return [
        RuleDefinition.model_validate(body)
        for file in sorted(folder.glob("*.yaml"))
        for body in read(file.read_text(encoding="utf-8"))
    ]


@cache
def compiled(index: int) -> Compiled:
    return compile_rule(pack()[index])


births = st.one_of(
    st.none(),
    st.sampled_from(HARD_DAYS),
    st.integers(0, 45 * 365).map(lambda days: BASE + timedelta(days=200 - days)),
)
truths = st.sampled_from([True, False, None])


@st.composite
def towns(draw: st.DrawFn) -> Town:
    size = draw(st.integers(1, 7))
    people = [_person(draw, str(index)) for index in range(size)]
    pairs = [(child, parent) for child in range(size) for parent in range(size) if child != parent]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=8, unique=True)) if pairs else []
    links = [LinkRow(str(child), str(parent), draw(st.booleans())) for child, parent in chosen]
    return Town(people, links, frozenset(draw(st.sets(st.sampled_from(FACTS)))))


def _person(draw: st.DrawFn, number: str) -> PersonRow:
    facts = {term: draw(truths) for term in draw(st.sets(st.sampled_from(FACTS), max_size=3))}
    return PersonRow(
        number,
        draw(births),
        draw(st.sampled_from(["男", "女", None])),
        draw(st.sampled_from(["a", "b", None])),
        {term: known for term, known in facts.items() if known is not None},
    )


def one_by_one(
    rule: RuleDefinition, town: Town, at: date
) -> dict[tuple[str, ...], tuple[Truth, Bounds | None]]:
    if rule.subject is Subject.PARENTAGE:
        subjects = [{"児童": link.child, "請求者": link.parent} for link in town.links]
    else:
        subjects = [{rule.subject.value: number} for number in town.people]
    results = {tuple(who.values()): evaluate(rule, town, at, who, USUAL) for who in subjects}
    return {key: (each.answer, each.amount) for key, each in results.items() if each.answer is not False}


def all_at_once(
    rule: RuleDefinition, sql: Compiled, town: Town, at: date
) -> dict[tuple[str, ...], tuple[Truth, Bounds | None]]:
    with Register(town, rule.facts) as register:
        rows = list(register.rows(sql, at))
    return {
        tuple(pronouns(rule, row).values()): (row.answer, row.amount if rule.amount is not None else None)
        for row in rows
    }


quietly = hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
days = st.one_of(st.sampled_from(HARD_DAYS), st.integers(-400, 400).map(lambda n: BASE + timedelta(days=n)))


@quietly
@given(town=towns(), at=days, index=st.integers(0, 100))
def test_the_nations_rules(town: Town, at: date, index: int) -> None:
    index %= len(pack())
    rule = pack()[index]
    assert all_at_once(rule, compiled(index), town, at) == one_by_one(rule, town, at)


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(town=towns(), at=days, index=st.integers(0, 100), drawn=st.data())
def test_no_answer_changes_before_its_wake_nor_after_the_last(
    town: Town, at: date, index: int, drawn: st.DataObject
) -> None:
    """The next date on which the answer can change: on each day before it, answer and amount are what they are today."""
    rule = pack()[index % len(pack())]
    if rule.subject is Subject.PARENTAGE:
        subjects = [{"児童": link.child, "請求者": link.parent} for link in town.links]
    else:
        subjects = [{rule.subject.value: number} for number in town.people]
    for who in subjects:
        today = evaluate(rule, town, at, who, USUAL)
        days_on = (today.wake - at).days - 1 if today.wake else 30 * 365
        picked = drawn.draw(st.lists(st.integers(0, max(days_on, 0)), min_size=2, max_size=4))
        for day in {*picked, max(days_on, 0)}:
            then = evaluate(rule, town, at + timedelta(days=day), who, USUAL)
            assert (then.answer, then.amount, then.wake) == (today.answer, today.amount, today.wake)


# Expressions nobody has written yet.

people = st.sampled_from(["児童", "請求者"])
numbers = st.integers(0, 25)
signs = st.sampled_from(["=", "≠", "≤", "<", "≥", ">"])


def atoms(who: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    measures = st.sampled_from(["年齢", "年度末年齢", "月齢", "日齢", "暦月数", "誕生日の年齢"])
    return st.one_of(
        st.builds("{}.{} {} {}".format, who, measures, signs, numbers),
        st.builds("{}.{}".format, who, st.sampled_from(FACTS)),
        st.builds("{}.性別 = {}".format, who, st.sampled_from("男女")),
        st.builds("{}.生後{}月に至るまで".format, who, numbers),
        st.builds("{}.{}歳から".format, who, numbers),
        st.builds("同居({}、{})".format, who, who),
        st.builds("年長({}、{})".format, who, who),
    )


def conditions(who: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.recursive(
        atoms(who),
        lambda inner: st.one_of(
            st.builds("({} かつ {})".format, inner, inner),
            st.builds("({} または {})".format, inner, inner),
            st.builds("({}) ではない".format, inner),
        ),
        max_leaves=4,
    )


lists = st.one_of(
    st.builds("請求者.子のうち({})".format, conditions(st.sampled_from(["その子", "児童", "請求者"]))),
    st.builds("児童.父母のうち({})".format, conditions(st.sampled_from(["その親", "児童"]))),
    st.sampled_from(["請求者.子", "児童.父母", "児童.子"]),
)
counts = st.one_of(
    st.builds("{}の数".format, lists),
    st.builds(
        "請求者.子の合計(場合({} → {}、それ以外 → {}))".format,
        conditions(st.just("その子")),
        numbers,
        numbers,
    ),
    numbers.map(str),
)
sums = st.one_of(counts, st.builds("({} {} {})".format, counts, st.sampled_from("+-×"), counts))
amounts = st.one_of(sums, st.builds("場合({} → {}、それ以外 → {})".format, conditions(people), sums, sums))
requirements = st.one_of(
    conditions(people), st.builds("{} {} {}".format, sums, signs, sums), st.builds("{}がない".format, lists)
)


def rule_of(condition: str, amount: str) -> RuleDefinition:
    example = {"名": "例", "基準日": BASE, "人": {"児童": {}, "請求者": {}}, "結果": "いいえ"}
    law = {"法令ID": "346AC0000000073", "法令名": "児童手当法", "条": "4条"}
    return RuleDefinition.model_validate(
        {
            "名称": "試し", "概要": "試し", "対象": "親子", "根拠": [law], "年齢計算": "誕生日の前日",
            "事実": list(FACTS), "要件": [condition], "額": amount, "例": [example, example],
        }
    )  # fmt: skip


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(town=towns(), at=days, condition=requirements, amount=amounts)
def test_rules_that_nobody_has_written(town: Town, at: date, condition: str, amount: str) -> None:
    rule = rule_of(condition, amount)
    assert all_at_once(rule, compile_rule(rule), town, at) == one_by_one(rule, town, at)
