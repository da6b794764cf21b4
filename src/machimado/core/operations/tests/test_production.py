"""Production refuses what belongs to the demo."""

import os
import secrets
import stat
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from machimado.core.keys import keyring
from machimado.core.operations import production
from machimado.kernel import clock


@pytest.fixture
def sound(settings, tmp_path, db):
    ring = tmp_path / "keyring.json"
    keyring.save(keyring.Keyring.new(at=clock.now()), ring)
    settings.VAR = tmp_path
    settings.MODE = "production"
    settings.DEMO = False
    settings.SECRET_KEY = "k8Jw2nQ5rT7yU1pA3sD6fG9hZ4xC0vB-mN_eR=lO+iP!oWqEtYu"
    settings.BASE_URL = "https://madoguchi.example.jp"
    settings.ALLOWED_HOSTS = ["madoguchi.example.jp"]
    settings.MACHIMADO_KEYRING = ring
    settings.MACHIMADO_SEAL = tmp_path / "seal"
    return settings


def test_a_sound_production_starts(sound):
    assert production.faults() == []


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", production.DEMO_SECRET, "is the demo's"),
        ("SECRET_KEY", "a" * 60, "is weak"),
        ("SECRET_KEY", "k8Jw2nQ5rT7yU1pA3sD6fG9hZ4xC0vB", "is weak"),
        ("SECRET_KEY", "password1234" * 5, "is weak"),
        ("SECRET_KEY", "abcdefghijklmnopqrstuvwxyz" * 2, "is weak"),
        ("SECRET_KEY", "django-insecure-k8Jw2nQ5rT7yU1pA3sD6fG9hZ4xC0vBmN_eR=lO", "is weak"),
        ("BASE_URL", "http://madoguchi.example.jp", "https://"),
        ("ALLOWED_HOSTS", ["*"], "without *"),
        ("ALLOWED_HOSTS", ["localhost"], "must name the hosts"),
        ("DEBUG", True, "DEBUG"),
        ("MACHIMADO_SMTP_URL", "smtps://mail.example.jp", "MACHIMADO_MAIL_FROM is the demo's"),
        ("MACHIMADO_PUSH_ORIGINS", ["http://127.0.0.1:9"], "https://"),
    ],
)
def test_each_demo_setting_is_refused(sound, name, value, sentence):
    setattr(sound, name, value)
    (fault,) = production.faults()
    assert sentence in fault


def test_what_a_room_refuses_is_refused(sound, monkeypatch):
    monkeypatch.setattr(production, "_rooms", {})
    production.refuse_when("documents", lambda: ["The seal is a test seal."])
    assert production.faults() == ["The seal is a test seal."]
    with pytest.raises(CommandError, match="The seal is a test seal"):
        call_command("serve")
    sound.MODE = "demo"
    assert production.faults() == []


@pytest.mark.parametrize("name", ["VAR", "MACHIMADO_KEYRING", "MACHIMADO_FILES"])
def test_nothing_that_must_last_lies_in_the_code(sound, name, tmp_path):
    sound.ROOT = tmp_path / "code"
    place = sound.ROOT / "var" / "keyring.json"
    keyring.save(keyring.load(sound.MACHIMADO_KEYRING), place)
    setattr(sound, name, place)
    (fault,) = production.faults()
    assert "outside the code" in fault


@pytest.mark.parametrize("length", [25, 32, 50])
def test_a_random_secret_is_strong_in_any_alphabet(sound, length):
    for make in (secrets.token_hex, secrets.token_urlsafe):
        sound.SECRET_KEY = make(max(length, 25 if make is secrets.token_hex else 38))
        assert production.faults() == []


def test_a_missing_or_open_keyring_is_refused(sound):
    sound.MACHIMADO_KEYRING.chmod(0o644)
    assert "read by others" in production.faults()[0]
    sound.MACHIMADO_KEYRING.chmod(0o600)
    sound.MACHIMADO_KEYRING.write_text("{}")
    assert "damaged" in production.faults()[0]
    sound.MACHIMADO_KEYRING.unlink()
    assert "is missing" in production.faults()[0]


def test_the_demos_stamp_is_refused_and_nothing_is_served(sound):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {production.STAMP}")
        cursor.execute(f"CREATE TABLE {production.STAMP} (at text)")
        assert production.faults() == []
        cursor.execute(f"INSERT INTO {production.STAMP} VALUES ('2026-11-23')")
    with pytest.raises(CommandError, match="made by the demo"):
        call_command("serve")


@pytest.mark.parametrize("mode", ["demo", "test"])
@pytest.mark.parametrize(
    "bind", ["0.0.0.0", "::", "192.0.2.1", "madoguchi.example.jp", "*", "127.0.0.1.nip.io", "0"]
)
def test_outside_production_this_machine_only_is_served(settings, monkeypatch, tmp_path, mode, bind):
    settings.MODE, settings.DEMO, settings.VAR = mode, mode == "demo", tmp_path
    monkeypatch.delenv("DEMO_PUBLIC", raising=False)
    with pytest.raises(CommandError, match="this machine only"):
        call_command("serve", bind=bind)


@pytest.mark.parametrize("bind", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_each_name_of_this_machine_is_served(bind):
    assert production.is_loopback(bind)


def test_a_folder_of_production_is_never_opened_as_the_demo(sound):
    production.mark()
    assert production.faults() == []
    sound.MODE, sound.DEMO = "demo", True
    with pytest.raises(CommandError, match="belongs to production"):
        call_command("serve")


def house(folder, *words, **changes):
    """What a `machimado` command prints."""
    return run("-m", "machimado", *words, folder=folder, **changes)


def run(*words, folder, **changes):
    """What Python prints in production, as install.md has it."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "machimado.config.settings",
        "MACHIMADO_MODE": "production",
        "MACHIMADO_SECRET_KEY": "k8Jw2nQ5rT7yU1pA3sD6fG9hZ4xC0vB-mN_eR=lO+iP!oWqEtYu",
        "MACHIMADO_BASE_URL": "https://madoguchi.example.jp",
        "MACHIMADO_ALLOWED_HOSTS": "madoguchi.example.jp",
        "MACHIMADO_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'machimado.sqlite3'}",
        "PYTHONPATH": os.pathsep.join(sys.path),
        **changes,
    }
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def test_an_installation_begins_as_the_guide_says_and_is_for_its_owner_alone(tmp_path):
    folder = tmp_path / "var"
    assert "Made" in house(folder, "keys", "create")
    assert "no issues" in house(folder, "check", "--deploy", "--tag", "production")
    assert stat.S_IMODE((folder / "machimado.sqlite3").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_worker_alone_refuses_too(sound):
    sound.SECRET_KEY = "short"
    with pytest.raises(CommandError, match="is weak"):
        call_command("worker")


def test_a_misspelt_mode_is_no_mode(tmp_path):
    assert house(tmp_path, "serve", MACHIMADO_MODE="Production").startswith("MACHIMADO_MODE is 'Production'")
    assert house(tmp_path, "serve", MACHIMADO_FRONT="desk").startswith("MACHIMADO_FRONT is 'desk'")


def test_another_server_refuses_too(tmp_path):
    printed = run("-c", "import machimado.config.wsgi", folder=tmp_path / "var", MACHIMADO_SECRET_KEY="short")
    assert "Not started" in printed
    assert "is weak" in printed
