"""A backup is restored and verified in processes of their own, on whichever database the tests run."""

import os
import shutil
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
from django.contrib.sessions.backends.db import SessionStore
from django.conf import settings
from machimado.core.files import vault
from machimado.core.jobs.models import Job
from machimado.kernel.ids import new_id
SessionStore().save()
for name in ("kept", "lost"):
    vault.write(new_id(), name.encode())
at = clock.now()
Job.objects.create(name="test.send", outward=True, enqueued_at=at, run_after=at)
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
FILES = """
from machimado.core.files import vault
print(sorted(vault.read(file_id).decode() for file_id, path in vault.every()))
"""
REMOVE = """
import hashlib, pathlib, sys
from machimado.core.files import api as files, storing, vault
from machimado.core.files.models import StoredFile
from machimado.core.operations import backup, engine
from machimado.kernel import clock
from machimado.kernel.ref import Ref, system
dump, digest = engine.dump, hashlib.sha256(b"x").hexdigest()
def meanwhile(target):
    record = StoredFile(owner_kind="case", owner_id="1", name="n", media_type="m", size=1, sha256=digest, stored_at=clock.now())
    vault.write(record.id, b"x")
    record.save(force_insert=True)
    storing._journal(record, owner=Ref("case", "1"), by=system("test"), at=clock.now())
    dump(target)
    files.remove(str(record.id), by=system("test"), at=clock.now())
engine.dump = meanwhile
print(backup.backup(pathlib.Path(sys.argv[1]), at=clock.now()))
"""
STATE = """
from django.contrib.sessions.models import Session
from machimado.core.jobs.models import Job
from machimado.core.journal import api as journal
print(Session.objects.count(), Job.objects.filter(unknown_outcome=True).count(), len(journal.entries(type="operations.restored")))
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
    backup = house.ask(REMOVE, str(tmp_path / "backups"))
    assert house.ask(SHRED, entry) == "1"

    shutil.rmtree(tmp_path / "var" / "files")
    stranger = House(tmp_path / "elsewhere", databases[1])
    assert "keyring" in stranger.run(
        "restore", backup, ok=False
    )  # nothing was loaded: the next still finds it empty
    again = House(tmp_path / "var", databases[1])
    printed = again.run("restore", backup)
    assert "shredded again: 1" in printed
    assert again.ask(FILES) == "['kept', 'lost']"
    assert (
        again.ask(STATE) == "0 1 1"
    )  # sessions ended, what is to be sent may have been, and it is in the journal
    assert "The journal verifies." in printed
    assert again.ask(PERSONAL, entry) == "None"
    assert "not empty" in again.run("restore", backup, ok=False)
