"""A post that an official holds for a while."""

from datetime import date

from django.db import models
from django.db.models import Q

from machimado.core.offices.models.official import Official
from machimado.kernel.access import OFFICIALS
from machimado.kernel.ids import new_id


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: date) -> "AppointmentQuerySet":
        """Those that hold on a day: from 発令日, until the day before 解任日."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Appointment(models.Model):
    """任命: one role in one section, dated. 兼務 is several of them at once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="appointments")
    section = models.CharField("課", max_length=100)
    role = models.CharField(
        "役割", max_length=10, choices=[(role.value, role.value) for role in sorted(OFFICIALS)]
    )
    since = models.DateField("発令日")
    until = models.DateField("解任日", null=True, blank=True)
    recorded_at = models.DateTimeField()

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["since", "section", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["official", "section", "role"], condition=Q(until=None), name="one_open_appointment"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="appointment_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.role}"
