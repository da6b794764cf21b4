"""What is due for whom, and what became of it."""

from django.db import models
from django.db.models import Q

from machimado.kernel.ids import new_id


class DueItem(models.Model):
    """A rule's yes (or 確認が必要) about somebody, for one adult, from the day it began to hold until it no longer does.

    `person` is who is told, `claimant` who would act, `about` the child; all 宛名番号. The reason is not kept: it is
    read from the rule and the register when somebody looks. `quiet` items began with the first load: nobody was told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule = models.CharField(max_length=200)
    person = models.CharField(max_length=20)
    claimant = models.CharField(max_length=20)
    about = models.CharField(max_length=20)
    certain = models.BooleanField()
    quiet = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "person", "claimant", "about"],
                condition=Q(closed_at=None),
                name="due_open_once",
            )
        ]
        indexes = [
            models.Index(fields=["person", "closed_at"], name="due_person"),
            models.Index(fields=["about", "closed_at"], name="due_about"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} ({self.opened_at:%Y-%m-%d})"


class Dismissal(models.Model):
    """The person put it away."""

    item = models.OneToOneField(DueItem, on_delete=models.CASCADE, related_name="dismissal")
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.at)


class Completion(models.Model):
    """A case was submitted for it."""

    item = models.OneToOneField(DueItem, on_delete=models.CASCADE, related_name="completion")
    case = models.CharField(max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.case
