"""支援措置: who must not be found."""

from datetime import date

from django.db import models
from django.db.models import Q, QuerySet

from machimado.core.keys.fields import EncryptedTextField
from machimado.core.residents.models.person import Person


class Protection(models.Model):
    """支援措置 of a person from a day on. That the row exists hides the address; why it exists is 要配慮 and encrypted."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="protections")
    valid_from = models.DateField("開始日")
    valid_until = models.DateField("終了日", null=True)
    reason = EncryptedTextField("区分", purpose="residents.protection", blank=True)
    recorded_at = models.DateTimeField("記録日時")

    class Meta:
        verbose_name = "支援措置"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(valid_until=None), name="one_open_protection"
            )
        ]

    def __str__(self) -> str:
        return f"支援措置 ({self.valid_from}から)"

    @classmethod
    def hiding(cls, at: date) -> QuerySet["Protection"]:
        """Those that hide on a day. One that began later hides earlier days too: an old day may show the new address."""
        return cls.objects.filter(Q(valid_until=None) | Q(valid_until__gt=at))
