"""Identifiers that sort by the time they were made."""

import os
import threading
import time
from uuid import UUID

_mutex = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, 12 that count (§6.2), 62 random ones.

    Those of one process rise strictly, also within a millisecond, so that what was written first sorts first.
    """
    global _last
    with _mutex:
        _last = stamp = max(time.time_ns() // 1_000_000 << 12, _last + 1)
    random = int.from_bytes(os.urandom(8)) >> 2
    return UUID(int=stamp >> 12 << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | random)
