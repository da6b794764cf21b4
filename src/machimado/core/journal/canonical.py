"""One value, one sequence of bytes: JSON after RFC 8785 (JCS), without floating point."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from uuid import UUID


def encode(value: Any) -> str:
    """Canonical JSON: keys sorted by UTF-16 code units, no spaces, characters unescaped. Its UTF-8 is what is hashed."""
    text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text.encode()  # half a surrogate pair has no bytes
    return text


def plain(value: Any) -> Any:
    """The value as strings, integers, booleans, None, lists and sorted objects; anything else is refused."""
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        if "\x00" in value:
            raise ValueError("a NUL has no place in the journal")
        return str(value)
    if isinstance(value, Mapping):
        pairs = sorted(((str(k), plain(v)) for k, v in value.items()), key=lambda p: p[0].encode("utf-16-be"))
        return dict(pairs)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form; give a string or an integer")


def instant(value: datetime) -> str:
    """An instant in UTC with microseconds: 2026-04-01T00:00:00.000000Z."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
