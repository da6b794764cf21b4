"""What a rule must have before it is taken."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pydantic import ValidationError

from machimado.core.definitions.source import read
from machimado.engines.rules.checks import examples_hold
from machimado.engines.rules.conformance import register_faults
from machimado.engines.rules.definitions import RuleDefinition

RULES = sorted((Path(settings.ROOT) / "packs").glob("*/rules/*.yaml"))


def body(name: str = "児童手当の額") -> dict[str, Any]:
    file = next(file for file in RULES if file.stem == name)
    return deepcopy(read(file.read_text(encoding="utf-8"))[0])


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_every_example_holds_on_both_engines(file: Path) -> None:
    for each in read(file.read_text(encoding="utf-8")):
        rule = RuleDefinition.model_validate(each)
        assert examples_hold(file.stem, rule) == []
        assert register_faults(rule) == []


@pytest.mark.parametrize("missing", ["法令ID", "条"])
def test_no_rule_without_law_and_article(missing: str) -> None:
    rule = body()
    del rule["根拠"][0][missing]
    with pytest.raises(ValidationError):
        RuleDefinition.model_validate(rule)


def test_no_rule_without_examples() -> None:
    with pytest.raises(ValidationError):
        RuleDefinition.model_validate({**body(), "例": []})


@pytest.mark.parametrize(
    ("example", "boundary"),
    [
        ("18歳の年度末を過ぎた", "19歳"),
        ("22歳の年度末を過ぎた兄は数えない", "23歳"),
        ("小さい子が3人いれば第3子は3万円", ""),
    ],
)
def test_no_boundary_without_an_example_on_either_side(example: str, boundary: str) -> None:
    rule = body()
    rule["例"] = [each for each in rule["例"] if each["名"] != example]
    found = examples_hold("", RuleDefinition.model_validate(rule))
    assert bool(found) is bool(boundary)  # three other examples still guard the third child
    assert all(boundary in fault for fault in found)


def test_an_example_that_comes_out_otherwise() -> None:
    rule = body()
    rule["例"][0]["額"] = 10_000
    (fault,) = examples_hold("", RuleDefinition.model_validate(rule))
    assert "10000" in fault
    assert "15000" in fault


def test_an_expression_that_does_not_read_says_where() -> None:
    rule = body()
    rule["要件"][0]["条件"] = "児童.年度末年令 ≤ 18"
    with pytest.raises(ValidationError, match="4文字目「年度末年令」.*「年度末年齢」のことですか"):
        RuleDefinition.model_validate(rule)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("児童.年齢 < 9999", "9文字目「9999」"),
        ("児童.日齢 < 9999999", "9文字目「9999999」"),
        ("(" * 300 + "児童.年齢 < 3" + ")" * 300, "括弧が深すぎます"),
        ("児童.年齢 < " + "9" * 5_000, "式が長すぎます"),
        ("児童.年齢 < " + "9" * 500, "数が大きすぎます"),
    ],
)
def test_an_odd_expression_is_refused_in_japanese(condition: str, message: str) -> None:
    rule = body()
    rule["要件"][0]["条件"] = condition
    with pytest.raises(ValidationError, match=message):
        RuleDefinition.model_validate(rule)


@pytest.mark.parametrize("day", ["1849-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize("where", ["基準日", "生年月日"])
def test_an_example_on_a_day_beyond_reach(day: str, where: str) -> None:
    rule = body()
    example = rule["例"][0]
    (example if where == "基準日" else example["人"]["児童"])[where] = day
    with pytest.raises(ValidationError, match="1850年から2199年まで"):
        RuleDefinition.model_validate(rule)
