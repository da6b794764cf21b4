"""補正: single fields sent back, each with its reason (行政手続法7条)."""

from django.db import models
from django.db.models import Q

from machimado.core.keys.fields import EncryptedJSONField
from machimado.engines.procedures.models.case import Case
from machimado.kernel.ids import new_id


class Correction(models.Model):
    """What is to be corrected: [{"path": "児童/k1/児童の氏名", "reason": "…"}], or added: {"path": "児童/+/k2", …}; open until
    answered or lifted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections")
    fields = EncryptedJSONField(purpose="procedures.correction")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    answered_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at=None, lifted_at=None), name="one_open_correction"
            )
        ]

    def __str__(self) -> str:
        return "補正"
