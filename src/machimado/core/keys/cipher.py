"""AES-256-GCM tokens and blind indexes over a keyring. No Django."""

import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from machimado.core.keys.keyring import Keyring, KeyringError

# A token: version (1 byte) ‖ key id (4) ‖ nonce (12) ‖ ciphertext ‖ tag (16).
VERSION = b"\x01"
HEADER = 5
NONCE = 12


class Unreadable(Exception):
    """The token was altered, cut, or made for another purpose."""


def seal(ring: Keyring, plaintext: bytes, *, purpose: str) -> bytes:
    """Encrypt under the active key, bound to the purpose and to the header itself."""
    header = VERSION + bytes.fromhex(ring.active)
    nonce = os.urandom(NONCE)
    box = _box(ring.key(ring.active).secret)
    return header + nonce + box.encrypt(nonce, plaintext, header + purpose.encode())


def unseal(ring: Keyring, token: bytes, *, purpose: str) -> bytes:
    """The plaintext of a token; raises Unreadable when one bit of it, or the purpose, is another."""
    header, nonce = token[:HEADER], token[HEADER : HEADER + NONCE]
    if header[:1] != VERSION or len(token) < HEADER + NONCE + 16:
        raise Unreadable("not a token")
    try:
        box = _box(ring.key(key_id(token)).secret)
        return box.decrypt(nonce, token[HEADER + NONCE :], header + purpose.encode())
    except InvalidTag:
        raise Unreadable("the token was altered or made for another purpose") from None
    except KeyringError as error:
        raise Unreadable(str(error)) from error


@lru_cache(maxsize=16)
def _box(secret: bytes) -> AESGCM:
    return AESGCM(secret)


def key_id(token: bytes) -> str:
    """Which key closed this token."""
    return token[1:HEADER].hex()


def index(ring: Keyring, value: str, *, purpose: str) -> bytes:
    """32 bytes by which equal values of one purpose meet, and which say nothing without the ring."""
    return hmac.new(ring.index, purpose.encode() + b"\x00" + value.encode(), hashlib.sha256).digest()
