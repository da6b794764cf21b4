"""That an account belongs to a person of the register."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from machimado.core.keys.fields import EncryptedTextField
from machimado.kernel.ids import new_id


class Way(models.TextChoices):
    POST = "post", "郵送の番号"
    COUNTER = "counter", "窓口"
    CARD = "card", "マイナンバーカード"


class Link(models.Model):
    """つながり: one person ↔ one account while it lasts. The number is encrypted and found by its blind index."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="links")
    person_number = EncryptedTextField(purpose="accounts.link")
    person_index = models.BinaryField(db_index=True)
    way = models.CharField(max_length=10, choices=Way.choices)
    linked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at=None), name="one_person_of_an_account"
            ),
            models.UniqueConstraint(
                fields=["person_index"], condition=Q(ended_at=None), name="one_account_of_a_person"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
