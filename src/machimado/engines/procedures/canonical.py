"""The bytes of a submission or decision: what is stored, hashed, journalled and attested."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def write(content: Mapping[str, Any]) -> str:
    """One text for one content: keys sorted, no spaces, characters as they are."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()
