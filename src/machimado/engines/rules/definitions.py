"""What a rule is: kind "rule" in packs/*/rules/*.yaml. A rule without 法令ID + 条, or without examples, is refused."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from machimado.core.definitions.definitions import Definition, Part
from machimado.engines.rules.language import tree
from machimado.engines.rules.language.ages import OLDEST
from machimado.engines.rules.language.lexer import RuleSyntaxError
from machimado.engines.rules.language.parser import Scope, parse, parse_number, parse_truth
from machimado.kernel.law import LawRef
from machimado.kernel.text import PlainOrText


class Subject(StrEnum):
    """Whom a rule is about; the value gives the pronouns that its expressions may use."""

    CHILD = "児童"
    PARENTAGE = "親子"
    PERSON = "本人"

    @property
    def pronouns(self) -> tuple[str, ...]:
        return ("児童", "請求者") if self is Subject.PARENTAGE else (self.value,)


class AgeCount(StrEnum):
    """On which day 年齢 goes up."""

    EVE = "誕生日の前日"
    BIRTHDAY = "誕生日"


class Requirement(Part):
    """One condition, what it means to a resident, and the article that it stands in."""

    condition: str = Field(alias="条件", min_length=1)
    reason: PlainOrText | None = Field(default=None, alias="説明")
    article: str = Field(default="", alias="条")


class Deadline(Part):
    """月を失う: each month of delay loses a month (児童手当法8条). 対象の間: until the requirements end by age."""

    kind: Literal["月を失う", "対象の間"] = Field(alias="種類")
    days: int = Field(default=0, alias="日数", ge=0, le=365)
    reason: PlainOrText | None = Field(default=None, alias="説明")

    @model_validator(mode="after")
    def _days_where_months_are_lost(self) -> Self:
        if (self.kind == "月を失う") != (self.days > 0):
            raise ValueError("「日数」は、種類が「月を失う」のときだけ書いてください。")
        return self


class Notice(Part):
    """What is sent when this rule newly holds, and the procedure that its link opens."""

    template: str = Field(alias="テンプレート")
    procedure: str | None = Field(default=None, alias="手続")


def _within_reach(day: date) -> date:
    if not OLDEST <= day <= LAST:
        raise ValueError(f"例の日付は、{OLDEST.year}年から{LAST.year}年までにしてください。")
    return day


LAST = date(2199, 12, 31)
Day = Annotated[date, AfterValidator(_within_reach)]


class ExamplePerson(Part):
    """A person of an example: what the register holds, and what is known beyond it."""

    birth: Day | None = Field(default=None, alias="生年月日")
    sex: Literal["男", "女"] | None = Field(default=None, alias="性別")
    household: str = Field(default="A", alias="世帯")
    parents: tuple[str, ...] = Field(default=(), alias="父母")
    perhaps: tuple[str, ...] = Field(default=(), alias="父母かもしれない人")
    since: Day | None = Field(default=None, alias="住民となった日")
    facts: dict[str, bool] = Field(default_factory=dict, alias="事実")


class Example(Part):
    """A case and what the rule must say of it; run on every engine."""

    name: str = Field(alias="名", min_length=1)
    on: Day = Field(alias="基準日")
    people: dict[str, ExamplePerson] = Field(alias="人")
    answer: Literal["はい", "いいえ", "確認が必要"] = Field(alias="結果")
    amount: int | tuple[int, int] | None = Field(default=None, alias="額")
    deadline: date | None = Field(default=None, alias="期限")
    starts: str | None = Field(default=None, alias="支給開始月", pattern=r"^\d{4}-\d{2}$")
    lost: int | None = Field(default=None, alias="失った月数")


def _requirement(value: Any) -> Any:
    return {"条件": value} if isinstance(value, str) else value


class RuleDefinition(Definition):
    """One edition of a rule."""

    kind: ClassVar[str] = "rule"

    title: PlainOrText = Field(alias="名称")
    summary: PlainOrText = Field(alias="概要")
    subject: Subject = Field(alias="対象")
    basis: tuple[LawRef, ...] = Field(alias="根拠", min_length=1)
    age_count: AgeCount = Field(alias="年齢計算")
    facts: tuple[str, ...] = Field(default=(), alias="事実")
    whole_lists: tuple[str, ...] = Field(default=(), alias="例での名簿")
    terms: dict[str, str] = Field(default_factory=dict, alias="用語")
    requirements: tuple[Annotated[Requirement, BeforeValidator(_requirement)], ...] = Field(
        alias="要件", min_length=1
    )
    amount_text: str | None = Field(default=None, alias="額")
    amount_rule: str | None = Field(default=None, alias="額の規則")
    deadline: Deadline | None = Field(default=None, alias="期限")
    rank: int = Field(default=100, alias="順位")
    notice: Notice | None = Field(default=None, alias="通知")
    remark: PlainOrText | None = Field(default=None, alias="注記")
    examples: tuple[Example, ...] = Field(alias="例", min_length=2)

    @model_validator(mode="after")
    def _reads(self) -> Self:
        try:
            _ = self.conditions, self.amount
        except RuleSyntaxError as error:
            raise ValueError(str(error)) from error
        except (RecursionError, OverflowError) as error:
            raise ValueError("式が大きすぎます。「用語」に分けてください。") from error
        return self

    @model_validator(mode="after")
    def _examples_name_the_subject(self) -> Self:
        for example in self.examples:
            missing = [word for word in self.subject.pronouns if word not in example.people]
            if missing:
                raise ValueError(f"例「{example.name}」の「人」に「{'・'.join(missing)}」を書いてください。")
        return self

    @cached_property
    def names(self) -> Mapping[str, tree.Expression | tree.People]:
        """The 用語, each read with those before it."""
        found: dict[str, tree.Expression | tree.People] = {}
        for name, text in self.terms.items():
            found[name] = parse(text, self._scope(found))
        return found

    @cached_property
    def conditions(self) -> tuple[tree.Expression, ...]:
        """The 要件 as trees, in the order written."""
        scope = self._scope(self.names)
        return tuple(parse_truth(requirement.condition, scope) for requirement in self.requirements)

    @cached_property
    def amount(self) -> tree.Expression | None:
        """The 額 (yen a month) as a tree."""
        return None if self.amount_text is None else parse_number(self.amount_text, self._scope(self.names))

    @property
    def nodes(self) -> tuple[tree.Expression, ...]:
        """Everything that is evaluated."""
        return (*self.conditions, *([] if self.amount is None else [self.amount]))

    def _scope(self, names: Mapping[str, tree.Expression | tree.People]) -> Scope:
        by_birthday = self.age_count is AgeCount.BIRTHDAY
        return Scope(self.subject.pronouns, frozenset(self.facts), names, by_birthday)
