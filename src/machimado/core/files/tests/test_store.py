"""Kept encrypted, under an id, journalled; read back as it came."""

import os
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import transaction

from machimado.core.files import api as files
from machimado.core.files import names, storing, vault
from machimado.core.files.tests.makers import jpeg, pdf
from machimado.core.journal import api as journal
from machimado.core.keys import api as keys
from machimado.kernel.ref import Ref

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
BY = Ref("resident", "somebody")
OWNER = Ref("draft", "one")


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MACHIMADO_FILES = tmp_path / "files"
    return settings.MACHIMADO_FILES


def store(content=None, filename="写真.JPG", **how):
    given = {"owner": OWNER, "policy": files.UploadPolicy(), "by": BY, "at": AT} | how
    return files.store(content=content or jpeg(), filename=filename, **given)


def test_what_goes_in_comes_out():
    view = store()
    assert files.read(view.id) == jpeg()
    assert (view.name, view.media_type, view.size) == ("写真.jpg", "image/jpeg", len(jpeg()))
    assert files.of_owner(OWNER) == [view] == [files.view(view.id)]


def test_the_disk_holds_neither_content_nor_name(folder):
    store(pdf(b"(a secret sentence)"), "秘密.pdf")
    (path,) = [each for each in folder.rglob("*") if each.is_file()]
    assert b"secret sentence" not in path.read_bytes()
    assert "秘密" not in str(path)
    assert path.stat().st_mode & 0o077 == 0


def test_the_journal_attests_it():
    view = store()
    entry = journal.entries(type="files.stored")[0]
    assert entry.subject == OWNER
    assert entry.public == {"media_type": "image/jpeg", "size": len(jpeg())}
    assert storing.attested(view.id) == jpeg()


def test_large_files_go_in_chunks_that_cannot_be_moved_cut_or_exchanged(folder):
    noise = os.urandom(vault.CHUNK * 2 + 5)
    view = files.view(store(jpeg() + noise).id)
    assert files.read(view.id) == jpeg() + noise
    path = vault.path_of(UUID(view.id))
    tokens = list(vault._tokens(path.read_bytes()))
    assert len(tokens) == 3
    for changed in (tokens[:-1], tokens[::-1], [tokens[0], tokens[0], tokens[2]]):
        path.write_bytes(vault.MAGIC + b"".join(len(each).to_bytes(4, "big") + each for each in changed))
        with pytest.raises(vault.Damaged):
            files.read(view.id)


def test_more_files_than_allowed_are_refused():
    policy = files.UploadPolicy(max_count=1)
    store(policy=policy)
    with pytest.raises(files.Refused, match="1個まで"):
        store(policy=policy)


def test_a_rolled_back_store_leaves_an_orphan_that_is_swept_after_a_day(folder):
    with transaction.atomic():
        store()
        transaction.set_rollback(True)
    left = [each for each in folder.rglob("*") if each.is_file()]
    assert len(left) == 1
    os.utime(left[0], (AT.timestamp() - 2 * 86400,) * 2)
    assert storing.sweep(at=AT) == 1
    assert not left[0].exists()


def test_removing_deletes_the_content_and_keeps_the_entry(django_capture_on_commit_callbacks):
    view = store()
    with django_capture_on_commit_callbacks(execute=True):
        files.remove(view.id, by=BY, at=AT)
    assert files.view(view.id) is None
    with pytest.raises(FileNotFoundError):
        files.read(view.id)
    assert len(journal.entries(type="files.removed")) == 1


def test_rotation_closes_files_anew(tmp_path, settings):
    settings.MACHIMADO_KEYRING = tmp_path / "ring.json"
    view = store()
    list(keys.rotate(at=AT))
    assert all(keys.is_current(token) for token in vault._tokens(vault.path_of(UUID(view.id)).read_bytes()))
    assert files.read(view.id) == jpeg()
    assert vault.reencrypt() == 0


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "C:\\boot.ini", "a\r\nSet-Cookie: x.pdf", "\u202egpj.exe", "", "...", "x" * 400],
)
def test_names_are_made_safe(name):
    safe = names.safe_name(name, "application/pdf")
    assert safe.endswith(".pdf")
    assert len(safe) <= 130
    assert not set(safe) & set('/\\\r\n:"\u202e')
    header = names.content_disposition(safe)
    assert header.isascii()
    assert "\n" not in header


def test_nonsense_ids_find_nothing():
    assert files.view("../../etc/passwd") is None
    with pytest.raises(FileNotFoundError):
        files.read("nonsense")
