"""The stamp: that this database was made by the demo. Production refuses a database that has its table."""

from django.db import models


class Stamp(models.Model):
    """One row once the town has been built, so that the next start need not build it again."""

    seed = models.TextField()
    as_of = models.DateField()
    built_at = models.DateTimeField()

    class Meta:
        db_table = "machimado_demo_stamp"

    def __str__(self) -> str:
        return f"{self.seed} ({self.as_of})"
