"""The processes of the fault test.

server  two threads submit and acknowledge on standard output; jobs run in its worker threads
worker  jobs alone
settle  finish what is open and print a report
Each may kill itself, with SIGKILL, at the moments that hurt most.
"""

import json
import os
import random
import signal
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from machimado.core.jobs import api as jobs
from machimado.core.jobs import worker
from machimado.core.jobs.models import Job
from machimado.core.journal import api as journal
from machimado.kernel import clock
from machimado.kernel.ids import new_id
from machimado.kernel.ref import Ref, system
from machimado.kernel.text import Text

DEADLY = 0.005
OUTSIDE = Path(os.environ["FAULT_OUTSIDE"])

ME = system("fault")
chance = random.Random()
mortal = True


def perhaps_die() -> None:
    """One time in two hundred, this is the moment."""
    if mortal and chance.random() < DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)


for name in ("fault.submitted", "fault.done"):
    journal.register(
        journal.EntryType(name=name, public=("key",), personal=("name",), sentence=Text(ja="{key}"))
    )


@jobs.job("fault.inward")
def inward(payload: dict[str, Any], *, at: Any) -> None:
    entry = journal.entry(payload["entry"])
    assert entry is not None
    journal.record("fault.done", by=ME, subject=entry.subject, at=at, public=entry.public)
    perhaps_die()


@jobs.job("fault.outward", outward=True, retries=100)
def outward(payload: dict[str, Any], *, at: Any) -> None:
    perhaps_die()
    line = f"{payload['key']}\n".encode()
    handle = os.open(OUTSIDE, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, line)
    os.close(handle)
    perhaps_die()


journal.subscribe("fault.submitted", "fault.inward")


def submit() -> str:
    """What a request does: entry, inward job and outward job in one transaction."""
    key, at = str(new_id()), clock.now()
    with transaction.atomic():
        journal.record(
            "fault.submitted",
            by=ME,
            subject=Ref("case", key),
            at=at,
            public={"key": key},
            personal={"name": "x"},
        )
        jobs.enqueue("fault.outward", payload={}, key=key, at=at)
        perhaps_die()
    perhaps_die()
    return key


def server() -> None:
    worker.start_thread()
    mutex = threading.Lock()

    def serve() -> None:
        while True:
            key = submit()
            with mutex:
                sys.stdout.write(f"{key}\n")
                sys.stdout.flush()

    threads = [threading.Thread(target=serve) for _ in range(2)]
    for thread in threads:
        thread.start()


def settle() -> None:
    at = clock.now().replace(year=clock.now().year + 1)  # all leases and waits are over
    jobs.reap(at=at)
    while jobs.drain(at=at):
        pass
    journal.seal(at=at)
    report = {
        "submitted": keys_of("fault.submitted"),
        "done": keys_of("fault.done"),
        "sent": dict(Counter(OUTSIDE.read_text().split())),
        "open": Job.objects.filter(Job.OPEN).count(),
        "dead": len(jobs.dead()),
        "faults": [str(fault) for fault in journal.verify()],
        "vendor": connection.vendor,
    }
    sys.stdout.write(json.dumps(report))


def keys_of(name: str) -> dict[str, int]:
    return journal.tally_by(name, field="key")


def run(role: str, seed: str) -> None:
    global mortal
    chance.seed(seed)
    mortal = role != "settle"
    {"server": server, "worker": worker.run_forever, "settle": settle}[role]()
