"""The lists that the city keeps whole."""

from django.db import models


class Ledger(models.Model):
    """From `complete_from` the city knows everyone for whom `term` holds: who is not in the list is a no, not unknown."""

    term = models.CharField(primary_key=True, max_length=100)
    complete_from = models.DateField()
    imported_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.term
