"""The entries that the journal writes about itself."""

from machimado.core.journal.recording import LOOKED
from machimado.core.journal.types import EntryType, register
from machimado.kernel.text import Text

SHREDDED = "journal.shredded"

register(
    EntryType(
        name=LOOKED,
        public=("purpose", "section"),
        sentence=Text(
            ja="{actor}が情報を閲覧しました（目的：{purpose}）",
            easy="{actor}が あなたの 情報を 見ました（理由：{purpose}）",
            en="{actor} looked at the data (purpose: {purpose})",
        ),
    )
)
register(
    EntryType(
        name=SHREDDED,
        sentence=Text(
            ja="{actor}がこの記録の個人情報を消去しました",
            easy="{actor}が この 記録の 個人の 情報を 消しました",
            en="{actor} erased the personal part of this entry",
        ),
    )
)
