"""A backup that is not whole, or not ours, is refused with the reason; copying bears that others write."""

import json
import stat

import pytest

from machimado.core.keys import api as keys
from machimado.core.keys import keyring, store
from machimado.core.operations import engine, folders, manifest
from machimado.kernel import clock


@pytest.fixture
def backup(db, settings, tmp_path):
    settings.MACHIMADO_KEYRING = tmp_path / "keyring.json"
    settings.MACHIMADO_FILES = tmp_path / "files"
    folder = tmp_path / "backup"
    (folder / "files" / "0a").mkdir(parents=True)
    (folder / engine.name()).write_bytes(b"the database")
    (folder / "files" / "0a" / "one").write_bytes(b"a file")
    manifest.write(folder, at=clock.now())
    return folder


def refusal(folder):
    with pytest.raises(manifest.RestoreRefused) as refused:
        manifest.checked(folder)
    return str(refused.value)


def test_a_whole_backup_is_taken(backup):
    assert set(manifest.checked(backup)["sha256"]) == {engine.name(), "files/0a/one"}


def test_a_flipped_bit_anywhere_is_named(backup):
    for path in (backup / engine.name(), backup / "files/0a/one"):
        good = path.read_bytes()
        for place in range(len(good)):
            path.write_bytes(good[:place] + bytes([good[place] ^ 1 << place % 8]) + good[place + 1 :])
            assert str(path.relative_to(backup)) in refusal(backup)
        path.write_bytes(good)


def test_a_flipped_bit_in_the_manifest_is_refused_in_a_sentence(backup):
    path = backup / manifest.NAME
    good = path.read_bytes()
    wanted = json.loads(good)
    assert wanted["seal"] == wanted["seal"].lower()
    for place in range(0, len(good), 11):
        altered = good[:place] + bytes([good[place] ^ 1 << place % 7]) + good[place + 1 :]
        path.write_bytes(altered)
        try:
            found = json.loads(altered)  # space is no content, and hexadecimal digits have no case
            same = {**found, "seal": found["seal"].lower()} == wanted
        except (ValueError, KeyError):
            same = False
        assert same or refusal(backup), place


def test_files_that_are_gone_or_were_put_in_are_named(backup):
    (backup / "files/0a/two").write_bytes(b"put in")
    assert "files/0a/two" in refusal(backup)
    (backup / "files/0a/two").unlink()
    (backup / "files/0a/one").unlink()
    assert "files/0a/one" in refusal(backup)


def test_a_forged_manifest_is_refused(backup):
    content = json.loads((backup / manifest.NAME).read_text())
    (backup / "files/0a/one").unlink()
    del content["sha256"]["files/0a/one"]
    (backup / manifest.NAME).write_text(json.dumps(content))
    assert "manifest.json" in refusal(backup)


def test_a_backup_that_was_broken_off_is_refused(backup):
    (backup / manifest.NAME).unlink()
    assert "no whole backup" in refusal(backup)


def test_another_engines_backup_is_refused(backup, monkeypatch):
    monkeypatch.setattr(engine, "name", lambda: "database.other")
    assert "another database engine" in refusal(backup)


def test_a_strangers_keyring_is_refused_and_a_rotated_one_is_not(backup, settings):
    list(keys.rotate(at=clock.now()))
    manifest.checked(backup)
    keyring.save(keyring.Keyring.new(at=clock.now()), store.path())
    assert "keyring" in refusal(backup)


def test_a_newer_versions_backup_is_refused(backup, monkeypatch):
    class Older:
        disk_migrations = {("journal", "0001_initial"): None}

    monkeypatch.setattr(manifest, "MigrationLoader", lambda connection: Older)
    assert "newer version" in refusal(backup)


def test_copying_bears_that_others_write_and_take_away(tmp_path, monkeypatch):
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    for name in ("a", "b", "c", "d.part"):
        (source / name).write_bytes(name.encode())
    copy_file = folders.copy_file

    def meanwhile(path, here):
        (source / "b").unlink(missing_ok=True)
        copy_file(path, here)

    monkeypatch.setattr(folders, "copy_file", meanwhile)
    folders.copy(source, target)
    assert {path.name for path in target.iterdir()} == {"a", "c"}
    (source / "e").write_bytes(b"e")
    (source / "a").write_bytes(b"closed anew")
    folders.copy(source, target)
    assert (target / "a").read_bytes() == b"a"
    folders.copy(source, target, over=True)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {
        "a": b"closed anew",
        "c": b"c",
        "e": b"e",
    }
    assert stat.S_IMODE((target / "a").stat().st_mode) == 0o600


def test_the_houses_own_keys_come_back_where_they_are_lost_and_nowhere_else(settings, tmp_path):
    settings.MACHIMADO_KEYRING = tmp_path / "keyring.json"
    settings.MACHIMADO_SEAL, settings.MACHIMADO_VAPID = tmp_path / "seal", tmp_path / "push" / "vapid.pem"
    for path in (settings.MACHIMADO_SEAL / "seal.key", settings.MACHIMADO_VAPID):
        path.parent.mkdir()
        path.write_text(f"the secret of {path.name}")
    folders.close_secrets(tmp_path / "secrets")
    assert b"the secret" not in (tmp_path / "secrets").read_bytes()
    (settings.MACHIMADO_SEAL / "seal.key").unlink()
    settings.MACHIMADO_VAPID.write_text("a newer one")
    folders.open_secrets(tmp_path / "secrets")
    assert (settings.MACHIMADO_SEAL / "seal.key").read_text() == "the secret of seal.key"
    assert stat.S_IMODE((settings.MACHIMADO_SEAL / "seal.key").stat().st_mode) == 0o600
    assert settings.MACHIMADO_VAPID.read_text() == "a newer one"
