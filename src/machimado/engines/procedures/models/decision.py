"""決定: the city's answer, as it was given."""

from django.db import models

from machimado.core.keys.fields import EncryptedTextField
from machimado.engines.procedures.models.case import Case
from machimado.engines.procedures.models.proposal import Proposal
from machimado.kernel.ids import new_id


class Decision(models.Model):
    """Immutable canonical bytes (outcome, reasons, 教示) whose digest the journal carries; then its document."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="decision")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=40)
    body = EncryptedTextField(purpose="procedures.decision")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    document = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"決定 {self.outcome}"
