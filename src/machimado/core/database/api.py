"""What rooms may ask of the database beyond the ORM."""

import hashlib

from django.db import connection


def is_postgresql() -> bool:
    """Whether records live on PostgreSQL rather than in the embedded SQLite."""
    return connection.vendor == "postgresql"


def exclusive(name: str) -> None:
    """Hold the named right to act alone until the current transaction ends.

    On PostgreSQL an advisory lock; on SQLite every atomic block is already alone (BEGIN IMMEDIATE).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("exclusive() needs a transaction to live in")
    if is_postgresql():
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
