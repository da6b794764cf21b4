"""One gate per database file and process: first come, first served."""

import threading
from collections import deque


class Gate:
    """A lock that is fair: whoever waits longest goes next, so that no request waits while others pass it."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    def enter(self, *, timeout: float) -> bool:
        """Wait for a turn, at most `timeout` seconds; False when it did not come."""
        with self._mutex:
            if not self._taken:
                self._taken = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(timeout):
            return True
        with self._mutex:
            if turn.is_set():  # it came between the timeout and here
                return True
            self._waiting.remove(turn)
            return False

    def leave(self) -> None:
        """Hand the turn to the next in line, or leave the gate open."""
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_gates: dict[str, Gate] = {}
_gates_mutex = threading.Lock()


def gate_for(name: str) -> Gate:
    """The gate of the database file `name` in this process."""
    with _gates_mutex:
        return _gates.setdefault(name, Gate())
