"""One thing that happened officially."""

from django.db import models
from django.db.models import Q

from machimado.core.keys.fields import EncryptedBinaryField

PURPOSE = "journal.personal"


class Entry(models.Model):
    """Written once. Only the sealer numbers it, and only shredding takes its nonce and personal part away.

    `canonical` is the entry itself; the columns before it repeat parts of it for look-up. `personal_digest` is
    H(nonce ‖ personal plaintext), so that re-encryption and shredding leave the leaf as it is.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    type = models.CharField(max_length=100)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=100)
    canonical = models.TextField()
    nonce = models.BinaryField(null=True)
    personal = EncryptedBinaryField(null=True, purpose=PURPOSE)
    personal_digest = models.BinaryField()
    leaf = models.BinaryField()
    seq = models.BigIntegerField(null=True, unique=True)

    class Meta:
        indexes = [
            models.Index("type", "at", name="journal_entry_type"),
            models.Index("subject_kind", "subject_id", "at", name="journal_entry_subject"),
            models.Index("at", name="journal_entry_at"),
            models.Index("id", name="journal_entry_unsealed", condition=Q(seq__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.id}"
