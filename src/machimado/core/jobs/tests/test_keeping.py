from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError

from machimado.core.jobs import keeping
from machimado.core.jobs.models import Job
from machimado.kernel import clock
from machimado.kernel.ids import new_id

NOW = datetime(2026, 4, 1, tzinfo=UTC)
LEASE = timedelta(seconds=60)


class Thirds:
    """An event whose wait passes a number of times before it is set."""

    def __init__(self, passes):
        self.passes = passes

    def wait(self, timeout):
        assert timeout == 20
        self.passes -= 1
        return self.passes < 0


@pytest.fixture
def leased(db, monkeypatch):
    monkeypatch.setattr(keeping.connections, "close_all", lambda: None)
    clock.use(lambda: NOW)
    return Job.objects.create(name="t", enqueued_at=NOW, run_after=NOW, lease=new_id(), leased_until=NOW)


def test_a_lease_is_renewed_while_the_job_runs(leased):
    keeping._renew(leased, LEASE, Thirds(1))
    assert Job.objects.get().leased_until == NOW + LEASE


def test_a_lease_that_was_lost_is_not_taken_back(leased):
    Job.objects.update(lease=new_id())
    keeping._renew(leased, LEASE, Thirds(1))
    assert Job.objects.get().leased_until == NOW


def test_a_renewal_that_fails_is_tried_again(leased, monkeypatch):
    tries, real = [], Job.objects.filter

    def stumble(**conditions):
        tries.append(1)
        if len(tries) == 1:
            raise DatabaseError
        return real(**conditions)

    with monkeypatch.context() as patch:
        patch.setattr(Job.objects, "filter", stumble)
        keeping._renew(leased, LEASE, Thirds(2))
    assert Job.objects.get().leased_until == NOW + LEASE
