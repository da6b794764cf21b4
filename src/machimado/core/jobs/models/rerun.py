"""Who asked for a dead job to be tried again, and when."""

from django.db import models

from machimado.core.jobs.models.job import Job


class Rerun(models.Model):
    """One request to try a dead job again."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="reruns")
    by_kind = models.CharField(max_length=20)
    by_id = models.CharField(max_length=100)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.job} {self.at:%F %T}"
