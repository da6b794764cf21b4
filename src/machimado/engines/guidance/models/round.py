"""How far guidance has looked."""

from datetime import date

from django.db import models


class Round(models.Model):
    """One row: the day up to which ages have been looked at."""

    reached = models.DateField()

    def __str__(self) -> str:
        return str(self.reached)

    @classmethod
    def last(cls) -> date | None:
        return cls.objects.values_list("reached", flat=True).first()

    @classmethod
    def reach(cls, day: date) -> None:
        cls.objects.update_or_create(pk=1, defaults={"reached": day})


class Touch(models.Model):
    """Somebody whose entry has changed and who has not been looked at since."""

    person = models.CharField(max_length=20)

    def __str__(self) -> str:
        return "touched"
