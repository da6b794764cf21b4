"""The journal's entries about cases, each with its sentence for people."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from machimado.core.journal import api as journal
from machimado.engines.procedures import editions
from machimado.kernel.text import LANGUAGES, Text

PUBLIC = ("procedure", "channel", "section", "edition")

SENTENCES = {
    "submitted": Text(
        ja="「{procedure}」が提出され、{section}に届きました。", easy="「{procedure}」が {section}に とどきました。", en="“{procedure}” arrived at {section}."
    ),
    "received": Text(ja="{section}が受け付け、審査を始めました。", easy="{section}が 受けつけました。しらべて います。", en="{section} accepted the case and began to examine it."),
    "claimed": Text(ja="{section}の担当者が決まりました。", easy="{section}の 担当の 人が 決まりました。", en="An official of {section} took charge."),
    "released": Text(ja="{section}の担当者が交代します。", easy="{section}の 担当の 人が かわります。", en="The official in charge is changing."),
    "correction_requested": Text(ja="{section}が{asked}をお願いしました。", easy="{section}が {asked} くださいと 言いました。", en="{section} asked for {asked}."),
    "corrected": Text(ja="補正した内容が提出されました。", easy="なおした ものが 出されました。", en="The correction was submitted."),
    "correction_lifted": Text(ja="補正のお願いを取りやめました。", easy="なおす おねがいを やめました。", en="The request for correction was taken back."),
    "proposed": Text(ja="審査を終え、決裁に回しました。", easy="しらべるのが おわりました。いま 決めて います。", en="Examination is done; the decision is being taken."),
    "proposal_returned": Text(ja="もう一度審査しています。", easy="もう いちど しらべて います。", en="The case is being examined again."),
    "decided": Text(ja="決定しました：{outcome}", easy="決まりました：{outcome}", en="Decided: {outcome}"),
    "notice_issued": Text(ja="{section}が決定の通知書を作りました。", easy="{section}が 決まった ことを 知らせる 紙を つくりました。", en="{section} made the notice of the decision."),
    "withdrawn": Text(ja="取り下げられました。", easy="やめました(取下げ)。", en="The request was withdrawn."),
}  # fmt: skip
ASKED = {
    "fields": Text(ja="{fields}項目の補正", easy="{fields}つの ところを なおして", en="{fields} field(s) to be corrected"),
    "items": Text(ja="{items}人分の書き足し", easy="{items}人の ことを 書きたして", en="{items} more person/people to be entered"),
    "papers": Text(ja="書類{papers}点の提出", easy="書類を {papers}つ 出して", en="{papers} paper(s)"),
}  # fmt: skip
"""What a correction asks for, by the counts of its entry."""
MORE = {"submitted": ("arrived_on",), "correction_requested": tuple(ASKED), "decided": ("outcome",)}


JOINTS = {"ja": "と、", "ja-easy": "、", "en": " and for "}


def _requested(entry: journal.EntryView) -> Text:
    """Fields, items, papers or several of them; an entry from before papers were asked for counts fields alone."""
    counts = {name: entry.public.get(name) or 0 for name in ASKED}
    parts = [words.fill(**counts) for name, words in ASKED.items() if counts[name]] or [
        ASKED["fields"].fill(**counts)
    ]
    section, words = entry.public.get("section", ""), SENTENCES["correction_requested"]
    told = {
        language: words.in_language(language).format(
            section=section, asked=joint.join(part.in_language(language) for part in parts)
        )
        for language, joint in JOINTS.items()
    }
    return Text(ja=told["ja"], easy=told["ja-easy"], en=told["en"])


def _submitted(entry: journal.EntryView) -> Text:
    """The procedure by its title, in each language."""
    title, section = _title(entry.public), entry.public.get("section", "")
    told = {
        language: SENTENCES["submitted"]
        .in_language(language)
        .format(procedure=title.in_language(language), section=section)
        for language in LANGUAGES
    }
    return Text(ja=told["ja"], easy=told["ja-easy"], en=told["en"])


def _title(public: Mapping[str, Any]) -> Text:
    """As the edition of the case has it; the key where the entry names no edition that is known."""
    try:
        return editions.pinned(UUID(str(public.get("edition")))).procedure.title
    except (LookupError, ValueError):
        return Text(ja=str(public.get("procedure") or "－"))


TOLD = {"submitted": _submitted, "correction_requested": _requested}
"""Sentences that need more than the entry's fields as they are."""


def register() -> None:
    """Make the types known; in AppConfig.ready."""
    for name, words in SENTENCES.items():
        sentence = TOLD.get(name, words)
        public = (*PUBLIC, *MORE.get(name, ()))
        journal.register(journal.EntryType(name=f"procedures.{name}", public=public, sentence=sentence))
