"""What happened to a person, typed and dated."""

from django.db import models

from machimado.core.residents.models.load import Load
from machimado.core.residents.models.person import Person
from machimado.kernel.ids import new_id


class Event(models.Model):
    """One 異動, or one 訂正. It says which facts changed, never to what: the dated rows hold that."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField("種類", max_length=20)
    occurred_on = models.DateField("異動日")
    reason = models.CharField("異動事由", max_length=40, blank=True)
    changed = models.TextField("変わった項目", blank=True)
    recorded_at = models.DateTimeField("記録日時")
    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="events")
    entry = models.UUIDField("記録番号", null=True)

    class Meta:
        verbose_name = "異動"
        ordering = ["occurred_on", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_on}"
