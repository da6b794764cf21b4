"""The SQL of an edition, kept so that neither Ibis nor a compilation is needed again."""

from django.db import models


class CompiledSQL(models.Model):
    """What one edition (by digest) compiles to with one version of the compiler. It can always be made anew."""

    digest = models.CharField(max_length=64)
    compiler = models.PositiveSmallIntegerField()
    sql = models.TextField()
    parameters = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "compiler"], name="compiled_once")]

    def __str__(self) -> str:
        return self.digest[:12]
