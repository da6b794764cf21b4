"""Answers as people read them."""

from datetime import date
from typing import Any

from machimado.engines.procedures.definitions import Question
from machimado.kernel import money, telephone, wareki
from machimado.kernel.text import Text

YES = Text(ja="はい", easy="はい", en="Yes")
NO = Text(ja="いいえ", easy="いいえ", en="No")
NONE = Text(ja="入力なし", easy="書いて いません", en="Not answered")
PAPERS = Text(ja="付ける書類", easy="つける 書類", en="Papers")
NOT_SENT = Text(ja="付いていません", easy="ついて いません", en="Not attached")
ONE_MORE = Text(ja="もう1点付けてもらう", easy="もう 1つ つけて もらう", en="One more")
PEOPLE = Text(ja="書き足してもらう方", easy="書きたして もらう 人", en="People to be added")
ONE_MORE_PERSON = Text(ja="{item}をもう1人", easy="{item}を もう 1人《ひとり》", en="{item}: one more")
SOURCES = {
    "register": Text(ja="住民記録から", easy="市役所の 記録から", en="From the city's register"),
    "earlier": Text(ja="前に入力した内容から", easy="前に 書いた ものから", en="From an earlier answer"),
    "guidance": Text(ja="案内から", easy="お知らせから", en="From the city's notice"),
    "card": Text(
        ja="マイナンバーカードから", easy="マイナンバーカードから", en="From the individual number card"
    ),
    "paper": Text(ja="紙の請求書から", easy="紙から", en="From the paper form"),
    "typed": Text(ja="ご本人の入力", easy="あなたが 書いた もの", en="Typed by you"),
}


def shown(question: Question, value: Any, language: str) -> str:
    """The value of a question in one line, or several for an address."""
    if value is None or value == "" or value == []:
        return NONE.in_language(language)
    if isinstance(value, bool):
        return (YES if value else NO).in_language(language)
    if question.choices:
        labels = {choice.value: choice.label.in_language(language) for choice in question.choices}
        chosen = value if isinstance(value, list) else [value]
        return "、".join(labels.get(one, str(one)) for one in chosen)
    if question.type == "金額":
        return money.format_yen(value, language)
    if question.type == "電話番号":
        return telephone.written(value)
    if question.type == "日付":
        return _day(value, language)
    if question.type == "年月":
        first = date.fromisoformat(f"{value}-01")
        return f"{first:%B %Y}" if language == "en" else wareki.format_month(first)
    return shown_value(value) or NONE.in_language(language)


def _day(value: str, language: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.day} {day:%B %Y}" if language == "en" else wareki.format_date(day, weekday=False)


def shown_value(value: Any) -> str:
    """A value without its question: composites joined, the rest as it is."""
    if isinstance(value, dict):
        if "氏" in value:
            return "　".join(part for part in (value.get("氏"), value.get("名")) if part)
        if "所在地" in value:
            return _address(value)
        return " ".join(str(part) for part in value.values() if part)
    return "" if value is None else str(value)


def _address(value: dict[str, str]) -> str:
    code = value.get("郵便番号") or ""
    head = f"〒{code[:3]}-{code[3:]} " if len(code) == 7 else ""
    return head + " ".join(part for part in (value.get("所在地"), value.get("建物")) if part)


def kana(value: Any) -> str:
    """The reading of a name, where there is one."""
    if not isinstance(value, dict) or "氏カナ" not in value:
        return ""
    return "　".join(part for part in (value.get("氏カナ"), value.get("名カナ")) if part)


def provenance(source: str, as_of: date | None, language: str) -> str:
    """Where an answer came from, and as of when."""
    words = SOURCES[source].in_language(language)
    if as_of is None:
        return words
    if language == "en":
        return f"{words} (as of {as_of.day} {as_of:%B %Y})"
    return f"{words}({wareki.format_date(as_of, weekday=False)}時点)"
