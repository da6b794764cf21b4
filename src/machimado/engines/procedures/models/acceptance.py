"""受付: the section has looked at the form and takes the case up."""

from django.db import models

from machimado.engines.procedures.models.case import Case


class Acceptance(models.Model):
    """Who took the case up, and when."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="acceptance")
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return "受付"
