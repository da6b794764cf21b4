"""Kill the worker while it mails: nothing is lost, and there are never more duplicates than kills."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from machimado.adapters.smtp.tests.conftest import MailServer

pytestmark = pytest.mark.fault
MAILS, ROUNDS = 150, 5
PROGRAM = Path(__file__).parent / "mailer.py"


def run(environment: dict[str, str], *arguments: str, wait: float = 120) -> int:
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), *arguments], env=environment, stdout=subprocess.PIPE
    )
    try:
        return process.wait(wait)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return -9


def test_duplicates_never_exceed_kills(server: MailServer, tmp_path: Path) -> None:
    root = str(settings.ROOT)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "machimado.config.settings_test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'mail.sqlite3'}",
        "MACHIMADO_VAR": str(tmp_path),
        "MAILER_SMTP": f"smtp://127.0.0.1:{server.port}",
        "PYTHONPATH": os.pathsep.join([f"{root}/src", root]),
    }
    assert run(environment, "prepare", str(MAILS)) == 0
    kills = 0
    for seed in range(ROUNDS):
        kills += run(environment, "work", str(seed), wait=5) == -9
    assert run(environment, "settle") == 0
    counts = Counter(key for key, _, _ in server.taken())
    assert len(counts) == MAILS
    duplicates = sum(counts.values()) - MAILS
    assert kills
    assert duplicates <= kills
