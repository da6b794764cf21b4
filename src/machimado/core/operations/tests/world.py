"""What operations add to the world of the permission test."""

from datetime import datetime
from typing import Any
from uuid import UUID

from machimado.core.jobs import api as jobs
from machimado.kernel import clock


@jobs.job("operations.test", retries=0)
def _fail(payload: dict[str, Any], *, at: datetime) -> None:
    raise ValueError("宛名番号")


def dead_job(*, at: datetime) -> UUID:
    """A job that was tried and given up."""
    job_id = jobs.enqueue("operations.test", payload={}, at=at)
    jobs.drain(at=at)
    return job_id


def build(world: Any) -> dict[str, Any]:
    return {"dead_job": dead_job(at=clock.now())}
