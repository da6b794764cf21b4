"""Births on demand: for the families of the story, through the same door as any change of the register."""

from dataclasses import dataclass
from datetime import datetime

from machimado.demo import town_life
from machimado.demo.models import StoryBirth
from machimado.demo.town_life import Birth
from machimado.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Family:
    """A family that can be chosen. `key` names it in the recipe."""

    key: str
    title: Text


FAMILIES = (
    Family(
        "物語",
        Text(
            ja="佐藤さん（3歳の子がいる）→ 額改定認定請求",
            easy="佐藤《さとう》さん（こどもが ひとり います）",
            en="Satō family, one child of three → change of amount",
        ),
    ),
    Family(
        "初めての子",
        Text(
            ja="髙橋さん（初めての子）→ 認定請求",
            easy="髙橋《たかはし》さん（はじめての こども）",
            en="Takahashi family, first child → new claim",
        ),
    ),
    Family(
        "三人目",
        Text(
            ja="我妻さん（三世代、20歳・15歳・6歳の子）→ 第3子以降の額",
            easy="我妻《わがつま》さん（こどもが 3人《にん》 います）",
            en="Wagatsuma family, three generations and three children → amount for later children",
        ),
    ),
    Family(
        "双子",
        Text(
            ja="濵田さん（1歳の双子がいる）→ 第3子",
            easy="濵田《はまだ》さん（ふたごが います）",
            en="Hamada family with twins of one → third child",
        ),
    ),
    Family(
        "未届の妻",
        Text(
            ja="小関さん・岩淵さん（婚姻届を出していない）→ 父が台帳からは分からない",
            easy="小関《おぜき》さんと 岩淵《いわぶち》さん（結婚届《けっこんとどけ》を 出《だ》して いません）",
            en="Ozeki and Iwabuchi, not married → the register does not know the father",
        ),
    ),
)
MOTHERS = {"未届の妻": "妻"}


def families() -> tuple[Family, ...]:
    return FAMILIES


def deliver(family: str, *, at: datetime) -> Birth:
    """A child is born to this family. Raises KeyError for no such family, ValueError if one was born lately, NoTown."""
    if family not in {each.key for each in FAMILIES}:
        raise KeyError(family)
    if not town_life.townhall().founded:
        raise town_life.NoTown
    mother = town_life.townhall().state().keys[f"{family}.{MOTHERS.get(family, '母')}"]
    born = town_life.birth(mother, at=at)
    StoryBirth.objects.create(child=born.child, family=family, at=at)
    return born


def last_story_birth() -> datetime | None:
    """When the story last began."""
    return StoryBirth.objects.order_by("-at").values_list("at", flat=True).first()
