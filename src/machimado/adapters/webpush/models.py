"""The devices on which an account wishes to be told."""

from django.conf import settings
from django.db import models

from machimado.core.keys.fields import EncryptedJSONField
from machimado.kernel.ids import new_id


class Subscription(models.Model):
    """One browser's push subscription. Its endpoint is a secret that lets its holder send: encrypted, found by digest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    endpoint_sha256 = models.CharField(max_length=64, unique=True)
    info = EncryptedJSONField(purpose="webpush.subscription")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
