"""What operations write into the journal."""

from machimado.core.journal.api import EntryType
from machimado.kernel.text import Text

RESTORED = EntryType(
    name="operations.restored",
    public=("taken",),
    sentence=Text(
        ja="{taken}のバックアップから復元しました",
        easy="{taken}の コピーから もどしました",
        en="The backup of {taken} was restored",
    ),
)
JOB_RERUN = EntryType(
    name="operations.job_rerun",
    public=("job",),
    sentence=Text(
        ja="{actor}が止まっていた処理（{job}）をもう一度実行しました",
        easy="{actor}が 止まった 処理（{job}）を もう一度 動かしました",
        en="{actor} ran the stopped job {job} again",
    ),
)
