"""A life event: what happens in a life, and what to do then, in the order of urgency."""

from typing import ClassVar

from pydantic import Field

from machimado.core.definitions.definitions import Definition, Part
from machimado.kernel.text import PlainOrText


class Thing(Part):
    """One thing to do. 手続き names a procedure that can be done here."""

    title: PlainOrText = Field(alias="題")
    by_when: PlainOrText | None = Field(default=None, alias="期限")
    explanation: PlainOrText = Field(alias="説明")
    procedure: str | None = Field(default=None, alias="手続き")
    basis: str = Field(default="", alias="根拠")


class LifeEvent(Definition):
    """Something that happens in a life."""

    kind: ClassVar[str] = "life_event"

    title: PlainOrText = Field(alias="名称")
    icon: str = Field(alias="絵")
    order: int = Field(default=50, alias="順")
    summary: PlainOrText = Field(alias="要約")
    things: tuple[Thing, ...] = Field(alias="すること", min_length=1)
