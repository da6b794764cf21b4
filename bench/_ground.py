"""Databases for benchmarks: a new one each time, SQLite in a folder or the empty one that DATABASE_URL names."""

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
FULL = os.environ.get("BENCH") == "full"


def on_both(name: str, measure: Callable[[], int]) -> int:
    """Run the benchmark on SQLite and on a PostgreSQL of its own, or only on the database that DATABASE_URL names."""
    if "BENCH_ONE" in os.environ or "DATABASE_URL" in os.environ:
        return measure()
    command = [sys.executable, "-m", f"bench.{name}", *sys.argv[1:]]
    failed = subprocess.run(command, cwd=ROOT, env={**os.environ, "BENCH_ONE": "1"}, check=False).returncode
    with tempfile.TemporaryDirectory(prefix="machimado-bench-") as folder:
        Path(folder).chmod(0o755)
        environment = {**os.environ, "BENCH_ONE": "1", "MACHIMADO_POSTGRES": f"{folder}/pg"}
        postgres = [str(ROOT / "scripts/postgres"), "run", *command]
        return failed | subprocess.run(postgres, cwd=ROOT, env=environment, check=False).returncode


@contextmanager
def fresh_database(settings: str = "tests.faults.settings") -> Iterator[str]:
    """Set Django up over a new database. Yields its kind."""
    with tempfile.TemporaryDirectory(prefix="machimado-bench-") as folder:
        os.environ["MACHIMADO_MODE"] = "test"
        os.environ["MACHIMADO_VAR"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        os.environ["DJANGO_SETTINGS_MODULE"] = settings
        if str(ROOT / "src") not in sys.path:
            sys.path.insert(0, str(ROOT / "src"))
        import machimado.config  # noqa: F401 (the bundled SQLite)

        django.setup()
        logging.disable(logging.WARNING)
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        try:
            yield connection.vendor
        finally:
            call_command("flush", verbosity=0, interactive=False)
            connection.close()
