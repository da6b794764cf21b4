"""Reading an expression token by token, within limits: both engines must be able to evaluate whatever is accepted."""

from collections.abc import Iterator
from contextlib import contextmanager

from machimado.engines.rules.language import tree
from machimado.engines.rules.language.ages import Measure, most
from machimado.engines.rules.language.lexer import RuleSyntaxError, Token, tokens
from machimado.engines.rules.language.operands import Age, Operand

DEEPEST = 50
MOST_PARTS = 50
LARGEST = 2**63 - 1


class Reader:
    """A place in the tokens, and every limit with the sentence that says so there."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = tokens(source)
        self.index = self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.token
        self.index += 1
        return token

    def accept(self, *texts: str) -> Token | None:
        return self.take() if self.token.kind != "end" and self.token.text in texts else None

    def expect(self, text: str) -> Token:
        token = self.accept(text)
        if token is None:
            raise self.fault(self.token, f"ここに「{text}」が必要です。")
        return token

    def fault(self, token: Token, message: str) -> RuleSyntaxError:
        return RuleSyntaxError(self.source, token.position, token.end - token.position, message)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Within a bracket."""
        self.depth += 1
        if self.depth > DEEPEST + 1:
            raise self.fault(self.token, f"括弧が深すぎます({DEEPEST}まで)。「用語」に分けてください。")
        yield
        self.depth -= 1

    def not_too_many(self, count: int, token: Token) -> None:
        if count > MOST_PARTS:
            raise self.fault(
                token, f"「{token.text}」が続きすぎます({MOST_PARTS}まで)。「用語」に分けてください。"
            )

    def no_impossible_age(self, age: Operand, number: Operand, token: Token) -> None:
        if isinstance(age, Age) and isinstance(number, tree.Whole):
            self.refuse_beyond(age.measure, number.number, token)

    def refuse_beyond(self, measure: Measure, n: int, token: Token) -> None:
        if n > most(measure):
            raise self.fault(token, f"年齢の数が大きすぎます({most(measure):,}まで)。")

    def refuse_overflow(self, node: tree.Expression, token: Token) -> None:
        """The engines count in 64 bits."""
        if tree.largest(node) > LARGEST:
            raise self.fault(token, "数が大きすぎます。")
