"""The worker: two lanes, so that a slow mail server never holds up the work inside the database."""

import atexit
import logging
import threading
import time
from collections.abc import Callable

from django.db import connections

from machimado.core.jobs import running, wake
from machimado.core.jobs.drain import beat, reap
from machimado.kernel import clock

PATIENCE = 10.0  # seconds for the job in hand when the process is asked to end
POLL = 1.0  # seconds: how soon the jobs of other processes are found

logger = logging.getLogger("machimado.jobs")


class Lane:
    """A thread's loop: do all that is due, then sleep until the bell rings or the poll is up.

    `step` does one job and says whether there was one; `chore` is done about twice a second, however busy the lane.
    """

    def __init__(
        self, name: str, step: Callable[[], bool], chore: Callable[[], object], stop: threading.Event
    ) -> None:
        self.name, self._step, self._chore, self._stop = name, step, chore, stop
        self._bell = wake.bell()
        self._chore_due = 0.0

    def run(self) -> None:
        while not self._stop.is_set():
            self._bell.clear()
            try:
                while not self._stop.is_set() and self._turn():
                    pass
            except Exception:
                logger.exception("jobs.lane_stumbled", extra={"kind": self.name})
                connections.close_all()
            self._bell.wait(POLL)
        connections.close_all()

    def _turn(self) -> bool:
        if time.monotonic() >= self._chore_due:
            self._chore_due = (
                time.monotonic() + POLL / 2
            )  # first: a chore that stumbles must not end every turn
            self._chore()
        return self._step()


class Worker:
    """Both lanes. `stop` ends each after the job in hand."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        lanes = [
            Lane(
                "inward", lambda: running.run_inward(at=clock.now()), lambda: beat(at=clock.now()), self._stop
            ),
            Lane(
                "outward",
                lambda: running.run_outward(at=clock.now()),
                lambda: reap(at=clock.now()),
                self._stop,
            ),
        ]
        self.threads = [
            threading.Thread(target=lane.run, name=f"jobs-{lane.name}", daemon=True) for lane in lanes
        ]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """End each lane after the job in hand, if that does not take too long."""
        self._stop.set()
        wake.ring()
        for thread in self.threads:
            thread.join(PATIENCE)


_worker: Worker | None = None


def start_thread() -> Worker:
    """Start the worker inside this process, once; the server calls this when it has loaded."""
    global _worker
    if _worker is None:
        _worker = Worker()
        _worker.start()
        atexit.register(_worker.stop)
    return _worker


def run_forever() -> None:
    """Work until interrupted: the `machimado worker` command."""
    worker = start_thread()
    try:
        for thread in worker.threads:
            while thread.is_alive():
                thread.join(POLL)
    except KeyboardInterrupt:
        worker.stop()
