"""Doing what is due: here and now (tests, commands, the demo's tick) or beat by beat (workers)."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from machimado.core.jobs import registry, running
from machimado.core.jobs.models import Beat, Job
from machimado.core.jobs.running import reap

__all__ = ["beat", "doubt", "drain", "reap"]

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


def doubt(*, at: datetime) -> int:
    """After a restore: what is open to go outward may have gone since the backup. Returns how many were marked."""
    return Job.objects.filter(Job.OPEN, outward=True, enqueued_at__lte=at).update(unknown_outcome=True)


def beat(*, at: datetime) -> int:
    """Run the periodic jobs that are due at `at`. Returns how many ran.

    A beat is claimed first and struck outside any transaction: a periodic job opens its own, in chunks if it is long.
    One that fails or is killed is not made up for; the next beat comes soon.
    """
    next_at = dict(Beat.objects.values_list("name", "next_at"))
    due = [
        periodic
        for periodic in registry.periodic()
        if not at < next_at.get(periodic.name, at) <= at + periodic.every
    ]
    return sum(_strike(periodic, at=at) for periodic in due)


def _strike(periodic: registry.Periodic, *, at: datetime) -> bool:
    """Whether it ran. What one stumbles over (a folder that is gone) may hold up neither the others nor the lane."""
    try:
        if periodic.when is not None and not periodic.when():
            return False
        if not _claim(periodic, at=at):
            return False
        registry.kind(periodic.name).run({}, at=at)
    except Exception as error:
        logger.warning("jobs.beat_failed", extra={"job": periodic.name, "error": running.describe(error)})
    return True


def _claim(periodic: registry.Periodic, *, at: datetime) -> bool:
    """Set the next date; False when another worker has just done so.

    A date further off than one period was set by a clock that has since gone back: it does not count.
    """
    with transaction.atomic():
        Beat.objects.bulk_create([Beat(name=periodic.name, next_at=at)], ignore_conflicts=True)
        due = Q(next_at__lte=at) | Q(next_at__gt=at + periodic.every)
        mine = Beat.objects.filter(due, name=periodic.name).update(next_at=at + periodic.every)
    return mine == 1
