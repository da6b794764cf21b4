"""What a fact is: kind "fact" in packs/*/vocabulary/*.yaml. The file's name is the 用語."""

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from machimado.core.definitions.definitions import Definition
from machimado.kernel.text import Text


class FactType(StrEnum):
    """The shape of a fact's value."""

    TEXT = "文字列"
    NAME = "氏名"
    DATE = "日付"
    TRUTH = "はい・いいえ"
    NUMBER = "整数"
    CHOICE = "選択"
    ADDRESS = "住所"
    PHONE = "電話番号"
    MAIL = "メール"
    ACCOUNT = "口座"
    PERSON = "人"
    PEOPLE = "人の一覧"


class Sensitivity(StrEnum):
    """How a fact must be handled."""

    PERSONAL = "個人情報"
    SPECIAL = "要配慮個人情報"  # 個人情報の保護に関する法律2条3項
    NUMBER = "特定個人情報"  # 番号法2条9項: never used for push


class Source(StrEnum):
    """Where a fact may come from."""

    REGISTER = "住民基本台帳"
    LEDGER = "業務台帳"  # what the city decided, or keeps a list of
    CARD = "マイナンバーカード"
    EARLIER = "以前の回答"
    TYPED = "入力"


class FactDefinition(Definition):
    """A thing known about a person, asked once. 出所 are tried in order."""

    kind: ClassVar[str] = "fact"

    title: Text = Field(alias="名称")
    meaning: Text | None = Field(default=None, alias="説明")
    gif: str = Field(default="", alias="GIF")
    type: FactType = Field(alias="型")
    sensitivity: Sensitivity = Field(default=Sensitivity.PERSONAL, alias="機微")
    sources: tuple[Source, ...] = Field(alias="出所", min_length=1)
    purpose: str = Field(default="", alias="目的")
    question: Text | None = Field(default=None, alias="質問")
    about: bool = Field(default=False, alias="子ごと")
    reverse: str | None = Field(default=None, alias="子からみた言葉")

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        if len(set(self.sources)) != len(self.sources):
            raise ValueError("「出所」に同じものが2回あります。")
        if self.sensitivity is Sensitivity.NUMBER and not self.purpose:
            raise ValueError("特定個人情報には、番号法が認める「目的」を書いてください。")
        if self.reverse and not self.about:
            raise ValueError("「子からみた言葉」は、「子ごと」の事実にだけ書けます。")
        return self
