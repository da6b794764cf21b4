"""STARTTLS and login against a real server process."""

import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from machimado.adapters.smtp.client import Server, SmtpChannel
from machimado.adapters.smtp.tests.conftest import MailServer, free_port
from machimado.adapters.smtp.tests.test_client import SENDER, mail
from machimado.engines.messaging import api as messaging


def certificate(folder: Path) -> tuple[Path, Path]:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "tls.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "tls.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return folder / "tls.crt", folder / "tls.key"


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[MailServer, ssl.SSLContext]]:
    crt, key = certificate(tmp_path)
    server = MailServer(free_port(), tmp_path / "mail.log")
    program = str(Path(__file__).parent / "server.py")
    command = [sys.executable, program, str(server.port), str(server.log), str(crt), str(key)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield server, ssl.create_default_context(cafile=str(crt))
        process.terminate()


def channel(server: MailServer, login: str, context: ssl.SSLContext | None) -> SmtpChannel:
    url = f"smtp+starttls://{login}@127.0.0.1:{server.port}"
    return SmtpChannel(Server.from_url(url), sender=SENDER, context=context)


def test_encrypted_and_signed_in(secure: tuple[MailServer, ssl.SSLContext]) -> None:
    server, context = secure
    channel(server, "city:secret", context).deliver(mail())
    assert len(server.taken()) == 1


def test_a_wrong_password_waits_for_the_operator(secure: tuple[MailServer, ssl.SSLContext]) -> None:
    server, context = secure
    with pytest.raises(messaging.TemporaryError, match="login refused"):
        channel(server, "city:wrong", context).deliver(mail())


def test_a_certificate_that_nobody_vouches_for_is_not_talked_to(
    secure: tuple[MailServer, ssl.SSLContext],
) -> None:
    server, _ = secure
    with pytest.raises(messaging.TemporaryError):
        channel(server, "city:secret", None).deliver(mail())
    assert not server.taken()
