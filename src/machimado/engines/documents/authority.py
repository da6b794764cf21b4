"""A test certificate authority of the city's own, for demo, tests and training. It proves nothing to the world."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

TEST_MARK = "試験用"
YEARS = timedelta(days=365 * 10)
USAGE = {
    "content_commitment": False,
    "key_encipherment": False,
    "data_encipherment": False,
    "key_agreement": False,
    "encipher_only": False,
    "decipher_only": False,
}


@dataclass(frozen=True, slots=True)
class Paths:
    """Where the seal's key, its certificate and the certificate of the authority lie (PEM)."""

    key: Path
    certificate: Path
    authority: Path

    def complete(self) -> bool:
        return self.key.exists() and self.certificate.exists() and self.authority.exists()


def make(paths: Paths, *, city: str, at: datetime) -> None:
    """Make an authority and a seal certificate for `city`. The authority's key is not kept: it signs once."""
    root_key, seal_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = _name(city, f"{city} {TEST_MARK}認証局")
    root = (
        _builder(root_name, root_name, root_key.public_key(), at)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=False, key_cert_sign=True, crl_sign=True, **USAGE), critical=True
        )
        .sign(root_key, hashes.SHA256())
    )
    usage = {**USAGE, "content_commitment": True}
    seal = (
        _builder(_name(city, f"{city}長 {TEST_MARK}電子印"), root_name, seal_key.public_key(), at)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, key_cert_sign=False, crl_sign=False, **usage), critical=True
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    private = seal_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write(paths.key, private)
    _write(paths.authority, root.public_bytes(serialization.Encoding.PEM))
    _write(paths.certificate, seal.public_bytes(serialization.Encoding.PEM))


def is_test(certificate: Path) -> bool:
    """Whether this certificate was made here."""
    subject = x509.load_pem_x509_certificate(certificate.read_bytes()).subject
    return any(TEST_MARK in str(attribute.value) for attribute in subject)


def _name(city: str, common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, city),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, at: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - YEARS)
        .not_valid_after(at + YEARS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        os.fsync(file.fileno())
    draft.replace(path)
