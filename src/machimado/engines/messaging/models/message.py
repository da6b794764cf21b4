"""What was said to whom."""

from datetime import datetime
from typing import TypedDict

from django.conf import settings
from django.db import models

from machimado.core.keys.fields import EncryptedJSONField
from machimado.kernel.ids import new_id


class Content(TypedDict):
    """The texts of a message in the language of its reader, as they were on the day."""

    subject: str
    body: str
    mail: str
    push: str
    button: str
    link: str


class Message(models.Model):
    """One notice to one account (or, without an account, to one person by post)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    template = models.CharField(max_length=100)
    edition = models.UUIDField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recipient = models.CharField(max_length=64, help_text="account id, or blind index of the person")
    about_kind = models.CharField(max_length=40)
    about_id = models.CharField(max_length=64)
    key = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    content = EncryptedJSONField(purpose="messaging.content")
    urgent = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "recipient"], name="one_message_of_a_key_and_recipient")
        ]
        indexes = [
            models.Index(fields=["account", "-sent_at"], name="messages_of_an_account"),
            models.Index(fields=["about_id"], name="messages_about"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def mark_read(self, *, at: datetime) -> None:
        """The reader has opened it; the first time counts."""
        if self.read_at is None:
            self.read_at = at
            self.save(update_fields=["read_at"])
