"""A section of the city's offices, as a city's pack tells it."""

from typing import ClassVar

from pydantic import Field

from machimado.core.definitions.definitions import Definition
from machimado.kernel.text import PlainOrText


class SectionDefinition(Definition):
    """課: its name, where it is, how to reach it, what it does for people."""

    kind: ClassVar[str] = "section"

    title: PlainOrText = Field(alias="名称")
    department: PlainOrText | None = Field(default=None, alias="部")
    floor: PlainOrText | None = Field(default=None, alias="場所")
    telephone: str = Field(default="", alias="電話", pattern=r"^[0-9-]*$")
    email: str = Field(default="", alias="メール")
    hours: PlainOrText | None = Field(default=None, alias="受付時間")
    does: tuple[PlainOrText, ...] = Field(default=(), alias="しごと")
    duties: tuple[str, ...] = Field(default=(), alias="担う業務")
