"""The tree in words that an official reads and signs."""

from functools import singledispatch

from machimado.engines.rules.language import tree
from machimado.engines.rules.language.ages import Measure

SIGNS = {
    "=": "が{}と等しい",
    "≠": "が{}と異なる",
    "≤": "が{}以下",
    "<": "が{}未満",
    "≥": "が{}以上",
    ">": "が{}を超える",
}
REACHED = {
    Measure.YEARS: "{who}が{n}歳に達している(誕生日の前日から)",
    Measure.BIRTHDAYS: "{who}が{n}歳の誕生日を迎えている",
    Measure.FISCAL_YEAR_END: "{who}がこの年度の末日までに{n}歳に達する",
    Measure.MONTHS: "{who}が生後{n}月に達している(応当日の前日から)",
    Measure.DAYS: "{who}が生まれた日から{n}日たっている",
    Measure.CALENDAR_MONTHS: "{who}が生まれた月から数えて{n}か月後の月になっている",
    Measure.YEARS_PAST: "{who}が{n}歳に至った日を過ぎている",
    Measure.MONTHS_PAST: "{who}が生後{n}月に至った日を過ぎている",
}
NOT_REACHED = {
    Measure.YEARS: "{who}がまだ{n}歳に達していない(誕生日の前々日まで)",
    Measure.BIRTHDAYS: "{who}がまだ{n}歳の誕生日を迎えていない",
    Measure.FISCAL_YEAR_END: "{who}がこの年度の末日までに{n}歳に達しない({last}歳に達する日以後の最初の3月31日まで)",
    Measure.MONTHS: "{who}がまだ生後{n}月に達していない",
    Measure.DAYS: "{who}が生まれた日から{n}日たっていない",
    Measure.CALENDAR_MONTHS: "{who}が生まれた月から数えて{last}か月後の月まで",
    Measure.YEARS_PAST: "{who}が{n}歳に至るまで(誕生日の前日を含む)",
    Measure.MONTHS_PAST: "{who}が生後{n}月に至るまで(応当日の前日を含む)",
}


@singledispatch
def wording(node: object) -> str:
    """A node as a Japanese phrase."""
    raise TypeError(node)


@wording.register
def _(node: tree.Whole) -> str:
    return f"{node.number:,}"


@wording.register
def _(node: tree.Holds) -> str:
    return "はい" if node.answer else "いいえ"


@wording.register
def _(node: tree.Reached) -> str:
    return REACHED[node.measure].format(who=node.who, n=node.n)


@wording.register
def _(node: tree.FactOf) -> str:
    return f"{node.who}が「{node.term}」に当たる"


@wording.register
def _(node: tree.SexIs) -> str:
    return f"{node.who}の性別が{node.sex}"


@wording.register
def _(node: tree.Together) -> str:
    return f"{node.one}と{node.other}が同じ世帯"


@wording.register
def _(node: tree.Elder) -> str:
    return f"{node.one}が{node.other}より先に生まれた"


@wording.register
def _(node: tree.Not) -> str:
    if isinstance(node.part, tree.Reached):
        part = node.part
        return NOT_REACHED[part.measure].format(who=part.who, n=part.n, last=part.n - 1)
    if isinstance(node.part, tree.FactOf):
        return f"{node.part.who}が「{node.part.term}」に当たらない"
    if isinstance(node.part, tree.Compare) and some_people(node.part):
        return f"{people(node.part.left.people)}がいない"  # type: ignore[union-attr]
    return f"「{wording(node.part)}」ではない"


@wording.register
def _(node: tree.Every) -> str:
    return "、かつ、".join(_grouped(part) for part in node.parts)


@wording.register
def _(node: tree.Some) -> str:
    return "、または、".join(_grouped(part) for part in node.parts)


def _grouped(node: object) -> str:
    return f"({wording(node)})" if isinstance(node, tree.Every | tree.Some) else wording(node)


@wording.register
def _(node: tree.Compare) -> str:
    if some_people(node):
        return f"{people(node.left.people)}がいる"  # type: ignore[union-attr]
    return wording(node.left) + SIGNS[node.sign].format(wording(node.right))


def some_people(node: tree.Compare) -> bool:
    """Whether the comparison asks only whether there is anybody."""
    is_count = isinstance(node.left, tree.Total) and node.left.number is None
    return is_count and node.sign == "≥" and node.right == tree.Whole(1)


@wording.register
def _(node: tree.Arithmetic) -> str:
    return f"{wording(node.left)} {node.sign} {wording(node.right)}"


@wording.register
def _(node: tree.Total) -> str:
    if node.number is None:
        return f"{people(node.people)}の数"
    return f"{people(node.people)}についての{wording(node.number)}の合計"


def people(node: tree.People) -> str:
    """A list of people as a phrase."""
    base = f"{node.of}の{node.relation}"
    return base if node.where is None else f"{base}のうち[{wording(node.where)}]人"


@wording.register
def _(node: tree.Choose) -> str:
    cases = "、".join(f"{wording(condition)}なら{wording(value)}" for condition, value in node.cases)
    return f"{cases}、それ以外は{wording(node.otherwise)}"


@wording.register
def _(node: tree.Named) -> str:
    return node.name
