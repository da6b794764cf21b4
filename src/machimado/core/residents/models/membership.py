"""Who belongs to which household, as what, since when."""

from django.db import models

from machimado.core.residents.models.dated import Dated
from machimado.core.residents.models.person import Person


class Membership(Dated):
    """世帯番号 and 続柄 of a person from a day on."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    household = models.CharField("世帯番号", max_length=20, db_index=True)
    relationship = models.CharField("続柄", max_length=60)

    class Meta:
        verbose_name = "世帯員"

    def __str__(self) -> str:
        return f"世帯 {self.household}: {self.person_id}"
