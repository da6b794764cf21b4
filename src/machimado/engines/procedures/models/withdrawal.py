"""取下げ: the resident takes the request back before a decision."""

from django.db import models

from machimado.core.keys.fields import EncryptedTextField
from machimado.engines.procedures.models.case import Case


class Withdrawal(models.Model):
    """Who withdrew, when and, where they say so, why."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal")
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    reason = EncryptedTextField(purpose="procedures.withdrawal", default="")

    def __str__(self) -> str:
        return "取下げ"
