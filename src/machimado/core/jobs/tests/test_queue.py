from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from machimado.core.jobs import api as jobs
from machimado.core.jobs import registry
from machimado.core.jobs.models import Job
from machimado.kernel.ref import Ref

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)
ADMIN = Ref("official", "1")

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen():
    return []


@pytest.fixture(autouse=True)
def kinds(monkeypatch, seen):
    monkeypatch.setattr(registry, "_kinds", {})
    monkeypatch.setattr(registry, "_periodic", {})

    @jobs.job("test.note")
    def note(payload, *, at):
        seen.append(payload)

    @jobs.job("test.chain")
    def chain(payload, *, at):
        seen.append(payload)
        if payload["left"]:
            jobs.enqueue("test.chain", payload={"left": payload["left"] - 1}, at=at)

    @jobs.job("test.fail", retries=2)
    def fail(payload, *, at):
        jobs.enqueue("test.note", payload={"must": "be undone"}, at=at)
        raise ValueError("山田花子")

    @jobs.job("test.send", outward=True, retries=1)
    def send(payload, *, at):
        seen.append(payload)


def test_a_job_runs_once_and_its_follow_ups_too(seen):
    jobs.enqueue("test.chain", payload={"left": 2}, at=NOW)
    assert jobs.drain(at=NOW) == 3
    assert jobs.drain(at=NOW) == 0
    assert [p["left"] for p in seen] == [2, 1, 0]


def test_a_job_waits_for_its_time(seen):
    jobs.enqueue("test.note", payload={}, run_after=NOW + timedelta(hours=1), at=NOW)
    assert jobs.drain(at=NOW) == 0
    assert jobs.drain(at=NOW + timedelta(hours=1)) == 1


def test_a_promise_with_a_key_is_made_once():
    first = jobs.enqueue("test.note", payload={}, key="k", at=NOW)
    assert jobs.enqueue("test.note", payload={}, key="k", at=NOW) == first
    jobs.drain(at=NOW)
    assert jobs.enqueue("test.note", payload={}, key="k", at=NOW) == first
    assert Job.objects.count() == 1


def test_an_unknown_job_is_refused_when_it_is_promised():
    with pytest.raises(LookupError, match=r"test\.nothing"):
        jobs.enqueue("test.nothing", payload={}, at=NOW)


def test_what_is_rolled_back_was_never_promised(seen):
    with transaction.atomic():
        jobs.enqueue("test.note", payload={}, at=NOW)
        transaction.set_rollback(True)
    assert jobs.drain(at=NOW) == 0


def test_a_failure_is_undone_waits_longer_each_time_and_dies(seen):
    job_id = jobs.enqueue("test.fail", payload={}, at=NOW)
    at, waits = NOW, []
    for _ in range(3):
        assert jobs.drain(at=at) == 1
        job = Job.objects.get(id=job_id)
        waits.append(job.run_after - at)
        at = job.run_after
    assert timedelta(seconds=2.5) <= waits[0] <= timedelta(seconds=5) < waits[1] <= timedelta(seconds=10)
    assert not seen
    [letter] = jobs.dead()
    assert letter.failures == 3
    assert letter.last_error.startswith("ValueError at ")
    assert "山田" not in letter.last_error


def test_a_dead_job_can_be_tried_again_and_remembers_who_asked(seen):
    job_id = jobs.enqueue("test.fail", payload={}, at=NOW)
    Job.objects.update(name="test.note", dead_at=NOW, failures=9)
    assert jobs.retry(job_id, by=ADMIN, at=NOW)
    assert not jobs.retry(job_id, by=ADMIN, at=NOW)
    assert jobs.drain(at=NOW) == 1
    assert Job.objects.get().reruns.get().by_id == "1"


def test_a_permanent_failure_dies_at_once():
    @jobs.job("test.permanent")
    def permanent(payload, *, at):
        raise jobs.Permanent("no such address")

    jobs.enqueue("test.permanent", payload={}, at=NOW)
    jobs.drain(at=NOW)
    assert len(jobs.dead()) == 1


def test_the_other_side_may_ask_for_patience():
    @jobs.job("test.busy")
    def busy(payload, *, at):
        raise jobs.Temporary(after=timedelta(hours=1))

    jobs.enqueue("test.busy", payload={}, at=NOW)
    jobs.drain(at=NOW)
    assert Job.objects.get().run_after == NOW + timedelta(hours=1)


def test_strict_lets_the_exception_through():
    jobs.enqueue("test.fail", payload={}, at=NOW)
    with pytest.raises(ValueError, match="花子"):
        jobs.drain(at=NOW, strict=True)


def test_an_outward_job_gets_a_stable_key(seen):
    job_id = jobs.enqueue("test.send", payload={"to": "a"}, at=NOW)
    jobs.enqueue("test.send", payload={"to": "b"}, key="mine", at=NOW)
    assert jobs.drain(at=NOW) == 2
    assert seen == [
        {"to": "a", "key": str(job_id), "unknown": False},
        {"to": "b", "key": "mine", "unknown": False},
    ]


def test_the_reaper_frees_a_lost_lease_and_marks_the_outcome_unknown(seen):
    job_id = jobs.enqueue("test.send", payload={}, at=NOW)
    Job.objects.get().take(job_id, until=NOW + LEASE)  # a worker took it and died
    assert jobs.drain(at=NOW) == 0
    assert jobs.reap(at=NOW + LEASE) == 0
    later = NOW + LEASE + timedelta(seconds=1)
    assert jobs.reap(at=later) == 1
    assert jobs.drain(at=later) == 1
    assert seen == [{"key": str(job_id), "unknown": True}]


def test_a_job_that_keeps_killing_its_worker_dies():
    job_id = jobs.enqueue("test.send", payload={}, at=NOW)
    for _ in range(2):
        Job.objects.get().take(job_id, until=NOW)
        jobs.reap(at=NOW + timedelta(seconds=1))
    [letter] = jobs.dead()
    assert letter.unknown_outcome


def test_a_job_that_this_version_no_longer_knows_is_reaped_into_a_dead_letter():
    job_id = jobs.enqueue("test.send", payload={}, at=NOW)
    Job.objects.get().take(job_id, until=NOW)
    del registry._kinds["test.send"]
    assert jobs.reap(at=NOW + timedelta(seconds=1)) == 1
    assert [letter.id for letter in jobs.dead()] == [job_id]


def test_a_beat_that_stumbles_holds_up_no_other(seen):
    @jobs.job("test.stumble")
    def stumble(payload, *, at):
        raise AssertionError

    def no_folder():
        raise PermissionError

    jobs.every("test.stumble", seconds=60, when=no_folder)
    jobs.every("test.note", seconds=60)
    jobs.beat(at=NOW)
    assert seen == [{}]


def test_an_unknown_outcome_is_marked():
    @jobs.job("test.unsure", outward=True)
    def unsure(payload, *, at):
        raise jobs.UnknownOutcome

    jobs.enqueue("test.unsure", payload={}, at=NOW)
    jobs.drain(at=NOW)
    assert Job.objects.get().unknown_outcome


def test_a_beat_is_struck_once_per_period(seen):
    jobs.every("test.note", seconds=60)
    assert jobs.beat(at=NOW) == 1
    assert jobs.beat(at=NOW + timedelta(seconds=59)) == 0
    assert jobs.beat(at=NOW + timedelta(seconds=60)) == 1
    assert len(seen) == 2


def test_a_beat_goes_on_when_the_clock_went_back(seen):
    jobs.every("test.note", seconds=60)
    jobs.beat(at=NOW + timedelta(days=30))  # the demo had moved on, and was begun again
    assert jobs.beat(at=NOW) == 1
    assert jobs.beat(at=NOW + timedelta(seconds=1)) == 0


@pytest.mark.django_db(transaction=True)
def test_an_idle_worker_never_stands_at_the_gate(django_assert_num_queries):
    with django_assert_num_queries(2) as captured:
        assert jobs.drain(at=NOW) == 0
    assert all(query["sql"].startswith("SELECT") for query in captured)


def test_a_beat_with_nothing_to_do_writes_nothing(django_assert_num_queries):
    jobs.every("test.note", seconds=60, when=lambda: False)
    with django_assert_num_queries(1):
        assert jobs.beat(at=NOW) == 0


def test_two_functions_cannot_be_one_job():
    with pytest.raises(ValueError, match="two functions"):

        @jobs.job("test.note")
        def other(payload, *, at): ...


def test_promising_is_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        jobs.enqueue("test.note", payload={}, at=NOW)


def test_finished_jobs_are_forgotten_after_a_while():
    from machimado.core.jobs.jobs import KEPT, prune

    jobs.enqueue("test.note", payload={}, at=NOW)
    jobs.enqueue("test.note", payload={}, key="k", at=NOW)
    jobs.drain(at=NOW)
    prune({}, at=NOW + KEPT + timedelta(days=1))
    assert [job.key for job in Job.objects.all()] == ["k"]


def test_one_run_serves_all_who_asked_before_it_began(seen):
    for _ in range(3):
        jobs.ensure("test.note", payload={"all": True}, at=NOW)
    jobs.ensure("test.note", payload={"all": False}, at=NOW)
    assert jobs.drain(at=NOW) == 2
    jobs.ensure("test.note", payload={"all": True}, at=NOW)
    assert jobs.drain(at=NOW) == 1
