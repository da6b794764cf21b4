"""The linter refuses, at loading, what nobody could ever fill in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from machimado.core.definitions import api as definitions
from machimado.engines.procedures.answers import Answer, Answers, Item
from machimado.engines.procedures.definitions import Procedure
from machimado.engines.procedures.journey import walk
from machimado.engines.procedures.prefill import RELATIONS
from machimado.engines.procedures.tests.conftest import ROOT

FILES = sorted((ROOT / "packs").glob("*/procedures/*.yaml"))
YES_NO = "はい・いいえ"


def body(*pages: dict[str, Any], **more: Any) -> str:
    base = {
        "名称": "届出", "概要": "概要", "対象者": "だれでも", "種別": "届出", "担当": "課", "決定機関": "市長", "処分性": False,
        "根拠": [{"法令ID": "条例-1", "法令名": "条例", "条": "第1条"}],
        "デジタル化": {"段階": "DX", "理由": "理由"},
        "ページ": list(pages), **more,
    }  # fmt: skip
    return yaml.safe_dump(base, allow_unicode=True)


def page(name: str, *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"頁": name, "見出し": name, **({"質問": list(questions)} if questions else {}), **more}


def question(name: str, kind: str = YES_NO, **more: Any) -> dict[str, Any]:
    return {"項目": name, "質問": name, "型": kind, **more}


def is_true(name: str) -> dict[str, Any]:
    return {"項目": name, "等しい": True}


FAULTY = {
    "二つあります": body(page("一", question("甲")), page("一", question("乙"))),
    "項目「甲」が二つ": body(page("一", question("甲")), page("二", question("甲"))),
    "使えません": body(page("check", question("甲"))),
    "この前にありません": body(page("一", question("甲", 表示条件=is_true("乙"))), page("二", question("乙"))),
    "「丙」は、この前に": body(page("一", question("甲")), page("二", question("乙"), 表示条件=is_true("丙"))),
    "という答えはありません": body(page("一", question("甲")), page("二", question("乙"), 表示条件={"項目": "甲", "等しい": "はい"})),
    "けっして成り立ちません": body(page("一", question("甲")), page("二", question("乙"), 表示条件={"かつ": [is_true("甲"), {"項目": "甲", "等しい": False}]})),
    "けっして表示されません": body(page("一", question("甲")), page("二", question("乙", 表示条件={"でない": is_true("甲")}), 表示条件=is_true("甲"))),
    "その後の頁へ行けません": body(page("一", question("甲")), page("二", 中止="終わり"), page("三", question("乙"))),
    "どれか一つ": body(page("一")),
    "教示": body(page("一", question("甲")), 処分性=True),
    "選択肢は": body(page("一", question("甲", "選択"))),
}  # fmt: skip


GROUP = {"項目": "児童", "呼び名": "児童", "質問": [question("名", "氏名"), question("生年月日", "日付")]}
ASKED = (
    question("電話", "電話番号"), question("職", "選択", 選択肢=[{"値": "会社員", "表示": "会社員"}]), question("有無"),
    question("額", "金額"), question("日", "日付"), question("月", "年月"), question("氏名", "氏名"),
    question("印", "複数選択", 選択肢=[{"値": "一", "表示": "一"}]), question("文", "文字列"), question("口", "口座"),
)  # fmt: skip
WRONG: dict[str, dict[str, Any]] = {
    "「電話」\\(型は電話番号\\)は「以上: 3」": {"項目": "電話", "以上": 3},
    "「電話」\\(型は電話番号\\)は「年齢未満: 3」": {"項目": "電話", "年齢未満": 3},
    "「職」\\(型は選択\\)は「年度末年齢以下: 18」": {"項目": "職", "年度末年齢以下": 18},
    "「職」\\(型は選択\\)は「年度末年齢以上: 18」": {"項目": "職", "年度末年齢以上": 18},
    "「有無」\\(型ははい・いいえ\\)は「含む: True」": {"項目": "有無", "含む": True},
    "「文」\\(型は文字列\\)は「含む: 3」": {"項目": "文", "含む": 3},
    "「額」\\(型は金額\\)は「以上: 今日」": {"項目": "額", "以上": "今日"},
    "「日」\\(型は日付\\)は「以下: 3」": {"項目": "日", "以下": 3},
    "「日」\\(型は日付\\)は「以下: 2026-02-30」": {"項目": "日", "以下": "2026-02-30"},
    "「月」\\(型は年月\\)は「以下: 2026-04-01」": {"項目": "月", "以下": "2026-04-01"},
    "「印」\\(型は複数選択\\)は「等しい: 一」": {"項目": "印", "等しい": "一"},
    "「氏名」\\(型は氏名\\)は「いずれか: 甲・乙」": {"項目": "氏名", "いずれか": ["甲", "乙"]},
    "「文」\\(型は文字列\\)は「同じ名義: 氏名」": {"項目": "文", "同じ名義": "氏名"},
    "「同じ名義」の「文」は、氏名でも": {"項目": "口", "同じ名義": "文"},
    "「有無」に「1」という答え": {"項目": "有無", "等しい": 1},
    "「件数」は「年齢未満: 3」": {"件数": ["児童"], "年齢未満": 3},
    "「件数」は「以上: 3」": {"件数": ["児童"], "以上": "3"},
    "「件数」の「有無」は繰返しでは": {"件数": ["有無"], "以上": 1},
    "「どれか」の「職」は繰返しでは": {"どれか": "職", "条件": {"項目": "職", "等しい": "会社員"}},
    "「児童」は繰返しです": {"項目": "児童", "等しい": "甲"},
    "「生年月日」\\(型は日付\\)は「以上: 3」": {"どれか": "児童", "条件": {"項目": "生年月日", "以上": 3}},
}
RIGHT: tuple[dict[str, Any], ...] = (
    {"項目": "額", "以上": 3}, {"項目": "日", "以下": "今日"}, {"項目": "日", "以上": "2026-04-01"}, {"項目": "月", "以下": "2026-04"},
    {"項目": "日", "年齢未満": 3}, {"項目": "印", "含む": "一"}, {"項目": "電話", "含む": "022"}, {"項目": "口", "同じ名義": "氏名"},
    {"項目": "氏名", "ある": True}, {"項目": "児童", "ある": True}, {"項目": "額", "いずれか": [1, 2]}, {"項目": "文", "等しい": "甲"},
    {"件数": ["児童"], "等しい": 2}, {"どれか": "児童", "条件": {"項目": "生年月日", "年齢未満": 3}}, {"項目": "有無", "等しい": False},
)  # fmt: skip
VALUES = {
    "電話": "0224220000", "職": "会社員", "有無": True, "額": 5, "日": "2020-01-01", "月": "2026-04", "印": ["一"], "文": "甲",
    "氏名": {"氏": "髙橋", "名": "花", "氏カナ": "タカハシ", "名カナ": "ハナ"}, "口": {"名義": "タカハシハナ"},
}  # fmt: skip


def conditioned(condition: dict[str, Any]) -> str:
    return body(
        page("一", *ASKED),
        {"頁": "子", "見出し": "子", "繰返し": GROUP},
        page("二", question("末"), 表示条件=condition),
    )


@pytest.mark.parametrize("words", WRONG)
def test_a_condition_that_cannot_be_evaluated_is_refused(words: str) -> None:
    with pytest.raises(definitions.DefinitionError, match=f"頁「二」の表示条件: {words}"):
        definitions.load_text("procedure", "届出", conditioned(WRONG[words]))


@pytest.mark.parametrize("condition", RIGHT, ids=str)
def test_a_condition_that_loads_is_evaluated(condition: dict[str, Any]) -> None:
    definition = definitions.load_text("procedure", "届出", conditioned(condition))
    assert isinstance(definition, Procedure)
    child = Item("k1", {"名": Answer(VALUES["氏名"]), "生年月日": Answer("2025-01-01")})
    answers = Answers({name: Answer(value) for name, value in VALUES.items()}, {"児童": (child,)})
    assert walk(definition, answers, on=date(2026, 11, 24)).pages


PHONE = {"項目": "電話", "以上": 3}
CHECK = {"条件": PHONE, "文": "文"}
INSIDE = {"項目": "名", "年齢未満": 3}
EVERYWHERE = {
    "頁「一」の項目「甲」の表示条件": body(page("一", question("電話", "電話番号"), question("甲", 表示条件=PHONE))),
    "頁「一」の項目「電話」の検証": body(page("一", question("電話", "電話番号", 検証=[CHECK]))),
    "頁「子」の項目「甲」の表示条件": body({"頁": "子", "見出し": "子", "繰返し": {**GROUP, "質問": [*GROUP["質問"], question("甲", 表示条件=INSIDE)]}}),
    "頁「子」の繰返し「児童」の絞込": body({"頁": "子", "見出し": "子", "繰返し": {**GROUP, "絞込": INSIDE}}),
    "添付「証」の表示条件": body(page("一", question("電話", "電話番号")), 添付=[{"名称": "証", "表示": "証", "理由": "理由", "表示条件": PHONE}]),
    "わかる事実「真」の条件": body(page("一", question("電話", "電話番号")), わかる事実=[{"事実": "真", "条件": PHONE}]),
    "わかる事実「偽」の条件": body({"頁": "子", "見出し": "子", "繰返し": GROUP}, わかる事実=[{"事実": "偽", "繰返し": "児童", "条件": INSIDE}]),
    "結果「可」の項目「理由」の検証": body(page("一", question("電話", "電話番号")), 決定=[{"結果": "可", "決定事項": [question("理由", "長文", 検証=[CHECK])]}]),
}  # fmt: skip


@pytest.mark.parametrize("place", EVERYWHERE)
def test_conditions_are_looked_at_wherever_they_stand(place: str) -> None:
    with pytest.raises(definitions.DefinitionError, match=f"{place}: .*比べられません"):
        definitions.load_text("procedure", "届出", EVERYWHERE[place])


@pytest.mark.parametrize("words", FAULTY)
def test_a_faulty_definition_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(definitions.DefinitionError, match=words):
        definitions.load_text("procedure", "届出", FAULTY[words])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_packs_have_no_fault(file: Any) -> None:
    definition = definitions.load_text("procedure", file.stem, file.read_text(encoding="utf-8"))
    words = {path.stem for path in (ROOT / "packs").glob("*/vocabulary/*.yaml")} | RELATIONS
    facts = {q.fact for p in definition.pages for q in p.all_questions() if q.fact}  # type: ignore[attr-defined]
    assert facts <= words, f"unknown facts: {facts - words}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_for_residents_speaks_three_languages(file: Any) -> None:
    definition = definitions.load_text("procedure", file.stem, file.read_text(encoding="utf-8"))
    for one in definition.pages:  # type: ignore[attr-defined]
        for text in (
            one.heading,
            one.intro,
            one.stop,
            *(t for q in one.all_questions() for t in (q.label, q.help)),
        ):
            assert text is None or (text.easy and text.en), text
