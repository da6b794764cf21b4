"""What must be true for the house to serve."""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from machimado.core.keys import api as keys

Probe = Callable[[], bool]


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


_migrated = False


def _migrations() -> bool:
    """Asked of the database until it holds; a process never sees its own migrations undone."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _keyring() -> bool:
    return keys.decrypt(keys.encrypt(b"ready", purpose="health"), purpose="health") == b"ready"


def _folder() -> bool:
    probe = settings.VAR / ".ready"
    probe.write_bytes(b"ready")  # a full disk takes no byte
    probe.unlink(missing_ok=True)  # another process may have asked at the same moment
    return True


PROBES: dict[str, Probe] = {
    "database": _database,
    "migrations": _migrations,
    "keyring": _keyring,
    "folder": _folder,
}


def faults() -> list[str]:
    """The names of the probes that fail, in order; empty when all is ready."""
    return [name for name, probe in PROBES.items() if not _holds(probe)]


def _holds(probe: Probe) -> bool:
    try:
        return probe()
    except (DatabaseError, OSError, keys.KeyringError, keys.Unreadable):
        return False
