"""A text in the three languages of the house."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

LANGUAGES = ("ja", "ja-easy", "en")


class Text(BaseModel):
    """日本語, やさしい日本語 and English. Easy Japanese falls back to Japanese; English must be given to be shown."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    ja: str = Field(alias="日本語", min_length=1)
    easy: str = Field(default="", alias="やさしい日本語")
    en: str = Field(default="", alias="English")

    def in_language(self, language: str) -> str:
        """The text for a language tag ("ja", "ja-easy", "en"); falls back to Japanese."""
        if language == "en":
            return self.en or self.ja
        if language == "ja-easy":
            return self.easy or self.ja
        return self.ja

    def fill(self, **values: object) -> "Text":
        """The same text with its {placeholders} filled in each language."""
        return Text(ja=self.ja.format(**values), easy=self.easy.format(**values), en=self.en.format(**values))

    def __str__(self) -> str:
        return self.ja


def _from_plain(value: Any) -> Any:
    return {"日本語": value} if isinstance(value, str) else value


PlainOrText = Annotated[Text, BeforeValidator(_from_plain)]
"""In a definition: either a plain Japanese string or the three languages."""
