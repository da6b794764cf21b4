"""Sealing among writers that commit late and out of order."""

import threading

import pytest
from django.db import connection, connections, transaction

from machimado.core.journal import api as journal
from machimado.core.journal.models import Entry
from machimado.core.journal.tests.conftest import NOW, submit

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite's writers come one after the other"),
]

WRITERS, EACH = 6, 25


def in_thread(work):
    def run():
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_an_entry_that_commits_late_is_sealed_next_time():
    written, may_commit = threading.Event(), threading.Event()

    def late():
        with transaction.atomic():
            submit(1)
            written.set()
            may_commit.wait()

    thread = in_thread(late)
    written.wait()
    submit(2)  # a later id, committed earlier
    assert journal.seal(at=NOW).size == 1
    may_commit.set()
    thread.join()
    assert journal.seal(at=NOW).size == 2
    assert journal.verify() == []


def test_two_sealers_among_many_writers_miss_nothing_and_number_nothing_twice():
    done = threading.Event()

    def write():
        for number in range(EACH):
            with transaction.atomic():
                submit(number)

    def seal():
        while not done.is_set():
            journal.seal(at=NOW)

    sealers = [in_thread(seal) for _ in range(2)]
    writers = [in_thread(write) for _ in range(WRITERS)]
    for thread in writers:
        thread.join()
    done.set()
    for thread in sealers:
        thread.join()
    assert journal.seal(at=NOW).size == WRITERS * EACH
    assert sorted(Entry.objects.values_list("seq", flat=True)) == list(range(WRITERS * EACH))
    assert journal.verify() == []
