"""From Japanese to the typed tree. Recursive descent; every error names its place and what to do."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches

from machimado.engines.rules.language import tree
from machimado.engines.rules.language.ages import Measure
from machimado.engines.rules.language.lexer import OPENERS, RuleSyntaxError, Token
from machimado.engines.rules.language.operands import Age, Operand, Sex, compared
from machimado.engines.rules.language.reader import Reader
from machimado.engines.rules.language.spans import span

COMPARISONS = ("=", "≠", "≤", "<", "≥", ">")
DEEPEST_TREE, LONGEST_TREE = 120, 2_500  # with what its names stand for


@dataclass(frozen=True)
class Scope:
    """The words that an expression may use: pronouns, yes-or-no facts, and the names of this rule."""

    pronouns: tuple[str, ...]
    facts: frozenset[str]
    names: Mapping[str, tree.Expression | tree.People] = field(default_factory=dict)
    by_birthday: bool = False  # 年齢 turns on the birthday itself, not on its eve


def parse(source: str, scope: Scope) -> tree.Expression | tree.People:
    """Read an expression or a list of people. Raises RuleSyntaxError."""
    node = _Parser(source, scope).whole()
    depth, length = tree.extent(node)
    if depth > DEEPEST_TREE or length > LONGEST_TREE:
        raise RuleSyntaxError(
            source,
            0,
            len(source),
            "式が大きすぎます。用語の中の用語や、「場合」の中の「場合」を減らしてください。",
        )
    return node


def parse_truth(source: str, scope: Scope) -> tree.Expression:
    """Read a condition. Raises RuleSyntaxError."""
    node = parse(source, scope)
    if isinstance(node, tree.People) or tree.is_number(node):
        raise RuleSyntaxError(
            source, 0, len(source), "ここには、はい・いいえで答えられる条件を書いてください。"
        )
    return node


def parse_number(source: str, scope: Scope) -> tree.Expression:
    """Read a number. Raises RuleSyntaxError."""
    node = parse(source, scope)
    if isinstance(node, tree.People) or not tree.is_number(node):
        raise RuleSyntaxError(source, 0, len(source), "ここには、数や額を書いてください。")
    return node


class _Parser(Reader):
    """What may follow what. Each method reads one level of the grammar."""

    def __init__(self, source: str, scope: Scope) -> None:
        super().__init__(source)
        self.scope, self.pronouns = scope, list(scope.pronouns)

    # the grammar, from the loosest binding to the tightest

    def whole(self) -> tree.Expression | tree.People:
        node = self.disjunction(may_be_people=True)
        if self.token.kind != "end":
            raise self.fault(
                self.token, "ここで式が終わるはずです。「かつ」「または」でつなぐか、消してください。"
            )
        return node

    def condition(self) -> tree.Expression:
        start = self.token
        return self.truth(self.disjunction(), start)

    def disjunction(self, may_be_people: bool = False) -> tree.Expression:
        start, first_index = self.token, self.index
        with self.deeper():
            parts = [self.conjunction()]
            while joint := self.accept("または"):
                self.truth(parts[-1], start)
                parts.append(self.truth(self.conjunction(), joint))
                self.not_too_many(len(parts), joint)
        if len(parts) > 1:
            self.refuse_mixture(first_index)
            return tree.Some(tuple(parts))  # type: ignore[arg-type]
        if not may_be_people and isinstance(parts[0], tree.People):
            raise self.fault(self.token, "人の一覧のあとには「の数」「がある」「がない」のどれかが必要です。")
        return parts[0]  # type: ignore[return-value]

    def refuse_mixture(self, first: int) -> None:
        depth = 0
        for token in self.tokens[first : self.index]:
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if depth == 0 and token.text == "かつ":
                raise self.fault(
                    token, "「かつ」と「または」を混ぜるときは、どちらが先かを括弧で示してください。"
                )

    def conjunction(self) -> Operand:
        start = self.token
        parts = [self.comparison()]
        while joint := self.accept("かつ"):
            self.truth(parts[-1], start)
            parts.append(self.truth(self.comparison(), joint))
            self.not_too_many(len(parts), joint)
        return tree.Every(tuple(parts)) if len(parts) > 1 else parts[0]  # type: ignore[arg-type]

    def comparison(self) -> Operand:
        start = self.token
        left = self.sum()
        if sign := self.accept(*COMPARISONS):
            other = self.token
            right = self.sum()
            self.no_impossible_age(left, right, other)
            self.no_impossible_age(right, left, start)
            left = compared(left, sign.text, right, lambda message: self.fault(sign, message))
        if isinstance(left, Age | Sex):
            raise self.fault(start, "年齢や性別は「児童.年齢 < 3」「児童.性別 = 女」のように比べてください。")
        count = 0
        while negation := self.accept("ではない"):
            left, count = tree.Not(self.truth(left, start)), count + 1
            self.not_too_many(count, negation)
        return left

    def sum(self) -> Operand:
        return self.arithmetic(self.product, ("+", "-"))

    def product(self) -> Operand:
        return self.arithmetic(self.primary, ("×",))

    def arithmetic(self, operand: Callable[[], Operand], signs: tuple[str, ...]) -> Operand:
        start, count = self.token, 0
        left = operand()
        while sign := self.accept(*signs):
            count += 1
            self.not_too_many(count, sign)
            left = tree.Arithmetic(self.number(left, start), sign.text, self.number(operand(), sign))
            self.refuse_overflow(left, sign)
        return left

    # what an expression is made of

    def primary(self) -> Operand:
        token = self.take()
        if token.kind == "number":
            return tree.Whole(int(token.text))
        if token.text == "(":
            inner = self.disjunction(may_be_people=True)
            self.expect(")")
            return self.lists(inner)
        if token.kind != "name":
            raise self.fault(token, "ここには、数か、語彙の言葉か、括弧が必要です。")
        if token.text in OPENERS:
            return self.opener(token)
        if token.text in ("男", "女"):
            return Sex("", token.text)
        return self.lists(self.word(token))

    def opener(self, token: Token) -> tree.Expression:
        match token.text:
            case "はい" | "いいえ":
                return tree.Holds(token.text == "はい")
            case "場合":
                return self.choose()
            case "同居" | "年長":
                one, other = self.pair()
                return tree.Together(one, other) if token.text == "同居" else tree.Elder(one, other)
        raise self.fault(token, "「それ以外」は「場合(…)」の中に書いてください。")

    def pair(self) -> tuple[str, str]:
        self.expect("(")
        one = self.pronoun(self.take())
        self.expect("、")
        other = self.pronoun(self.take())
        self.expect(")")
        return one, other

    def pronoun(self, token: Token) -> str:
        if token.text not in self.pronouns:
            raise self.fault(token, f"ここで使える人は{'・'.join(self.pronouns)}です。")
        return token.text

    def choose(self) -> tree.Expression:
        self.expect("(")
        cases: list[tuple[tree.Expression, tree.Expression]] = []
        while not self.accept("それ以外"):
            condition = self.condition()
            self.expect("→")
            cases.append((condition, self.disjunction()))
            self.not_too_many(len(cases), self.expect("、"))
        self.expect("→")
        otherwise = self.disjunction()
        closing = self.expect(")")
        if any(tree.is_number(value) != tree.is_number(otherwise) for _, value in cases):
            raise self.fault(closing, "「場合」の値は、すべて数か、すべて条件にしてください。")
        return tree.Choose(tuple(cases), otherwise)

    def word(self, token: Token) -> Operand:
        if token.text in self.scope.names:
            node = self.scope.names[token.text]
            if self.inside_list and any(
                isinstance(part, tree.People | tree.Total) for part in tree.walk(node)
            ):
                raise self.fault(token, "一覧の中に一覧は書けません。")
            return node if isinstance(node, tree.People) else tree.Named(token.text, node)
        if token.text not in self.pronouns:
            raise self.unknown(token, [*self.pronouns, *self.scope.names])
        self.expect(".")
        return self.attribute(token.text, self.take())

    def attribute(self, who: str, token: Token) -> Operand:
        word = token.text
        if word in tree.EACH:
            if self.inside_list:
                raise self.fault(token, "一覧の中に一覧は書けません。")
            return tree.People(who, word)
        if word == "性別":
            return Sex(who, "")
        if word in Age.WORDS:
            by_birthday = word == Measure.YEARS.value and self.scope.by_birthday
            return Age(who, Measure.BIRTHDAYS if by_birthday else Age.WORDS[word])
        if word in self.scope.facts:
            return tree.FactOf(who, word)
        if (found := span(who, word)) is not None:
            for part in tree.walk(found):
                if isinstance(part, tree.Reached):
                    self.refuse_beyond(part.measure, part.n, token)
            return found
        raise self.unknown(token, [*self.scope.facts, *Age.WORDS, *tree.EACH, "性別"])

    def unknown(self, token: Token, known: list[str]) -> RuleSyntaxError:
        near = get_close_matches(token.text, known, n=1, cutoff=0.4)
        hint = f"「{near[0]}」のことですか。" if near else f"使える言葉: {'・'.join(sorted(known))}。"
        return self.fault(token, f"この言葉は語彙にありません。{hint}")

    def lists(self, node: Operand) -> Operand:
        """What may follow a list of people: のうち(…), の数, の合計(…), がある, がない."""
        while isinstance(node, tree.People) and (
            keyword := self.accept("のうち", "の数", "の合計", "がある", "がない")
        ):
            if keyword.text == "のうち":
                with self.inside(node):
                    self.expect("(")
                    added = self.condition()
                    self.expect(")")
                where = added if node.where is None else tree.Every((node.where, added))
                node = tree.People(node.of, node.relation, where)
            else:
                node = self.total(node, keyword)
        return node

    def total(self, people: tree.People, keyword: Token) -> tree.Expression:
        if keyword.text == "の合計":
            with self.inside(people):
                self.expect("(")
                number = self.number(self.sum(), keyword)
                self.expect(")")
            total = tree.Total(people, number)
            self.refuse_overflow(total, keyword)
            return total
        if keyword.text == "の数":
            return tree.Total(people)
        found = tree.Compare(tree.Total(people), "≥", tree.Whole(1))
        return found if keyword.text == "がある" else tree.Not(found)

    @property
    def inside_list(self) -> bool:
        return any(pronoun in tree.RELATIONS for pronoun in self.pronouns)

    @contextmanager
    def inside(self, people: tree.People) -> Iterator[None]:
        """Within a list, its pronoun (その子, その親) may be used."""
        self.pronouns.append(people.each)
        yield
        self.pronouns.pop()

    def truth(self, node: Operand, token: Token) -> tree.Expression:
        if isinstance(node, tree.People | Age | Sex) or tree.is_number(node):
            raise self.fault(token, "ここには、はい・いいえで答えられる条件が必要です。")
        return node

    def number(self, node: Operand, token: Token) -> tree.Expression:
        if isinstance(node, tree.People | Age | Sex) or not tree.is_number(node):
            raise self.fault(token, "ここには、数が必要です。")
        return node
