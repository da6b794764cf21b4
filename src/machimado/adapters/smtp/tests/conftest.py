"""A mail server of one's own."""

import base64
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest


@dataclass(frozen=True)
class MailServer:
    port: int
    log: Path

    def taken(self) -> list[tuple[str, str, EmailMessage]]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        found = []
        for line in lines:
            key, to, content = line.split(" ")
            mail = cast(EmailMessage, message_from_bytes(base64.b64decode(content), policy=default))
            found.append((key, to, mail))
        return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def _process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    server = MailServer(free_port(), tmp_path_factory.mktemp("smtp") / "mail.log")
    command = [sys.executable, str(Path(__file__).parent / "server.py"), str(server.port), str(server.log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield server
        process.terminate()


@pytest.fixture
def server(_process: MailServer) -> MailServer:
    _process.log.unlink(missing_ok=True)
    return _process
