"""The door of the keyring: encrypt, decrypt, look up blindly, rotate."""

from machimado.core.keys import cipher, store
from machimado.core.keys.cipher import Unreadable
from machimado.core.keys.keyring import KeyringError
from machimado.core.keys.rotation import Progress, on_rotation, reencrypt, rotate

__all__ = [
    "KeyringError",
    "Progress",
    "Unreadable",
    "blind_index",
    "decrypt",
    "encrypt",
    "is_current",
    "on_rotation",
    "reencrypt",
    "rotate",
]


def encrypt(plaintext: bytes, *, purpose: str) -> bytes:
    """AES-256-GCM under the active key. The purpose is authenticated: a token of one purpose opens for no other."""
    return cipher.seal(store.ring(), plaintext, purpose=purpose)


def decrypt(token: bytes, *, purpose: str) -> bytes:
    """What `encrypt` closed; raises Unreadable if a bit of it, or the purpose, differs."""
    return cipher.unseal(store.ring(), token, purpose=purpose)


def blind_index(value: str, *, purpose: str) -> bytes:
    """32 bytes for an exact look-up beside an encrypted column: HMAC-SHA-256 by a key of the ring."""
    return cipher.index(store.ring(), value, purpose=purpose)


def is_current(token: bytes) -> bool:
    """Whether the token is closed by the active key (what rotation asks before rewriting)."""
    return cipher.key_id(token) == store.ring().active
