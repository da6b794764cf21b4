"""A backup is restored and verified in processes of their own, on whichever database the tests run."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

WRITE = """
from machimado.core.journal import api as journal
from machimado.kernel import clock
from machimado.kernel.ref import Ref, system
from machimado.kernel.text import Text
journal.register(journal.EntryType(name="test.told", personal=("what",), sentence=Text(ja="伝えました")))
ids = [
    journal.record("test.told", by=system("test"), subject=Ref("person", str(n)), at=clock.now(), personal={"what": n})
    for n in range(5)
]
journal.seal(at=clock.now())
print(ids[0])
"""
SHRED = """
import sys
from machimado.core.journal import api as journal
from machimado.kernel import clock
from machimado.kernel.ref import system
print(journal.shred(entry_ids=[sys.argv[1]], by=system("test"), at=clock.now()))
journal.seal(at=clock.now())
"""
PERSONAL = """
import sys
from machimado.core.journal import api as journal
print(journal.entry(sys.argv[1]).personal)
"""


class House:
    """An installation in a folder, with a database of its own; the keyring and what lies outside stay when it is lost."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "machimado.config.settings",
            "MACHIMADO_MODE": "demo",
            "MACHIMADO_VAR": str(folder),
            "DATABASE_URL": database_url,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }

    def run(self, *words: str, ok: bool = True) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "machimado", *words],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode == 0) is ok, done.stdout + done.stderr
        return (done.stdout + done.stderr).strip()

    def ask(self, code: str, *words: str) -> str:
        setup = "import django; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", setup + code, *words],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip().splitlines()[-1]


@pytest.fixture
def databases(tmp_path, request):
    """Two fresh databases of the engine under test: (where we live, where we restore)."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'first.sqlite3'}", f"sqlite:///{tmp_path / 'second.sqlite3'}"
        return
    request.getfixturevalue("django_db_blocker").unblock()
    base = os.environ["DATABASE_URL"].rpartition("/")[0]
    names = [f"backup_{uuid4().hex}" for _ in range(2)]
    for name in names:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
    yield tuple(f"{base}/{name}" for name in names)
    for name in names:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_restored_and_verified_and_what_was_shredded_stays_shredded(tmp_path, databases):
    house = House(tmp_path / "var", databases[0])
    house.run("migrate")
    entry = house.ask(WRITE)
    backup = house.run("backup", str(tmp_path / "backups")).splitlines()[-1]
    assert house.ask(SHRED, entry) == "1"

    again = House(tmp_path / "var", databases[1])
    printed = again.run("restore", backup)
    assert "shredded again: 1" in printed
    assert "The journal verifies." in printed
    assert again.ask(PERSONAL, entry) == "None"
    assert "not empty" in again.run("restore", backup, ok=False)


@pytest.mark.django_db(transaction=True)
def test_a_damaged_backup_is_refused_and_changes_nothing(tmp_path, databases):
    house = House(tmp_path / "var", databases[0])
    house.run("migrate")
    backup = Path(house.run("backup", str(tmp_path / "backups")).splitlines()[-1])
    (database,) = backup.glob("database.*")
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    again = House(tmp_path / "var", databases[1])
    assert f"damaged: {database.name}" in again.run("restore", str(backup), ok=False)


@pytest.mark.django_db(transaction=True)
def test_another_keyring_is_refused(tmp_path, databases):
    house = House(tmp_path / "var", databases[0])
    house.run("migrate")
    backup = house.run("backup", str(tmp_path / "backups")).splitlines()[-1]
    stranger = House(tmp_path / "elsewhere", databases[1])
    assert "keyring" in stranger.run("restore", backup, ok=False)
    assert json.loads((Path(backup) / "manifest.json").read_text())["sha256"]
