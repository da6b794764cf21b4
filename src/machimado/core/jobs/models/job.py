"""A piece of work that was promised in a transaction."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.db.models import Q

from machimado.kernel.ids import new_id


class Job(models.Model):
    """Work to do once its transaction has committed. It is open until it is finished or dead.

    An inward job needs no lease: it is done and finished in one transaction. An outward job is leased while its
    function runs, so that a dead process is told from a busy one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True)  # noqa: DJ001 - NULL is "not unique", '' would be one
    outward = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    enqueued_at = models.DateTimeField()
    run_after = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, default="")
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    unknown_outcome = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)

    OPEN = Q(finished_at__isnull=True, dead_at__isnull=True)

    class Meta:
        constraints = [models.UniqueConstraint("name", "key", name="jobs_job_key")]
        indexes = [
            models.Index(
                "outward",
                models.F("urgent").desc(),
                "run_after",
                "id",
                name="jobs_job_open",
                condition=Q(finished_at__isnull=True, dead_at__isnull=True),
            ),
            models.Index("dead_at", name="jobs_job_dead", condition=Q(dead_at__isnull=False)),
            models.Index("finished_at", name="jobs_job_finished", condition=Q(finished_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.id}"

    def take(self, lease: UUID, *, until: datetime) -> None:
        """Lease the job to one worker for a while."""
        self.lease, self.leased_until = lease, until
        self.save(update_fields=["lease", "leased_until"])

    def finish(self, *, at: datetime) -> None:
        self._release()
        self.finished_at, self.last_error, self.unknown_outcome = at, "", False
        self.save(update_fields=[*LEASE, "finished_at", "last_error", "unknown_outcome"])

    def fail(self, error: str, *, again_in: timedelta | None, unknown: bool, at: datetime) -> None:
        """Note a failure and wait for the next try; without a next try the job is dead."""
        self._release()
        self.failures += 1
        self.last_error = error[:300]
        self.unknown_outcome = self.unknown_outcome or unknown
        if again_in is None:
            self.dead_at = at
        else:
            self.run_after = at + again_in
        self.save(update_fields=[*LEASE, "failures", "last_error", "unknown_outcome", "dead_at", "run_after"])

    def revive(self, *, at: datetime) -> None:
        """Open a dead job again, with all its tries before it."""
        self.dead_at, self.failures, self.run_after = None, 0, at
        self.save(update_fields=["dead_at", "failures", "run_after"])

    def _release(self) -> None:
        self.lease = self.leased_until = None


LEASE = ("lease", "leased_until")
