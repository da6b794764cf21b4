"""Running one job: inward inside its transaction, outward under a lease."""

import logging
import traceback
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from machimado.core.jobs import backoff
from machimado.core.jobs.keeping import kept
from machimado.core.jobs.models import Job
from machimado.core.jobs.registry import Permanent, Temporary, UnknownOutcome, kind

logger = logging.getLogger("machimado.jobs")


def run_inward(*, at: datetime, strict: bool = False) -> bool:
    """Do the next due inward job, effects and completion in one transaction; False when none is due.

    A kill at any moment undoes both: each inward job takes effect exactly once.
    """
    if not _due(outward=False, at=at).exists():
        return False
    with transaction.atomic():
        job = _next(outward=False, at=at)
        if job is None:
            return False
        try:
            with transaction.atomic():
                kind(job.name).run(dict(job.payload), at=at)
        except Exception as error:
            if strict:
                raise
            _failed(job, error, at=at)
        else:
            job.finish(at=at)
    return True


def run_outward(*, at: datetime, strict: bool = False) -> bool:
    """Do the next due outward job under a lease; False when none is due.

    Its function runs outside any transaction and gets a key that stays the same over all tries, and `unknown`: whether
    an earlier try may already have had its effect.
    """
    if not _due(outward=True, at=at).exists():
        return False
    with transaction.atomic():
        job = _next(outward=True, at=at)
        if job is None:
            return False
        term = timedelta(seconds=settings.MACHIMADO_JOB_LEASE)
        job.take(uuid4(), until=at + term)
    payload: dict[str, Any] = {
        **job.payload,
        "key": job.key or str(job.id),
        "unknown": job.unknown_outcome,
    }
    error: Exception | None = None
    try:
        with kept(job, lease=term):
            kind(job.name).run(payload, at=at)
    except Exception as raised:
        if strict:
            raise
        error = raised
    _settle(job, error, at=at)
    return True


def _settle(job: Job, error: Exception | None, *, at: datetime) -> None:
    """Write down how an outward job ended, if it is still ours to write."""
    with transaction.atomic():
        mine = _locked(Job.objects.filter(Job.OPEN, id=job.id, lease=job.lease)).first()
        if mine is None:
            logger.warning("jobs.lease_lost", extra={"job_id": str(job.id), "job": job.name})
        elif error is None:
            mine.finish(at=at)
        else:
            _failed(mine, error, at=at)


def _due(*, outward: bool, at: datetime) -> "QuerySet[Job]":
    """What is to be done. Asked first outside any transaction: an idle worker never stands at the write gate."""
    return Job.objects.filter(Job.OPEN, outward=outward, run_after__lte=at, lease__isnull=True)


def _next(*, outward: bool, at: datetime) -> Job | None:
    return _locked(_due(outward=outward, at=at).order_by("-urgent", "run_after", "id")).first()


def _locked(jobs: "QuerySet[Job]") -> "QuerySet[Job]":
    if connection.features.has_select_for_update_skip_locked:
        return jobs.select_for_update(skip_locked=True)
    return jobs  # SQLite: this transaction is the only writer


def _failed(job: Job, error: Exception, *, at: datetime) -> None:
    wait = _wait(job, error)
    job.fail(describe(error), again_in=wait, unknown=job.outward and isinstance(error, UnknownOutcome), at=at)
    logger.warning(
        "jobs.failed" if wait is not None else "jobs.dead",
        extra={
            "job_id": str(job.id),
            "job": job.name,
            "failures": job.failures,
            "error": job.last_error,
        },
    )


def _wait(job: Job, error: Exception) -> timedelta | None:
    """The time until the next try; None when there is none."""
    if isinstance(error, Permanent) or job.failures >= _retries(job):
        return None
    wait = backoff.delay(job.id, failures=job.failures)
    if isinstance(error, Temporary) and error.after is not None:
        return max(wait, error.after)
    return wait


def _retries(job: Job) -> int:
    """How often it may be tried again; a kind that this version no longer knows, not once."""
    try:
        return kind(job.name).retries
    except LookupError:
        return 0


def describe(error: Exception) -> str:
    """The error's kind and place. Its message stays out: it may quote what a resident typed."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    place = f" at {'/'.join(last.filename.split('/')[-3:])}:{last.lineno}" if last else ""
    return f"{type(error).__name__}{place}"


def reap(*, at: datetime) -> int:
    """Free the outward jobs whose worker died with the lease in hand; their outcome is unknown. Returns how many."""
    lost = Job.objects.filter(Job.OPEN, Q(leased_until__lt=at), lease__isnull=False)
    if not lost.exists():
        return 0
    with transaction.atomic():
        jobs = list(_locked(lost))
        for job in jobs:
            job.fail("the worker died", again_in=_after_death(job), unknown=True, at=at)
    return len(jobs)


def _after_death(job: Job) -> timedelta | None:
    return timedelta(0) if job.failures < _retries(job) else None
