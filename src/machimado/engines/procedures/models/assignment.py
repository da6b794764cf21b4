"""担当: who works on a case; at most one official at a time."""

from django.db import models
from django.db.models import Q

from machimado.engines.procedures.models.case import Case


class Assignment(models.Model):
    """An official who took a case, until it was handed back."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    official = models.CharField(max_length=64)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_official_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return "担当"
