"""When a periodic job is next due."""

from django.db import models


class Beat(models.Model):
    """One row per periodic job, shared by all workers so that each beat is struck once."""

    name = models.CharField(primary_key=True, max_length=100)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
