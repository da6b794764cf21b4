"""Keeping the lease of a job that takes long, for as long as its process lives."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection, connections, transaction

from machimado.core.jobs.models import Job
from machimado.kernel import clock

logger = logging.getLogger("machimado.jobs")


@contextmanager
def kept(job: Job, *, lease: timedelta) -> Iterator[None]:
    """Renew the lease three times per term while the block runs, from a thread of its own.

    Without this a slow but living worker would lose its job to a second one, and the effect would come twice.
    Inside a transaction (a test's drain) there is nobody who could take the job, and nothing to renew.
    """
    if connection.in_atomic_block:
        yield
        return
    done = threading.Event()
    keeper = threading.Thread(target=_renew, args=(job, lease, done), daemon=True, name="jobs-lease")
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def _renew(job: Job, lease: timedelta, done: threading.Event) -> None:
    try:
        while not done.wait(lease.total_seconds() / 3):
            try:
                with transaction.atomic():
                    Job.objects.filter(id=job.id, lease=job.lease).update(leased_until=clock.now() + lease)
            except DatabaseError:
                logger.warning("jobs.lease_not_renewed", extra={"job": job.name, "job_id": str(job.id)})
                connections.close_all()  # the next third of the term tries again
    finally:
        connections.close_all()
