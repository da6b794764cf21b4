import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.sqlite3 import base

from machimado.core.database.sqlite.gate import Gate

pytestmark = pytest.mark.skipif("connection.vendor != 'sqlite'")


def test_the_gate_serves_in_order_of_arrival():
    gate, order, started = Gate(), [], []
    assert gate.enter(timeout=1)
    threads = []
    for number in range(5):
        ready = threading.Event()

        def visit(number=number, ready=ready):
            ready.set()
            assert gate.enter(timeout=10)
            order.append(number)
            gate.leave()

        thread = threading.Thread(target=visit)
        thread.start()
        ready.wait()
        while len(gate._waiting) <= number:
            started.append(1)
        threads.append(thread)
    gate.leave()
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_a_turn_that_does_not_come_is_given_up():
    gate = Gate()
    assert gate.enter(timeout=0)
    assert not gate.enter(timeout=0.001)
    gate.leave()
    assert gate.enter(timeout=0)


@pytest.mark.django_db(transaction=True)
def test_the_gate_is_held_from_begin_to_the_end_of_the_transaction():
    assert connection._gate is None
    with transaction.atomic():
        held = connection._gate
        assert held is not None
        with transaction.atomic():
            assert connection._gate is held
    assert connection._gate is None
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    assert connection._gate is None


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_cannot_begin_leaves_the_gate_open(monkeypatch):
    def refuse(self):
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(base.DatabaseWrapper, "_start_transaction_under_autocommit", refuse)
        with pytest.raises(DatabaseError), transaction.atomic():
            pass
    assert connection._gate is None
