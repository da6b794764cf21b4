"""Lanes and bells, without waiting for any clock."""

import threading

import pytest
from django.db import transaction

from machimado.core.jobs import api as jobs
from machimado.core.jobs import registry, wake
from machimado.core.jobs.backoff import FIRST, LONGEST, delay
from machimado.core.jobs.worker import Lane
from machimado.kernel import clock
from machimado.kernel.ids import new_id


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    monkeypatch.setattr(wake, "_bells", [])
    monkeypatch.setattr(registry, "_kinds", {})
    jobs.job("test.note")(lambda payload, *, at: None)


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_on_commit_and_not_before():
    bell = wake.bell()
    with transaction.atomic():
        jobs.enqueue("test.note", payload={}, at=clock.now())
        assert not bell.is_set()
    assert bell.is_set()


@pytest.mark.django_db(transaction=True)
def test_the_bell_stays_silent_when_the_promise_is_taken_back():
    bell = wake.bell()
    with transaction.atomic():
        jobs.enqueue("test.note", payload={}, at=clock.now())
        transaction.set_rollback(True)
    assert not bell.is_set()


def test_a_lane_does_all_there_is_and_survives_a_stumble():
    stop, done = threading.Event(), []

    def step():
        done.append(len(done))
        if len(done) == 2:
            wake.ring()  # do not wait for the poll
            raise RuntimeError("the database went away")
        if len(done) == 5:
            stop.set()
        return True

    Lane("test", step, lambda: None, stop).run()
    assert done == [0, 1, 2, 3, 4]


def test_a_lane_does_its_chore_first():
    stop, order = threading.Event(), []

    def step():
        order.append("step")
        stop.set()
        return False

    lane = Lane("test", step, lambda: order.append("chore"), stop)
    lane._bell.wait = lambda timeout: None
    lane.run()
    assert order == ["chore", "step"]


def test_a_chore_that_stumbles_does_not_keep_the_lane_from_its_jobs():
    stop, done = threading.Event(), []

    def chore():
        wake.ring()  # do not wait for the poll
        raise RuntimeError("the folder went away")

    def step():
        done.append(1)
        stop.set()
        return False

    Lane("test", step, chore, stop).run()
    assert done == [1]


def test_waits_double_up_to_a_bound_and_differ_between_jobs():
    job = new_id()
    waits = [delay(job, failures=failures) for failures in range(20)]
    assert all(FIRST / 2 <= wait <= LONGEST for wait in waits)
    assert waits[0] < waits[2] < waits[4] < waits[8]
    assert delay(job, failures=3) == waits[3]
    assert len({delay(new_id(), failures=3) for _ in range(10)}) == 10
