"""A person who works for the city."""

from django.db import models

from machimado.kernel.ids import new_id


class Official(models.Model):
    """職員. What they may do follows from their appointments, never from this row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField("職員番号", max_length=20, unique=True)
    family = models.CharField("氏", max_length=100)
    given = models.CharField("名", max_length=100, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number

    @property
    def name(self) -> str:
        return f"{self.family} {self.given}".strip()
