"""The journal's entries about cases, each with its sentence for people."""

from machimado.core.journal import api as journal
from machimado.kernel.text import Text

PUBLIC = ("procedure", "channel", "section", "edition")

SENTENCES = {
    "submitted": Text(
        ja="「{procedure}」が提出され、{section}に届きました。", easy="「{procedure}」が {section}に とどきました。", en="“{procedure}” arrived at {section}."
    ),
    "received": Text(ja="{section}が受け付け、審査を始めました。", easy="{section}が 受けつけました。しらべて います。", en="{section} accepted the case and began to examine it."),
    "claimed": Text(ja="{section}の担当者が決まりました。", easy="{section}の 担当の 人が 決まりました。", en="An official of {section} took charge."),
    "released": Text(ja="{section}の担当者が交代します。", easy="{section}の 担当の 人が かわります。", en="The official in charge is changing."),
    "correction_requested": Text(
        ja="{section}が{fields}項目の補正をお願いしました。", easy="{section}が {fields}つの ところを なおして くださいと 言いました。", en="{section} asked for {fields} field(s) to be corrected."
    ),
    "corrected": Text(ja="補正した内容が提出されました。", easy="なおした ものが 出されました。", en="The corrected fields were submitted."),
    "correction_lifted": Text(ja="補正のお願いを取りやめました。", easy="なおす おねがいを やめました。", en="The request for correction was taken back."),
    "proposed": Text(ja="審査を終え、決裁に回しました。", easy="しらべるのが おわりました。いま 決めて います。", en="Examination is done; the decision is being taken."),
    "proposal_returned": Text(ja="もう一度審査しています。", easy="もう いちど しらべて います。", en="The case is being examined again."),
    "decided": Text(ja="決定しました：{outcome}", easy="決まりました：{outcome}", en="Decided: {outcome}"),
    "withdrawn": Text(ja="取り下げられました。", easy="やめました(取下げ)。", en="The request was withdrawn."),
}  # fmt: skip
MORE = {"correction_requested": ("fields",), "decided": ("outcome",)}


def register() -> None:
    """Make the types known; in AppConfig.ready."""
    for name, sentence in SENTENCES.items():
        public = (*PUBLIC, *MORE.get(name, ()))
        journal.register(journal.EntryType(name=f"procedures.{name}", public=public, sentence=sentence))
