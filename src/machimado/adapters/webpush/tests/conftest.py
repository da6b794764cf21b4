"""A push service of one's own, and a device subscribed to it."""

import base64
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec


def encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass(frozen=True)
class PushService:
    origin: str
    log: Path
    p256dh: str
    auth: str

    def subscription(self, path: str = "/ok") -> dict[str, Any]:
        return {"endpoint": f"{self.origin}{path}", "keys": {"p256dh": self.p256dh, "auth": self.auth}}

    def seen(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []


@pytest.fixture(scope="session")
def _service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PushService]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    key, auth = ec.generate_private_key(ec.SECP256R1()), encode(os.urandom(16))
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    point = key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    log = tmp_path_factory.mktemp("push") / "push.log"
    device = json.dumps({"pem": pem.decode(), "auth": auth})
    command = [sys.executable, str(Path(__file__).parent / "push_service.py"), str(port), str(log), device]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield PushService(f"http://127.0.0.1:{port}", log, encode(point), auth)
        process.terminate()


@pytest.fixture
def service(_service: PushService, settings: Any, monkeypatch: pytest.MonkeyPatch) -> PushService:
    _service.log.unlink(missing_ok=True)
    settings.MACHIMADO_PUSH_ORIGINS = [_service.origin]
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return _service
