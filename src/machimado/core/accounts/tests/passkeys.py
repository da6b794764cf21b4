"""A passkey as a browser would register it, made without a browser."""

import os
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from machimado.core.accounts.models import Account

FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT


def add_passkey(account: Account, name: str = "わたしの鍵") -> Authenticator:
    return Authenticator.objects.create(
        user=account,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": credential()},
    )


def credential() -> dict[str, Any]:
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    identifier = os.urandom(16)
    attested = AttestedCredentialData.create(Aaguid(bytes(16)), identifier, key)
    data = AuthenticatorData.create(sha256(b"testserver"), FLAGS, 0, attested)
    client = CollectedClientData.create("webauthn.create", os.urandom(16), "http://testserver")
    return {
        "id": websafe_encode(identifier),
        "rawId": websafe_encode(identifier),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
