"""From the characters of an expression to its tokens, and the error that points at a place."""

import re
from dataclasses import dataclass

KEYWORDS = ("または", "かつ", "ではない", "のうち", "の数", "の合計", "がある", "がない")
OPENERS = ("場合", "それ以外", "同居", "年長", "はい", "いいえ")
SIGNS = "=≠≤<≥>+-×().、→"
_SAME = str.maketrans("０１２３４５６７８９（）＝＜＞＋－−＊*≦≧．,，", "0123456789()=<>+--××≤≥.、、")
_NUMBER = re.compile(r"[0-9]+(?:[,，][0-9]{3})*")


class RuleSyntaxError(ValueError):
    """An expression that cannot be read; says where, in Japanese, and what to do."""

    def __init__(self, text: str, position: int, length: int, message: str) -> None:
        self.text, self.position = text, position
        here = text[position : position + max(length, 1)].strip()
        place = f"{position + 1}文字目「{here}」" if here else "終わり"
        super().__init__(f"「{text.strip()}」の{place}: {message}")


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a sign, a keyword or a name, and where it stands."""

    kind: str
    text: str
    position: int


def tokens(source: str) -> list[Token]:
    """The tokens of an expression, closed by one of kind "end". Raises RuleSyntaxError."""
    plain = source.translate(_SAME)
    found: list[Token] = []
    position = 0
    while position < len(plain):
        if plain[position].isspace():
            position += 1
            continue
        token = _token(source, plain, position, after_dot=bool(found) and found[-1].text == ".")
        found.append(token)
        position = (
            token.position + len(token.text)
            if token.kind != "number"
            else _after_number(source, plain, position)
        )
    return [*found, Token("end", "", len(source))]


def _number(source: str, plain: str, position: int) -> re.Match[str] | None:
    # Commas group thousands inside a number and were translated to 、 for everything else.
    digits = "".join(c if p != "、" or c == "、" else "," for c, p in zip(source, plain, strict=True))
    return _NUMBER.match(digits.translate(str.maketrans("０１２３４５６７８９", "0123456789")), position)


def _after_number(source: str, plain: str, position: int) -> int:
    match = _number(source, plain, position)
    assert match is not None
    return match.end()


def _token(source: str, plain: str, position: int, *, after_dot: bool) -> Token:
    if not after_dot and (match := _number(source, plain, position)):
        return Token("number", match.group().replace(",", ""), position)
    if plain[position] in SIGNS:
        return Token("sign", plain[position], position)
    for keyword in KEYWORDS:
        if plain.startswith(keyword, position):
            return Token("keyword", keyword, position)
    end = _name_end(plain, position)
    if end == position:
        raise RuleSyntaxError(source, position, 1, "この文字は式に使えません。")
    return Token("name", plain[position:end], position)


def _name_end(plain: str, position: int) -> int:
    end = position
    while end < len(plain):
        if plain[end].isspace() or plain[end] in SIGNS or (end > position and _keyword_at(plain, end)):
            break
        end += 1
    return end


def _keyword_at(plain: str, position: int) -> bool:
    return any(plain.startswith(keyword, position) for keyword in KEYWORDS)
