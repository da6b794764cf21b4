"""What a procedure is: kind "procedure" in packs/*/procedures/*.yaml."""

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from machimado.core.definitions.definitions import Definition, Part
from machimado.kernel.law import LawRef
from machimado.kernel.text import PlainOrText

AnswerType = Literal[
    "文字列", "長文", "整数", "金額", "日付", "年月", "はい・いいえ", "選択", "複数選択",
    "氏名", "住所", "電話番号", "郵便番号", "メール", "口座",
]  # fmt: skip
Whose = Literal["本人", "配偶者", "子"]
Suggestion = Literal[
    "支給開始月", "月額", "額の区分", "月額の合計", "件数", "算定人数", "改定前の月額", "改定後の月額", "事由",
]  # fmt: skip
Scalar = bool | int | str

TESTS = (
    "equals", "one_of", "contains", "present", "at_least", "at_most", "age_under", "school_year_to", "school_year_from",
    "same_name",
)  # fmt: skip


class Condition(Part):
    """One condition over answers: かつ, または, でない, どれか, 件数, or one test of one 項目.

    表示条件: {かつ: [{項目: 同居, 等しい: false}, {件数: [児童, 兄姉等], 以上: 3}]}
    """

    all_of: tuple["Condition", ...] | None = Field(default=None, alias="かつ")
    any_of: tuple["Condition", ...] | None = Field(default=None, alias="または")
    negated: "Condition | None" = Field(default=None, alias="でない")
    count: tuple[str, ...] | None = Field(default=None, alias="件数")
    some: str | None = Field(default=None, alias="どれか")
    where: "Condition | None" = Field(default=None, alias="条件")
    item: str | None = Field(default=None, alias="項目")
    equals: Scalar | None = Field(default=None, alias="等しい")
    one_of: tuple[Scalar, ...] | None = Field(default=None, alias="いずれか")
    contains: Scalar | None = Field(default=None, alias="含む")
    present: bool | None = Field(default=None, alias="ある")
    at_least: int | str | None = Field(default=None, alias="以上")
    at_most: int | str | None = Field(default=None, alias="以下")
    age_under: int | None = Field(default=None, alias="年齢未満")
    school_year_to: int | None = Field(default=None, alias="年度末年齢以下")
    school_year_from: int | None = Field(default=None, alias="年度末年齢以上")
    same_name: str | None = Field(default=None, alias="同じ名義")

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        shapes = [self.all_of, self.any_of, self.negated, self.count, self.some, self.item]
        if sum(shape is not None for shape in shapes) != 1:
            raise ValueError("条件は「かつ・または・でない・件数・どれか・項目」のうち一つで書いてください。")
        tests = [name for name in TESTS if getattr(self, name) is not None]
        wanted = {True: 1, False: 0}[self.item is not None or self.count is not None]
        if len(tests) != wanted:
            raise ValueError("「項目」や「件数」には、比べ方(等しい、以上など)を一つだけ書いてください。")
        if (self.some is None) != (self.where is None):
            raise ValueError("「どれか」には「条件」を添えてください。")
        return self

    def names(self) -> Iterator[str]:
        """The items and groups that this condition looks at; names inside どれか as 群/項目."""
        if self.item:
            yield self.item
        if self.same_name:
            yield self.same_name
        yield from self.count or ()
        if self.some and self.where:
            yield self.some
            yield from (f"{self.some}/{name}" for name in self.where.names())
        for part in (*(self.all_of or ()), *(self.any_of or ()), *([self.negated] if self.negated else [])):
            yield from part.names()


class Choice(Part):
    """One thing to choose: what is stored and what is shown."""

    value: str = Field(alias="値")
    label: PlainOrText = Field(alias="表示")
    help: PlainOrText | None = Field(default=None, alias="説明")
    amount: int | None = Field(default=None, alias="額")


class Validation(Part):
    """What must hold of an answer, and the sentence that says what to do where it does not."""

    condition: Condition = Field(alias="条件")
    sentence: PlainOrText = Field(alias="文")


class Known(Part):
    """Where an answer comes from that is no fact of one person: the notice that led here, or a tie of the register.

    元: {案内: 事由} or {案内: 日}; 元: {親子関係: 子} (the answer where the register is sure of parent and child);
    元: {同一世帯: 同一} (the answer where both live in one 世帯).
    """

    notice: Literal["事由", "日"] | None = Field(default=None, alias="案内")
    parentage: Scalar | None = Field(default=None, alias="親子関係")
    household: Scalar | None = Field(default=None, alias="同一世帯")

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if sum(each is not None for each in (self.notice, self.parentage, self.household)) != 1:
            raise ValueError("「元」には、案内・親子関係・同一世帯のどれか一つを書いてください。")
        return self


class Question(Part):
    """One question. 事実 names a term of the vocabulary; without it the answer belongs to this case alone."""

    name: str = Field(alias="項目", min_length=1, pattern=r"^[^/.\s]+$")
    label: PlainOrText = Field(alias="質問")
    fact: str | None = Field(default=None, alias="事実")
    known: Known | None = Field(default=None, alias="元")
    type: AnswerType = Field(alias="型")
    required: bool = Field(default=True, alias="必須")
    when: Condition | None = Field(default=None, alias="表示条件")
    choices: tuple[Choice, ...] = Field(default=(), alias="選択肢")
    help: PlainOrText | None = Field(default=None, alias="説明")
    checks: tuple[Validation, ...] = Field(default=(), alias="検証")
    maximum: int | None = Field(default=None, alias="最大")
    suggested: Suggestion | None = Field(default=None, alias="提案")

    @model_validator(mode="after")
    def _choices_where_chosen(self) -> Self:
        if (self.type in ("選択", "複数選択")) != bool(self.choices):
            raise ValueError(
                f"「{self.name}」: 選択肢は、型が「選択」か「複数選択」のときだけ、必ず書いてください。"
            )
        return self


class Group(Part):
    """A repeating group (児童 …): logic inside an item sees that item first, then the answers around it."""

    name: str = Field(alias="項目", min_length=1, pattern=r"^[^/.\s]+$")
    label: PlainOrText = Field(alias="呼び名")
    minimum: int = Field(default=0, alias="最小", ge=0)
    maximum: int = Field(default=10, alias="最大", ge=1, le=50)
    source: Literal["子"] | None = Field(default=None, alias="元")
    where: Condition | None = Field(default=None, alias="絞込")
    without: str | None = Field(default=None, alias="除く事実")
    questions: tuple[Question, ...] = Field(alias="質問", min_length=1)


class Page(Part):
    """One page: questions of one kind, or one repeating group, or a place where the claim has to end (中止)."""

    name: str = Field(alias="頁", min_length=1, pattern=r"^[^/.\s]+$")
    heading: PlainOrText = Field(alias="見出し")
    intro: PlainOrText | None = Field(default=None, alias="説明")
    when: Condition | None = Field(default=None, alias="表示条件")
    whose: Whose = Field(default="本人", alias="だれの")
    questions: tuple[Question, ...] = Field(default=(), alias="質問")
    group: Group | None = Field(default=None, alias="繰返し")
    stop: PlainOrText | None = Field(default=None, alias="中止")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum([bool(self.questions), self.group is not None, self.stop is not None]) != 1:
            raise ValueError(f"「{self.name}」: 頁には「質問・繰返し・中止」のどれか一つを書いてください。")
        return self

    def all_questions(self) -> tuple[Question, ...]:
        return self.group.questions if self.group else self.questions


class Attachment(Part):
    """A paper that only the resident has; what the city holds is never asked for."""

    name: str = Field(alias="名称", pattern=r"^[^/.\s]+$")
    label: PlainOrText = Field(alias="表示")
    reason: PlainOrText = Field(alias="理由")
    when: Condition | None = Field(default=None, alias="表示条件")
    required: bool = Field(default=True, alias="必須")
    maximum: int = Field(default=5, alias="最大", ge=1, le=20)


class Consent(Part):
    """Something the resident agrees to before submitting."""

    name: str = Field(alias="項目")
    text: PlainOrText = Field(alias="文")
    required: bool = Field(default=True, alias="必須")


class Remedy(Part):
    """教示: where, within what time and against whom (行政不服審査法82条, 行政事件訴訟法46条)."""

    authority: str = Field(alias="審査庁")
    appeal_period: str = Field(alias="審査請求期間")
    appeal_first: bool = Field(alias="前置")
    defendant: str = Field(alias="被告")
    representative: str = Field(alias="代表者")
    suit_period: str = Field(alias="出訴期間")
    text: PlainOrText = Field(alias="文")


class EachItem(Part):
    """What is decided for each item of a group, and which of its answers the notice prints: 記載 {column: 項目}."""

    group: str = Field(alias="項目")
    columns: dict[str, str] = Field(default_factory=dict, alias="記載")
    questions: tuple[Question, ...] = Field(default=(), alias="質問")


class Outcome(Part):
    """One way a case may end. A refusal needs 理由の提示: facts and article (行政手続法8条)."""

    name: str = Field(alias="結果")
    refusal: bool = Field(default=False, alias="拒否")
    document: str | None = Field(default=None, alias="通知書")
    keeps: str | None = Field(default=None, alias="記録")
    particulars: tuple[Question, ...] = Field(default=(), alias="決定事項")
    each: EachItem | None = Field(default=None, alias="項目ごと")


class ToldFact(Part):
    """A fact that the answers settle, for the rules: 公務員 from 職業. Of the claimant, or (繰返し) of each item.

    `数える`: whoever the fact holds of counts among the children (算定), though nothing is paid for them.
    """

    fact: str = Field(alias="事実")
    group: str | None = Field(default=None, alias="繰返し")
    when: Condition = Field(alias="条件")
    counts: bool = Field(default=False, alias="数える")


class Stage(Part):
    """How digital it is: デジタイゼーション, デジタライゼーション or DX, and why."""

    stage: Literal["デジタイゼーション", "デジタライゼーション", "DX"] = Field(alias="段階")
    why: PlainOrText = Field(alias="理由")


class Procedure(Definition):
    """A procedure of the city or the nation."""

    kind: ClassVar[str] = "procedure"

    title: PlainOrText = Field(alias="名称")
    short: PlainOrText | None = Field(default=None, alias="略称")
    summary: PlainOrText = Field(alias="概要")
    audience: PlainOrText = Field(alias="対象者")
    when_to: PlainOrText | None = Field(default=None, alias="期限の説明")
    basis: tuple[LawRef, ...] = Field(alias="根拠", min_length=1)
    type: Literal["申請", "届出", "申出"] = Field(alias="種別")
    section: str = Field(alias="担当")
    authority: str = Field(alias="決定機関")
    standard_days: int | None = Field(default=None, alias="標準処理期間", ge=1)
    level: int = Field(default=1, alias="本人確認レベル", ge=0, le=3)
    appealable: bool = Field(alias="処分性")
    remedy: Remedy | None = Field(default=None, alias="教示")
    stage: Stage = Field(alias="デジタル化")
    pages: tuple[Page, ...] = Field(alias="ページ", min_length=1)
    attachments: tuple[Attachment, ...] = Field(default=(), alias="添付")
    consents: tuple[Consent, ...] = Field(default=(), alias="同意")
    tells: tuple[ToldFact, ...] = Field(default=(), alias="わかる事実")
    outcomes: tuple[Outcome, ...] = Field(default=(), alias="決定")

    @model_validator(mode="after")
    def _a_disposition_teaches_its_remedy(self) -> Self:
        if self.appealable and (self.remedy is None or not self.outcomes):
            raise ValueError("処分性のある手続には「教示」と「決定」を書いてください。")
        return self

    @property
    def needs_decision(self) -> bool:
        """Whether somebody decides; a 届出 is done on arrival (行政手続法37条)."""
        return bool(self.outcomes)

    def page(self, name: str) -> Page | None:
        return next((page for page in self.pages if page.name == name), None)

    def groups(self) -> Iterator[Group]:
        return (page.group for page in self.pages if page.group)

    def outcome(self, name: str) -> Outcome | None:
        return next((outcome for outcome in self.outcomes if outcome.name == name), None)
