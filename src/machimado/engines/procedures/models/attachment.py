"""Papers that come with a draft or a case."""

from django.db import models

from machimado.engines.procedures.models.case import Case
from machimado.engines.procedures.models.draft import Draft
from machimado.kernel.ids import new_id


class Attachment(models.Model):
    """添付: which paper it is, and which file of core.files holds it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.ForeignKey(Draft, null=True, on_delete=models.CASCADE, related_name="attachments")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="attachments")
    slot = models.CharField(max_length=100)
    file = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.slot
