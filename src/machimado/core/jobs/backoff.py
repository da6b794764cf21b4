"""How long to wait before the next try."""

import hashlib
from datetime import timedelta
from uuid import UUID

FIRST = timedelta(seconds=5)
LONGEST = timedelta(hours=6)


def delay(job_id: UUID, *, failures: int) -> timedelta:
    """Doubling from 5 s to 6 h, of which the job's own id takes up to half off, so that a crowd comes back spread out.

    The jitter is a hash rather than chance: the same job after the same failure always waits the same time.
    """
    full: timedelta = min(FIRST * 2 ** min(failures, 20), LONGEST)
    digest = hashlib.sha256(job_id.bytes + failures.to_bytes(4)).digest()
    half_to_whole: float = 0.5 + int.from_bytes(digest[:4]) / 2**33
    return full * half_to_whole
