"""The linter refuses, at loading, what nobody could ever fill in."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from machimado.core.definitions import api as definitions
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
