"""A file of the register that was, or is being, taken in."""

from django.db import models
from django.db.models import Q

from machimado.kernel.ids import new_id


class Load(models.Model):
    """One import. While it is applying no other can begin; `chunks_done` tells how far it is."""

    class State(models.TextChoices):
        APPLYING = "applying", "取り込み中"
        DONE = "done", "完了"
        DROPPED = "dropped", "中止"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sha256 = models.CharField("ファイルのダイジェスト", max_length=64)
    mode = models.CharField("方式", max_length=7)
    initial = models.BooleanField("初期登録")
    state = models.CharField(max_length=8, choices=State.choices, default=State.APPLYING)
    rows = models.PositiveIntegerField("行数")
    chunks = models.PositiveIntegerField("区切り数")
    chunks_done = models.PositiveIntegerField("済んだ区切り数", default=0)
    as_of = models.DateField("基準日")
    counts = models.JSONField("件数", default=dict)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=100)

    class Meta:
        verbose_name = "取り込み"
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="applying"), name="one_load_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"取り込み {self.sha256[:12]} ({self.state})"
