"""How often something was tried lately."""

from django.db import models


class Throttle(models.Model):
    """Tries within the running window, for one scope and one key (an address or an account, as a blind index)."""

    scope = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    since = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="one_window_of_a_key")]

    def __str__(self) -> str:
        return self.scope
