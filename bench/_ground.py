"""A database of its own with the tables of the ground, for benchmarks of journal, jobs and gate."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django


@contextmanager
def fresh_database() -> Iterator[str]:
    """Set Django up over a new database: SQLite in a folder, or the empty one that DATABASE_URL names. Yields its kind."""
    with tempfile.TemporaryDirectory(prefix="machimado-bench-") as folder:
        os.environ["MACHIMADO_MODE"] = "test"
        os.environ["MACHIMADO_VAR"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.faults.settings"
        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        yield connection.vendor
        call_command("flush", verbosity=0, interactive=False)
        connection.close()
