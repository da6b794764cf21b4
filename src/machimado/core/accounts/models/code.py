"""The number that is sent by post, and the request that leads to it."""

from django.conf import settings
from django.db import models

from machimado.core.keys.fields import EncryptedJSONField, EncryptedTextField
from machimado.kernel.ids import new_id

MOST_TRIES = 5


class LinkRequest(models.Model):
    """What somebody typed to be linked. Whether it matched is decided by a job, and never shown."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    typed = EncryptedJSONField(purpose="accounts.link_request")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class LinkCode(models.Model):
    """郵送の番号: made for one person, opened only by the account that asked, once, within 30 days and five tries."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="codes")
    person_number = EncryptedTextField(purpose="accounts.code")
    code = EncryptedTextField(
        purpose="accounts.code"
    )  # until it is used or over: the letter must be printable again
    digest = models.BinaryField()
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(closed_at=None), name="one_open_code_of_an_account"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class CounterTicket(models.Model):
    """窓口の番号: shown on the resident's own screen for a quarter of an hour, typed in by the official."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.BinaryField(db_index=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
