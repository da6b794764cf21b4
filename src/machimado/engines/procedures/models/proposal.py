"""起案: what 審査 proposes to 決裁."""

from django.db import models
from django.db.models import Q

from machimado.core.keys.fields import EncryptedJSONField
from machimado.engines.procedures.models.case import Case
from machimado.kernel.ids import new_id


class Proposal(models.Model):
    """A proposed outcome with its content: {"facts", "article", "particulars"}; stands until decided or returned."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    outcome = models.CharField(max_length=40)
    content = EncryptedJSONField(purpose="procedures.proposal")
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.CharField(max_length=64, blank=True)
    return_reason = EncryptedJSONField(purpose="procedures.proposal", default=dict)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(returned_at=None), name="one_proposal_stands"
            )
        ]

    def __str__(self) -> str:
        return f"起案 {self.outcome}"
