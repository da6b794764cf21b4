"""The queue's own chore: forget what was finished long ago."""

from datetime import datetime, timedelta
from typing import Any

from machimado.core.jobs.models import Job
from machimado.core.jobs.registry import every, job

KEPT = timedelta(days=30)
KEPT_WITH_KEY = timedelta(days=400)  # as long as somebody may promise the same again
CHUNK = 5000


@job("jobs.prune")
def prune(payload: dict[str, Any], *, at: datetime) -> None:
    """Delete finished jobs, the oldest first and not more at once than other writers will bear."""
    for keyed, kept in ((False, KEPT), (True, KEPT_WITH_KEY)):
        old = Job.objects.filter(finished_at__lt=at - kept, key__isnull=not keyed).order_by("finished_at")
        Job.objects.filter(id__in=list(old.values_list("id", flat=True)[:CHUNK])).delete()


every("jobs.prune", seconds=600)
