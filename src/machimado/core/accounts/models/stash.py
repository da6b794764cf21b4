"""What somebody typed when the login was over."""

from django.conf import settings
from django.db import models

from machimado.core.keys.fields import EncryptedJSONField
from machimado.kernel.ids import new_id


class Stash(models.Model):
    """取り置き: belongs to one account or to one typed e-mail address, and is handed to nobody else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    email_index = models.BinaryField(null=True, db_index=True)
    path = models.CharField(max_length=300)
    payload = EncryptedJSONField(purpose="accounts.stash")
    kept_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=False) | models.Q(email_index__isnull=False),
                name="a_stash_belongs_to_somebody",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
