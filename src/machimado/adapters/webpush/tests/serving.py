"""Starting the push service, with one device subscribed to it; also used by the journeys."""

import base64
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass(frozen=True)
class PushService:
    """Where it listens, what it has accepted, and the keys of the device behind it."""

    origin: str
    log: Path
    p256dh: str
    auth: str

    def subscription(self, path: str = "/ok") -> dict[str, Any]:
        return {"endpoint": f"{self.origin}{path}", "keys": {"p256dh": self.p256dh, "auth": self.auth}}

    def seen(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, *, port: int) -> Iterator[PushService]:
    """A push service in a process of its own for as long as the block lasts."""
    key, auth = ec.generate_private_key(ec.SECP256R1()), _encode(os.urandom(16))
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    point = key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    log = folder / "push.log"
    device = json.dumps({"pem": pem.decode(), "auth": auth})
    command = [sys.executable, str(Path(__file__).parent / "push_service.py"), str(port), str(log), device]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield PushService(f"http://127.0.0.1:{port}", log, _encode(point), auth)
        process.terminate()


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
