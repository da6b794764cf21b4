"""Document and issuer definitions: what an official paper states, and who signs it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from machimado.core.definitions.definitions import Definition, Part
from machimado.kernel.law import LawRef
from machimado.kernel.text import PlainOrText, Text


class Kind(StrEnum):
    """How a stated item is written."""

    TEXT = "文字"
    LONG = "長文"
    NAME = "氏名"
    DATE = "日付"
    MONTH = "年月"
    MONEY = "金額"
    COUNT = "数"
    ADDRESS = "住所"
    LIST = "一覧"


class Item(Part):
    """One 記載事項. A 一覧 has 項目: the columns of its rows."""

    type: Kind = Field(default=Kind.TEXT, alias="型")
    required: bool = Field(default=True, alias="必須")
    columns: dict[str, Kind] = Field(default_factory=dict, alias="項目")

    @model_validator(mode="after")
    def _a_list_has_columns(self) -> Self:
        if (self.type is Kind.LIST) != bool(self.columns):
            raise ValueError("型が一覧のときだけ、項目を書いてください。")
        return self


class Appeal(Part):
    """教示 on 審査請求 (行政不服審査法82条): to whom, within what time. {都道府県} and {市} stand for the issuer's."""

    authority: str = Field(alias="審査庁")
    within: str = Field(default="3か月", alias="期間")
    at_most: str = Field(default="1年", alias="最長")
    first: bool = Field(default=False, alias="前置")
    basis: tuple[LawRef, ...] = Field(default=(), alias="根拠")


class Suit(Part):
    """教示 on 取消訴訟 (行政事件訴訟法46条): against whom, within what time."""

    defendant: str = Field(default="{市}", alias="被告")
    represented_by: str = Field(default="{市長}", alias="代表者")
    within: str = Field(default="6か月", alias="期間")
    at_most: str = Field(default="1年", alias="最長")
    basis: tuple[LawRef, ...] = Field(default=(), alias="根拠")


class Remedies(Part):
    """What a person may do who does not accept the decision."""

    appeal: Appeal | None = Field(default=None, alias="審査請求")
    suit: Suit | None = Field(default=None, alias="取消訴訟")


class DocumentDefinition(Definition):
    """An official paper. Its layout is the Typst file of the same name beside it in the pack."""

    kind: ClassVar[str] = "document"

    title: PlainOrText = Field(alias="名称")
    business: str = Field(alias="業務")
    numbered: bool = Field(default=True, alias="文書番号")
    decision: bool = Field(default=False, alias="処分")
    basis: tuple[LawRef, ...] = Field(default=(), alias="根拠")
    items: dict[str, Item] = Field(default_factory=dict, alias="記載事項")
    fixed: dict[str, str | tuple[str, ...]] = Field(default_factory=dict, alias="定型文")
    remedies: Remedies | None = Field(default=None, alias="教示")

    @model_validator(mode="after")
    def _decisions_name_basis_and_remedies(self) -> Self:
        faults = list(self._faults())
        if faults:
            raise ValueError(" ".join(faults))
        return self

    def _faults(self) -> Iterator[str]:
        if self.decision and self.remedies is None:
            yield "処分の文書には教示が必要です(行政不服審査法82条、行政事件訴訟法46条)。"
        if self.decision and not self.basis:
            yield "処分の文書には根拠の条を書いてください。"


class Counter(Part):
    """The section that answers for a business, the sign of its numbers (文書記号), and its own fixed texts."""

    section: str = Field(alias="課")
    sign: str = Field(alias="記号")
    telephone: str = Field(default="", alias="電話")
    fixed: dict[str, str | tuple[str, ...]] = Field(default_factory=dict, alias="定型文")


class IssuerDefinition(Definition):
    """The city that issues papers: its name, its head, its address and its counters by business."""

    kind: ClassVar[str] = "issuer"

    city: str = Field(alias="市名")
    city_name: Text = Field(alias="名称")
    prefecture: str = Field(alias="都道府県")
    head_title: str = Field(alias="長の職名")
    head_name: str = Field(alias="長の氏名")
    postal_code: str = Field(alias="郵便番号")
    address: str = Field(alias="所在地")
    counters: dict[str, Counter] = Field(alias="担当")

    def counter(self, business: str) -> Counter:
        """The counter of a business; raises KeyError where the city has named none."""
        return self.counters[business]
