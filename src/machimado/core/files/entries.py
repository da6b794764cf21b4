"""What the journal says about files."""

from machimado.core.journal.api import EntryType
from machimado.kernel.text import Text

ENTRIES = (
    EntryType(
        name="files.stored",
        public=("media_type", "size"),
        sentence=Text(
            ja="ファイルを受け取りました({media_type}、{size}バイト)。",
            easy="ファイルを うけとりました。",
            en="A file was received ({media_type}, {size} bytes).",
        ),
    ),
    EntryType(
        name="files.removed",
        public=("file",),
        sentence=Text(
            ja="ファイルを削除しました。", easy="ファイルを けしました。", en="A file was deleted."
        ),
    ),
)
