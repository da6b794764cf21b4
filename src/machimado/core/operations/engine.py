"""How each database is copied out and brought back."""

import os
import subprocess
from contextlib import closing
from pathlib import Path

import pysqlite3
from django.conf import settings
from django.db import connection

from machimado.core.operations import folders


class CopyFailed(RuntimeError):
    """The database could not be copied; the message says why and what to do."""


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def name() -> str:
    """The file's name in a backup, which tells the engine."""
    return "database.sqlite3" if is_sqlite() else "database.pgdump"


def dump(target: Path) -> None:
    """Copy the database as of one instant, while others go on writing."""
    if is_sqlite():
        with closing(pysqlite3.connect(str(settings.DATABASES["default"]["NAME"]))) as source:
            source.execute("VACUUM INTO ?", (str(target),))
    else:
        _postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={target}", "--dbname")


def load(source: Path) -> None:
    """Bring a copy back into an empty database. Raises CopyFailed where it is not empty."""
    if connection.introspection.table_names():
        raise CopyFailed("The database is not empty: restore into a new one, then switch to it.")
    connection.close()
    if is_sqlite():
        target = Path(settings.DATABASES["default"]["NAME"])
        for leftover in (target, Path(f"{target}-wal"), Path(f"{target}-shm")):
            leftover.unlink(missing_ok=True)
        folders.copy_file(source, target)
    else:
        _postgresql(
            "pg_restore",
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            "--dbname",
            last=str(source),
        )


def _postgresql(*command: str, last: str = "") -> None:
    database = settings.DATABASES["default"]
    environment = {
        **os.environ,
        "PGHOST": database["HOST"],
        "PGPORT": str(database["PORT"]),
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
    }
    for name in ("sslmode", "sslrootcert", "sslcert", "sslkey"):
        if name in database.get("OPTIONS", {}):
            environment[f"PG{name.upper()}"] = str(database["OPTIONS"][name])
    arguments = [*command, database["NAME"], *([last] if last else [])]
    try:
        done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise CopyFailed(f"There is no {command[0]} on this machine: install postgresql-client.") from None
    if done.returncode:
        raise CopyFailed(f"{command[0]} failed with code {done.returncode}: {done.stderr.splitlines()[-1:]}")
