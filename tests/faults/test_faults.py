"""Kill server and worker at random moments, then count: what was acknowledged, done inside, sent outside."""

import json
import os
import random
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
PROGRAM = "tests.faults.program"
KILLS = 12
ENOUGH = 250  # acknowledged submissions, at least

pytestmark = pytest.mark.fault


@dataclass
class House:
    """The processes and what they said."""

    environment: dict[str, str]
    random: random.Random
    acknowledged: list[str] = field(default_factory=list)
    kills: int = 0
    server: subprocess.Popen | None = None
    worker: subprocess.Popen | None = None

    def start(self, role):
        seed = str(self.random.random())
        arguments = [sys.executable, "-m", PROGRAM, role, seed]
        return subprocess.Popen(arguments, stdout=subprocess.PIPE, env=self.environment, text=True)

    def keep_up(self):
        """Replace the dead, as a service manager does."""
        if self.worker is None or self.worker.poll() is not None:
            self.note_end(self.worker)
            self.worker = self.start("worker")
        if self.server is None or self.server.poll() is not None:
            self.note_end(self.server)
            self.server = self.start("server")

    def note_end(self, process):
        if process is not None:
            self.acknowledged += process.stdout.read().split()
            assert process.wait() == -9, "a process ended otherwise than by a kill"
            self.kills += 1

    def listen(self, count):
        """Hear so many acknowledgements, or the server's death."""
        for _ in range(count):
            line = self.server.stdout.readline()
            if not line.endswith("\n"):
                return
            self.acknowledged.append(line.strip())

    def kill(self, process):
        process.kill()
        process.wait()

    def stop(self):
        for process in (self.server, self.worker):
            if process is not None:
                self.kill(process)
                self.note_end(process)


def run_house(environment, seed):
    house = House(environment, random.Random(seed))
    try:
        while house.kills < KILLS or len(house.acknowledged) < ENOUGH:
            house.keep_up()
            house.listen(house.random.randrange(5, 60))
            house.kill(house.random.choice([house.server, house.worker]))
    finally:
        house.stop()
    settled = subprocess.run(
        [sys.executable, "-m", PROGRAM, "settle", "0"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return house, json.loads(settled.stdout)


@pytest.fixture
def environment(tmp_path):
    """A fresh database with the ground's tables, on the database that this run tests."""
    url = f"sqlite:///{tmp_path / 'fault.sqlite3'}"
    drop = None
    if connection.vendor == "postgresql":
        url, drop = fresh_database()
    variables = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "MACHIMADO_MODE": "test",
        "MACHIMADO_VAR": str(tmp_path),
        "MACHIMADO_JOB_LEASE": "1",
        "FAULT_OUTSIDE": str(tmp_path / "outside"),
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=variables, check=True)
    yield variables
    if drop:
        drop()


def fresh_database():
    base = os.environ["DATABASE_URL"].rpartition("/")[0]
    name = f"fault_{os.getpid()}"

    def administer(statement):
        with psycopg.connect(f"{base}/postgres", autocommit=True) as administrator:
            administrator.execute(statement)

    administer(f"DROP DATABASE IF EXISTS {name}")
    administer(f"CREATE DATABASE {name}")
    return f"{base}/{name}", lambda: administer(f"DROP DATABASE {name} WITH (FORCE)")


def test_kills_lose_nothing_double_nothing_inside_and_little_outside(environment):
    house, report = run_house(environment, seed=20260401)
    submitted, sent = report["submitted"], report["sent"]

    assert report["vendor"] == connection.vendor
    assert len(house.acknowledged) >= ENOUGH
    assert set(house.acknowledged) <= set(submitted), "an acknowledged submission is missing"
    assert set(submitted.values()) == {1}
    assert report["done"] == submitted, "inside, each effect comes exactly once"
    assert set(sent) == set(submitted), "outside, each effect comes at least once"
    doubled = sum(sent.values()) - len(sent)
    assert doubled <= house.kills
    assert (report["open"], report["dead"], report["faults"]) == (0, 0, [])
