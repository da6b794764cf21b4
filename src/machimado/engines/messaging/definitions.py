"""Message definitions: what is said, in three languages, and what may never be said in the open.

A placeholder is declared under 差込 as 公開 or 個人. 件名, メール and プッシュ travel over other people's machines and
appear on locked screens: they may hold only 公開 ones. 本文 is read behind the login and may hold both.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from string import Formatter
from typing import ClassVar, Self

from pydantic import Field, model_validator

from machimado.core.definitions.definitions import Definition
from machimado.kernel.text import LANGUAGES, Text


class Openness(StrEnum):
    """Whether a placeholder's value tells something about a person."""

    OPEN = "公開"
    PERSONAL = "個人"


class ByPost(StrEnum):
    """When a message is also printed and posted."""

    NEVER = "しない"
    WITHOUT_ACCOUNT = "アカウントがないとき"


class MessageDefinition(Definition):
    """One message. Each text stands in 日本語, やさしい日本語 and English."""

    kind: ClassVar[str] = "message"

    name: str = Field(default="", alias="名称")
    placeholders: dict[str, Openness] = Field(default_factory=dict, alias="差込")
    subject: Text = Field(alias="件名")
    body: Text = Field(alias="本文")
    mail: Text | None = Field(default=None, alias="メール")
    push: Text = Field(alias="プッシュ")
    button: Text | None = Field(default=None, alias="ボタン")
    urgent: bool = Field(default=False, alias="緊急")
    by_post: ByPost = Field(default=ByPost.NEVER, alias="郵送")

    @model_validator(mode="after")
    def _complete_and_discreet(self) -> Self:
        faults = [*self._missing_languages(), *self._wrong_placeholders()]
        if faults:
            raise ValueError(" ".join(faults))
        return self

    def texts(self) -> dict[str, Text]:
        """The texts by the name they have in the file."""
        named = {
            "件名": self.subject,
            "本文": self.body,
            "メール": self.mail,
            "プッシュ": self.push,
            "ボタン": self.button,
        }
        return {name: text for name, text in named.items() if text is not None}

    def _missing_languages(self) -> Iterator[str]:
        for name, text in self.texts().items():
            if not text.easy:
                yield f"{name}に「やさしい日本語」を書いてください。"
            if not text.en:
                yield f"{name}に「English」を書いてください。"

    def _wrong_placeholders(self) -> Iterator[str]:
        for name, text in self.texts().items():
            allowed = set(self.placeholders)
            if name != "本文":
                allowed = {word for word, openness in self.placeholders.items() if openness is Openness.OPEN}
            for language in LANGUAGES:
                yield from _faults(name, text.in_language(language), allowed)

    def render(self, text: Text, context: Mapping[str, object], language: str) -> str:
        """`text` in a language with its placeholders filled. Raises MissingPlaceholder."""
        values: dict[str, str] = {}
        for word in self.placeholders:
            if word in context:
                value = context[word]
                values[word] = value.in_language(language) if isinstance(value, Text) else str(value)
        try:
            return text.in_language(language).format_map(values)
        except KeyError as error:
            raise MissingPlaceholder(str(error.args[0])) from error


class MissingPlaceholder(ValueError):
    """A message was sent without a value for one of its placeholders."""


def _faults(name: str, template: str, allowed: set[str]) -> Iterator[str]:
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        yield f"{name}の波かっこ {{ }} が閉じていません。"
        return
    for _, word, form, conversion in parts:
        if word is None:
            continue
        if form or conversion or not word.isidentifier():
            yield f"{name}の差込「{{{word}}}」は、言葉だけを書いてください。"
        elif word not in allowed:
            yield (
                f"{name}に「{{{word}}}」は使えません。差込に「公開」と書いた言葉だけが使えます。"
                if name != "本文"
                else (f"本文の「{{{word}}}」を差込に書いてください。")
            )
