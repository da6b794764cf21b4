"""Births on demand: for the families of the story, through the same door as any change of the register."""

from dataclasses import dataclass
from datetime import datetime

from machimado.demo import town_life
from machimado.demo.cast import BY_SLUG, Part
from machimado.demo.models import StoryBirth
from machimado.demo.town_life import Birth
from machimado.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Family:
    """A family that can be chosen. `key` names it in the recipe, `part` its mother in the cast."""

    key: str
    part: str
    title: Text


FAMILIES = (
    Family(
        "物語",
        "misaki",
        Text(
            ja="佐藤さん（3歳の子がいる）→ 額改定認定請求",
            easy="佐藤《さとう》さん（こどもが ひとり います）",
            en="Satō family, one child of three → change of amount",
        ),
    ),
    Family(
        "新婚",
        "moe",
        Text(
            ja="日下さん（初めての子）→ 認定請求",
            easy="日下《くさか》さん（はじめての こども）",
            en="Kusaka family, first child → new claim",
        ),
    ),
    Family(
        "三人目",
        "yuka",
        Text(
            ja="我妻さん（三世代、20歳・15歳・6歳の子）→ 第3子以降の額",
            easy="我妻《わがつま》さん（こどもが 3人《にん》 います）",
            en="Wagatsuma family, three generations and three children → amount for later children",
        ),
    ),
    Family(
        "双子",
        "mai",
        Text(
            ja="濵田さん（1歳の双子がいる）→ 第3子",
            easy="濵田《はまだ》さん（ふたごが います）",
            en="Hamada family with twins of one → third child",
        ),
    ),
    Family(
        "未届の妻",
        "rie",
        Text(
            ja="小関さん・岩淵さん（婚姻届を出していない）→ 父が台帳からは分からない",
            easy="小関《おぜき》さんと 岩淵《いわぶち》さん（結婚届《けっこんとどけ》を 出《だ》して いません）",
            en="Ozeki and Iwabuchi, not married → the register does not know the father",
        ),
    ),
)
BY_KEY = {family.key: family for family in FAMILIES}


def families() -> tuple[Family, ...]:
    return FAMILIES


def deliver(family: str, *, at: datetime) -> Birth:
    """A child is born to this family. Raises KeyError for no such family, ValueError if one was born lately, NoTown."""
    part = BY_SLUG[BY_KEY[family].part]
    if not town_life.townhall().founded:
        raise town_life.NoTown
    born = town_life.birth(town_life.townhall().state().keys[part.key], at=at)
    StoryBirth.objects.create(child=born.child, family=family, at=at)
    return born


def last() -> StoryBirth | None:
    """The birth with which the story last began."""
    return StoryBirth.objects.order_by("-at", "-id").first()


def mother_of(story_birth: StoryBirth | None) -> Part:
    """Who plays the story: the mother of the last birth, else of the first family."""
    family = BY_KEY.get(story_birth.family, FAMILIES[0]) if story_birth else FAMILIES[0]
    return BY_SLUG[family.part]
