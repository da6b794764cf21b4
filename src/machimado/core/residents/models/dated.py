"""Rows that hold for a while, and that a correction replaces without erasing."""

from datetime import date

from django.db import models
from django.db.models import Q, QuerySet


def holds_on(at: date, prefix: str = "") -> Q:
    """The condition that a dated row is true on a day, as the register knows it now."""
    return Q(
        Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gt": at}),
        **{f"{prefix}valid_from__lte": at, f"{prefix}replaced_at": None},
    )


class Dated(models.Model):
    """True from `valid_from` until the day before `valid_until`; 異動 ends a row and begins the next.

    A 訂正 instead sets `replaced_at` on the wrong row and records a right one over the same days, so that what
    the register said, and when, can still be read.
    """

    valid_from = models.DateField("有効開始日")
    valid_until = models.DateField("有効終了日", null=True)
    recorded_at = models.DateTimeField("記録日時")
    replaced_at = models.DateTimeField("訂正日時", null=True)

    class Meta:
        abstract = True

    @classmethod
    def on(cls, at: date) -> QuerySet:  # type: ignore[type-arg]
        """The rows that hold on a day."""
        return cls._default_manager.filter(holds_on(at))
