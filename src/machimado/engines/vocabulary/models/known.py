"""What the city knows beyond the register."""

from django.db import models

from machimado.core.keys.fields import EncryptedJSONField
from machimado.kernel.ids import new_id


class KnownFact(models.Model):
    """A fact that was decided, imported or answered: who, since when, until when, and who recorded it.

    `person` and `about` are 宛名番号; `about` is the child of a fact that is kept for each child.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    term = models.CharField(max_length=100)
    person = models.CharField(max_length=20)
    about = models.CharField(max_length=20, blank=True, default="")
    value = EncryptedJSONField(purpose="vocabulary.value")
    source = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "term"], name="known_fact_person"),
            models.Index(fields=["about"], name="known_fact_about"),
            models.Index(fields=["term", "superseded_at"], name="known_fact_term"),
        ]

    def __str__(self) -> str:
        return f"{self.term} ({self.source})"
