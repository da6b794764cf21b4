"""Doing what is due: here and now (tests, commands, the demo's tick) or beat by beat (workers)."""

import logging
from datetime import datetime

from django.db import connection, transaction

from machimado.core.jobs import registry, running
from machimado.core.jobs.models import Beat
from machimado.core.jobs.running import reap

__all__ = ["beat", "drain", "reap"]

logger = logging.getLogger("machimado.jobs")


def drain(*, at: datetime, limit: int = 1000, strict: bool = False) -> int:
    """Run what is due at `at`, follow-ups included, until nothing is or `limit` jobs have run. Returns how many ran.

    `strict` lets a job's exception through to the caller instead of noting it for a later try.
    """
    ran = 0
    while ran < limit:
        if not (running.run_inward(at=at, strict=strict) or running.run_outward(at=at, strict=strict)):
            return ran
        ran += 1
    return ran


def beat(*, at: datetime) -> int:
    """Run the periodic jobs that are due at `at`, each in one transaction with its next date. Returns how many ran."""
    due = set(Beat.objects.filter(next_at__gt=at).values_list("name", flat=True))
    return sum(_strike(periodic, at=at) for periodic in registry.periodic() if periodic.name not in due)


def _strike(periodic: registry.Periodic, *, at: datetime) -> bool:
    if periodic.when is not None and not periodic.when():
        return False
    with transaction.atomic():
        beats = Beat.objects.filter(name=periodic.name)
        if connection.features.has_select_for_update_skip_locked:
            beats = beats.select_for_update(skip_locked=True)
        row = beats.first()
        if row is None:
            Beat.objects.bulk_create([Beat(name=periodic.name, next_at=at)], ignore_conflicts=True)
            row = beats.first()
        if row is None or row.next_at > at:
            return False  # another worker strikes it
        row.next_at = at + periodic.every
        row.save()
        try:
            with transaction.atomic():
                registry.kind(periodic.name).run(dict(periodic.payload), at=at)
        except Exception:
            logger.exception("jobs.beat_failed", extra={"name_of_job": periodic.name})
    return True
