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


class StoryBirth(models.Model):
    """A birth that a visitor of the tour asked for: the story begins with it."""

    child = models.CharField(max_length=15)
    family = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        db_table = "machimado_demo_birth"

    def __str__(self) -> str:
        return f"{self.family} {self.at:%Y-%m-%d}"
