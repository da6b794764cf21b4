"""The recipe of a synthetic town: which public numbers, places and names it is drawn from."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Sex = Literal["男", "女"]
Spelling = tuple[str, str]
"""How a name is written, and how it is read in katakana."""


def _spellings(text: object) -> object:
    """`"清:キヨシ / 勇:イサム"` → `(("清", "キヨシ"), ("勇", "イサム"))`."""
    if isinstance(text, str):
        return tuple(tuple(each.split(":")) for each in text.split(" / "))
    return text


Spellings = Annotated[tuple[Spelling, ...], BeforeValidator(_spellings)]


class Part(BaseModel):
    """A part of the recipe: frozen, and nothing in it that the town does not read."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, coerce_numbers_to_str=True)


class AgeTable(Part):
    source: str = Field(alias="出典")
    weight: int = Field(alias="重み")
    men: tuple[int, ...] = Field(alias="男")
    women: tuple[int, ...] = Field(alias="女")

    def of(self, sex: Sex) -> tuple[int, ...]:
        return self.men if sex == "男" else self.women


class Ages(Part):
    """The shape of the age pyramid: published tables, mixed by weight; the open last band is split further."""

    bands: tuple[int, ...] = Field(alias="階級")
    tables: tuple[AgeTable, ...] = Field(alias="表")
    old_bands: tuple[int, ...] = Field(alias="高齢の階級")
    old: Mapping[Sex, tuple[int, ...]] = Field(alias="高齢の内訳")


class FamilyShares(Part):
    single_mother: float = Field(alias="ひとり親（母）")
    single_father: float = Field(alias="ひとり親（父）")
    three_generations: float = Field(alias="三世代")
    raised_by_grandparents: float = Field(alias="祖父母が養育")
    stepchild: float = Field(alias="妻の子")
    father_posted_away: float = Field(alias="単身赴任")
    twins: float = Field(alias="双子")
    foreigners: int = Field(alias="外国人住民")
    protected_households: int = Field(alias="支援措置の世帯")


class Rates(Part):
    """Events a year for a thousand residents."""

    births: float = Field(alias="出生")
    deaths: float = Field(alias="死亡")
    arrivals: float = Field(alias="転入")
    departures: float = Field(alias="転出")
    removals: float = Field(alias="転居")
    marriages: float = Field(alias="婚姻")
    divorces: float = Field(alias="離婚")


class Quarter(Part):
    weight: int = Field(alias="重み")
    towns: tuple[tuple[str, str], ...] = Field(alias="町")


class Generation(Part):
    until: int = Field(alias="年")
    men: Spellings = Field(alias="男")
    women: Spellings = Field(alias="女")


class Nationality(Part):
    name: str = Field(alias="国籍")
    weight: int = Field(alias="重み")
    families: Spellings = Field(alias="氏")
    men: Spellings = Field(alias="男")
    women: Spellings = Field(alias="女")


class SpecialPerson(Part):
    family: Spelling | None = Field(default=None, alias="氏")
    given: Spelling = Field(alias="名")
    sex: Sex = Field(alias="性別")
    age: int = Field(alias="年齢")
    birthday: str = Field(default="", alias="月日")
    relationship: str = Field(alias="続柄")
    father: str = Field(default="", alias="父")
    mother: str = Field(default="", alias="母")
    latin: str = Field(default="", alias="英字")
    alias: str = Field(default="", alias="通称")
    nationality: str = Field(default="日本", alias="国籍")


class SpecialHousehold(Part):
    key: str = Field(alias="鍵")
    town: str = Field(alias="町")
    family: Spelling = Field(alias="氏")
    protected: bool = Field(default=False, alias="支援措置")
    people: Mapping[str, SpecialPerson] = Field(alias="人")


class Recipe(Part):
    """Everything that the generator may know."""

    title: str = Field(alias="名称")
    seed: str = Field(alias="種")
    prefecture: str = Field(alias="都道府県")
    municipality: str = Field(alias="市区町村")
    population: Mapping[Sex, int] = Field(alias="人口")
    ages: Ages = Field(alias="年齢")
    household_sizes: Mapping[int, int] = Field(alias="世帯人員")
    families: FamilyShares = Field(alias="家族")
    rates: Rates = Field(alias="動き")
    quarters: tuple[Quarter, ...] = Field(alias="町字")
    hamlets: tuple[str, ...] = Field(alias="字")
    buildings: tuple[str, ...] = Field(alias="建物")
    homes: tuple[str, ...] = Field(alias="施設")
    surnames: Mapping[str, tuple[str, int]] = Field(alias="氏")
    generations: tuple[Generation, ...] = Field(alias="名")
    nationalities: tuple[Nationality, ...] = Field(alias="外国人")
    special: tuple[SpecialHousehold, ...] = Field(default=(), alias="特別な世帯")

    @model_validator(mode="after")
    def _tables_match_their_bands(self) -> Self:
        for table in self.ages.tables:
            if not len(table.men) == len(table.women) == len(self.ages.bands):
                raise ValueError(f"{table.source}: 男・女の数が階級の数と合いません")
        return self

    def scaled(self, residents: int) -> "Recipe":
        """The same town, smaller: for tests and benchmarks."""
        whole = sum(self.population.values())
        men = round(self.population["男"] * residents / whole)
        foreigners = self.families.foreigners * residents // whole
        return self.model_copy(
            update={
                "population": {"男": men, "女": residents - men},
                "families": self.families.model_copy(update={"foreigners": foreigners}),
            }
        )


@lru_cache(maxsize=4)
def read(path: Path) -> Recipe:
    """The recipe in `path`. Raises pydantic's ValidationError when a number or a place is missing."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Recipe.model_validate(yaml.load(path.read_text(encoding="utf-8"), loader))  # noqa: S506 (both are safe)
