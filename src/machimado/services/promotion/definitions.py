"""An initiative (重点取組事項) of the city's policy, with its KPIs. How a KPI is measured is data: a query on the journal."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from machimado.core.definitions.definitions import Definition, Part
from machimado.kernel.text import PlainOrText


class Count(Part):
    """Journal entries of one type whose public fields have one of the values named; 名称 heads its column.

    数える日 names the public field with the day that counts; without it, that of the entry.
    """

    name: PlainOrText | None = Field(default=None, alias="名称")
    type: str = Field(alias="種別")
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict, alias="条件")
    day: str | None = Field(default=None, alias="数える日")


class Measure(Part):
    """件数 counts; 割合 is 分子 / 分母 in per cent. By the month, which is Japan's."""

    kind: Literal["件数", "割合"] = Field(alias="種類")
    numerator: Count = Field(alias="分子")
    denominator: Count | None = Field(default=None, alias="分母")
    period: Literal["月"] = Field(default="月", alias="期間")

    @model_validator(mode="after")
    def _a_share_needs_a_whole(self) -> Self:
        if (self.kind == "割合") != (self.denominator is not None):
            raise ValueError("「分母」は、種類が「割合」のときだけ、必ず書いてください。")
        return self


class Target(Part):
    value: float = Field(alias="値")
    by: str = Field(alias="期限", pattern=r"^\d{4}-\d{2}$")
    note: PlainOrText | None = Field(default=None, alias="注")


class Kpi(Part):
    """What is watched. Without 測り方 it is not measured yet, and the board says so."""

    title: PlainOrText = Field(alias="名称")
    definition: PlainOrText = Field(alias="定義")
    unit: PlainOrText = Field(alias="単位")
    target: Target | None = Field(default=None, alias="目標")
    measure: Measure | None = Field(default=None, alias="測り方")


class Initiative(Definition):
    """One of the policy's initiatives."""

    kind: ClassVar[str] = "initiative"

    number: str = Field(alias="番号")
    axis: PlainOrText = Field(alias="軸")
    title: PlainOrText = Field(alias="名称")
    owner: PlainOrText = Field(alias="担当")
    problems: tuple[PlainOrText, ...] = Field(alias="現状・課題", min_length=1)
    plans: tuple[PlainOrText, ...] = Field(alias="対応方針", min_length=1)
    kpis: tuple[Kpi, ...] = Field(alias="KPI", min_length=1)
