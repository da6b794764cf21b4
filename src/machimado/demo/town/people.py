"""A person and a household of the town, while it is being drawn."""

from dataclasses import dataclass, field
from datetime import date

from machimado.demo.town.recipe import Sex


@dataclass(slots=True, eq=False)
class Person:
    """One resident. `age` is completed years on the as-of date; parents are people of the same town, if any."""

    sex: Sex
    age: int
    relationship: str = ""
    father: "Person | None" = None
    mother: "Person | None" = None
    twin: bool = False
    born: date = date.min
    family: str = ""
    given: str = ""
    family_kana: str = ""
    given_kana: str = ""
    latin: str = ""
    alias: str = ""
    nationality: str = "日本"
    number: str = ""
    event_on: date = date.min
    event: str = ""
    key: str = ""


@dataclass(slots=True, eq=False)
class Household:
    """One 世帯 of the 住民票: people who share a home and a living, the head first."""

    members: list[Person]
    kind: str
    number: str = ""
    protected: bool = False
    postal_code: str = ""
    town: str = ""
    street: str = ""
    building: str = ""
    key: str = ""
    surname: tuple[str, str] = field(default=("", ""))

    @property
    def head(self) -> Person:
        return self.members[0]
