"""What every definition has in common."""

from datetime import date
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Part(BaseModel):
    """A piece of a definition: immutable, strict, its keys in the words of the law."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Definition(Part):
    """One dated definition: a rule, a procedure, a section, a message … in force from 施行 until the day before 失効."""

    kind: ClassVar[str] = ""

    effective: date = Field(default=date(2000, 1, 1), alias="施行")
    expires: date | None = Field(default=None, alias="失効")

    @model_validator(mode="after")
    def _expires_after_it_begins(self) -> Self:
        if self.expires is not None and self.expires <= self.effective:
            raise ValueError(f"失効({self.expires})は施行({self.effective})より後の日にしてください。")
        return self


Body = dict[str, Any]
"""A definition as read from YAML, before the model has looked at it."""
