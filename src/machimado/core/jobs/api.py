"""The door of the queue: promise work in a transaction, have it done after the commit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from machimado.core.jobs import wake
from machimado.core.jobs.dead import DeadJob, dead, dead_job, retry
from machimado.core.jobs.drain import beat, doubt, drain, reap
from machimado.core.jobs.models import Job
from machimado.core.jobs.registry import Permanent, Temporary, UnknownOutcome, every, job, kind
from machimado.kernel.ids import new_id

__all__ = [
    "DeadJob",
    "Permanent",
    "Promise",
    "Temporary",
    "UnknownOutcome",
    "beat",
    "dead",
    "dead_job",
    "doubt",
    "drain",
    "enqueue",
    "enqueue_many",
    "ensure",
    "every",
    "job",
    "reap",
    "retry",
]


@dataclass(frozen=True)
class Promise:
    """One job to enqueue. The payload carries ids, never personal data: it lies in the clear and outlives the run.

    An urgent one, for which somebody waits, goes before whatever else is due.
    """

    name: str
    payload: Mapping[str, Any]
    key: str | None = None
    run_after: datetime | None = None
    urgent: bool = False


def enqueue(
    name: str,
    *,
    payload: Mapping[str, Any],
    at: datetime,
    key: str | None = None,
    run_after: datetime | None = None,
    urgent: bool = False,
) -> UUID:
    """Promise one run of `name`; it is due once the current transaction has committed, and not before `run_after`.

    With a `key` the promise is made once: a second one of the same name and key returns the first one's id.
    """
    with transaction.atomic(savepoint=False):
        job_id = enqueue_many([Promise(name, payload, key, run_after, urgent)], at=at)[0]
        if key is None:
            return job_id
        return Job.objects.values_list("id", flat=True).get(name=name, key=key)


def ensure(name: str, *, payload: Mapping[str, Any], at: datetime) -> None:
    """Promise a run of `name` that begins after the current transaction, unless such a run is waiting already.

    For work that looks at everything, so that one run serves all who asked before it began. The waiting run is held
    locked until the commit; one that has begun is locked by its worker, does not count, and gets a successor.
    """
    with transaction.atomic(savepoint=False):
        waiting = Job.objects.filter(Job.OPEN, name=name, payload=dict(payload), run_after__lte=at)
        locked = waiting.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        if locked.first() is None:
            enqueue_many([Promise(name, payload)], at=at)


def enqueue_many(promises: Iterable[Promise], *, at: datetime) -> list[UUID]:
    """Promise several runs with one statement. A key that was promised before is passed over, and its id here means
    nothing.
    """
    rows = [
        Job(
            id=new_id(),
            name=promise.name,
            payload=dict(promise.payload),
            key=promise.key,
            outward=kind(promise.name).outward,
            urgent=promise.urgent,
            enqueued_at=at,
            run_after=max(at, promise.run_after) if promise.run_after else at,
        )
        for promise in promises
    ]
    keyed = any(row.key is not None for row in rows)
    with transaction.atomic(savepoint=False):
        Job.objects.bulk_create(rows, ignore_conflicts=keyed)
        transaction.on_commit(wake.ring)
    return [row.id for row in rows]
