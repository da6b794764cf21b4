"""What was sent, as it was sent."""

from django.db import models

from machimado.core.keys.fields import EncryptedTextField
from machimado.engines.procedures.models.case import Case
from machimado.kernel.ids import new_id


class Submission(models.Model):
    """提出: immutable canonical bytes whose digest the journal carries. A correction makes the next number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=100, unique=True)
    body = EncryptedTextField(purpose="procedures.submission")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="submission_number_once")]

    def __str__(self) -> str:
        return f"提出 {self.number}"
