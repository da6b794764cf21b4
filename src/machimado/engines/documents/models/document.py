"""One issued document, and its revocation."""

from django.db import models

from machimado.core.keys.fields import EncryptedBinaryField, EncryptedTextField
from machimado.kernel.ids import new_id


class Document(models.Model):
    """A sealed paper. Its bytes never change; the journal holds their digest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    template = models.CharField(max_length=100)
    edition = models.UUIDField()
    layout_sha256 = models.CharField(max_length=64)
    title = models.JSONField()
    sign = models.CharField(max_length=20, blank=True, default="")
    fiscal_year = models.PositiveIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=60, blank=True, default="")
    section = models.CharField(max_length=60)
    city = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    person = EncryptedTextField(purpose="documents.person")
    person_index = models.BinaryField(db_index=True)
    content = EncryptedBinaryField(purpose="documents.content")
    sha256 = models.CharField(max_length=64, unique=True)
    token = models.CharField(max_length=32, unique=True)
    issued_at = models.DateTimeField()
    entry = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sign", "fiscal_year", "serial"],
                condition=models.Q(serial__isnull=False),
                name="document_numbers_are_given_once",
            )
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="documents_of_a_subject")]

    def __str__(self) -> str:
        return self.number or str(self.id)


class Revocation(models.Model):
    """取消し: the document was withdrawn by the city, from a moment on, for a reason."""

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, primary_key=True, related_name="revocation"
    )
    reason = EncryptedTextField(purpose="documents.revocation")
    revoked_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.document_id)
