"""One append-only table of editions."""

from django.db import models

from machimado.kernel.ids import new_id

RANK = {"nation": 0, "city": 1, "builder": 2}


class EditionRecord(models.Model):
    """A definition as it stood on loading: its bytes never change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    effective = models.DateField()
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=100)
    rank = models.PositiveSmallIntegerField()
    body = models.TextField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "number"], name="edition_number_once"),
        ]
        indexes = [models.Index(fields=["kind", "key", "effective"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} 第{self.number}版"
