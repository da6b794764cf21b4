"""Dead letters: what was given up, for an official to see and to try again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from machimado.core.jobs import wake
from machimado.core.jobs.models import Job, Rerun
from machimado.kernel.ref import Actor


@dataclass(frozen=True)
class DeadJob:
    """A job that was given up. `last_error` names the kind and place of the error, never its words."""

    id: UUID
    name: str
    enqueued_at: datetime
    dead_at: datetime
    failures: int
    last_error: str
    unknown_outcome: bool
    reruns: int


def dead(*, limit: int = 100) -> list[DeadJob]:
    """The dead jobs, the latest first."""
    jobs = Job.objects.filter(dead_at__isnull=False).order_by("-dead_at").prefetch_related("reruns")
    return [_view(job) for job in jobs[:limit]]


def dead_job(job_id: UUID) -> DeadJob | None:
    """One dead job; None where there is no such job, or it lives."""
    job = Job.objects.filter(id=job_id, dead_at__isnull=False).prefetch_related("reruns").first()
    return _view(job) if job else None


def retry(job_id: UUID, *, by: Actor, at: datetime) -> bool:
    """Open a dead job again with all its tries before it; False where it is not dead (somebody was quicker)."""
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(id=job_id, dead_at__isnull=False).first()
        if job is None:
            return False
        job.revive(at=at)
        Rerun.objects.create(job=job, by_kind=by.kind, by_id=by.id, at=at)
        transaction.on_commit(wake.ring)
    return True


def _view(job: Job) -> DeadJob:
    assert job.dead_at is not None
    return DeadJob(
        id=job.id,
        name=job.name,
        enqueued_at=job.enqueued_at,
        dead_at=job.dead_at,
        failures=job.failures,
        last_error=job.last_error,
        unknown_outcome=job.unknown_outcome,
        reruns=len(job.reruns.all()),
    )
