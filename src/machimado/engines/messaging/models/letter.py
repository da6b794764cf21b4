"""The print queue: letters as PDF, until an official has printed them."""

from datetime import datetime

from django.db import models

from machimado.core.keys.fields import EncryptedBinaryField, EncryptedTextField
from machimado.kernel.ids import new_id


class Letter(models.Model):
    """One letter for a window envelope. `restricted`: only 管理 handles it (支援措置).

    `fault`: why it could not be made (a character that no font has). An official writes it by other means.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=100)
    about_kind = models.CharField(max_length=40)
    about_id = models.CharField(max_length=64)
    person = EncryptedTextField(purpose="messaging.letter")
    content = EncryptedBinaryField(purpose="messaging.letter", null=True)
    fault = EncryptedTextField(purpose="messaging.letter", null=True)
    pages = models.PositiveIntegerField(default=1)
    restricted = models.BooleanField(default=False)
    delivery = models.OneToOneField(
        "messaging.Delivery", on_delete=models.SET_NULL, null=True, blank=True, related_name="letter"
    )
    queued_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True, blank=True)
    printed_by = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["printed_at", "queued_at"], name="letters_to_print")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    def mark_printed(self, *, by: str, at: datetime) -> None:
        """It lies in its envelope; what it says is not kept."""
        self.printed_by, self.printed_at, self.content, self.fault = by, at, None, None
        self.save(update_fields=["printed_by", "printed_at", "content", "fault"])
