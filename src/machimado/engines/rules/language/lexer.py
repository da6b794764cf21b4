"""From the characters of an expression to its tokens, and the error that points at a place."""

import re
from dataclasses import dataclass

KEYWORDS = ("または", "かつ", "ではない", "のうち", "の数", "の合計", "がある", "がない")
OPENERS = ("場合", "それ以外", "同居", "年長", "はい", "いいえ")
SIGNS = "=≠≤<≥>+-×().、→"
TYPED = {"<=": "≤", ">=": "≥", "!=": "≠"}
_SAME = str.maketrans("０１２３４５６７８９（）＝＜＞！＋－−＊*≦≧．,，", "0123456789()=<>!+--××≤≥.、、")
_DIGITS = str.maketrans("０１２３４５６７８９，", "0123456789,")
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*")
LONGEST = 4_000
DIGITS = 12
SHOWN = 200


class RuleSyntaxError(ValueError):
    """An expression that cannot be read; says where, in Japanese, and what to do."""

    def __init__(self, text: str, position: int, length: int, message: str) -> None:
        self.text, self.position = text, position
        here = text[position : position + max(length, 1)].strip()
        place = f"{position + 1}文字目「{here}」" if here else "終わり"
        whole = text.strip()
        whole = whole if len(whole) <= SHOWN else f"{whole[:SHOWN]}…"
        super().__init__(f"「{whole}」の{place}: {message}")


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a sign, a keyword or a name, where it stands, and where it ends."""

    kind: str
    text: str
    position: int
    end: int


def tokens(source: str) -> list[Token]:
    """The tokens of an expression, closed by one of kind "end". Raises RuleSyntaxError."""
    if len(source) > LONGEST:
        raise RuleSyntaxError(
            source, LONGEST, 1, f"式が長すぎます({LONGEST:,}文字まで)。「用語」に分けてください。"
        )
    plain, digits = source.translate(_SAME), source.translate(_DIGITS)  # character for character
    found: list[Token] = []
    position = 0
    while position < len(plain):
        if plain[position].isspace():
            position += 1
            continue
        # Commas group thousands inside a number and are 、 everywhere else.
        after_dot = bool(found) and found[-1].text == "."
        number = None if after_dot else _NUMBER.match(digits, position)
        found.append(_number(source, number) if number else _token(source, plain, position))
        position = found[-1].end
    return [*found, Token("end", "", len(source), len(source))]


def _number(source: str, match: re.Match[str]) -> Token:
    text = match.group().replace(",", "")
    if len(text.lstrip("0")) > DIGITS:
        raise RuleSyntaxError(source, match.start(), DIGITS, f"数が大きすぎます({DIGITS}桁まで)。")
    return Token("number", text, match.start(), match.end())


def _token(source: str, plain: str, position: int) -> Token:
    if typed := TYPED.get(plain[position : position + 2]):
        return Token("sign", typed, position, position + 2)
    if plain[position] in SIGNS:
        return Token("sign", plain[position], position, position + 1)
    for keyword in KEYWORDS:
        if plain.startswith(keyword, position):
            return Token("keyword", keyword, position, position + len(keyword))
    end = _name_end(plain, position)
    if end == position:
        raise RuleSyntaxError(source, position, 1, "この文字は式に使えません。")
    return Token("name", plain[position:end], position, end)


def _name_end(plain: str, position: int) -> int:
    end = position
    while end < len(plain):
        if (
            plain[end].isspace()
            or plain[end] in SIGNS
            or plain[end] == "!"
            or (end > position and _keyword_at(plain, end))
        ):
            break
        end += 1
    return end


def _keyword_at(plain: str, position: int) -> bool:
    return any(plain.startswith(keyword, position) for keyword in KEYWORDS)
