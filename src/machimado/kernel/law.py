"""References to law, by the nation's own identifiers."""

from pydantic import BaseModel, ConfigDict, Field


class LawRef(BaseModel):
    """A provision: 法令ID of e-Gov 法令検索 (e.g. 346AC0000000073), the law's name and the article."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    law_id: str = Field(alias="法令ID", pattern=r"^(?:[0-9]{3}[A-Z0-9]{12}|条例.+|要綱.+)$")
    name: str = Field(alias="法令名", min_length=1)
    article: str = Field(alias="条", min_length=1)

    @property
    def url(self) -> str | None:
        """The law's page at e-Gov, where it has one."""
        if self.law_id.startswith(("条例", "要綱")):
            return None
        return f"https://laws.e-gov.go.jp/law/{self.law_id}"

    def __str__(self) -> str:
        return f"{self.name}{self.article}"
