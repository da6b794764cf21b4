"""Production refuses what belongs to the demo."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from machimado.core.operations import production


@pytest.fixture
def sound(settings, tmp_path, db):
    keyring = tmp_path / "keyring.json"
    keyring.write_text("{}")
    keyring.chmod(0o600)
    settings.MODE = "production"
    settings.DEMO = False
    settings.SECRET_KEY = "k8Jw2nQ5rT7yU1pA3sD6fG9hZ4xC0vB-mN_eR=lO+iP!oWqEtYu"
    settings.BASE_URL = "https://madoguchi.example.jp"
    settings.ALLOWED_HOSTS = ["madoguchi.example.jp"]
    settings.MACHIMADO_KEYRING = keyring
    return settings


def test_a_sound_production_starts(sound):
    assert production.faults() == []


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", production.DEMO_SECRET, "is the demo's"),
        ("SECRET_KEY", "a" * 60, "is weak"),
        ("BASE_URL", "http://madoguchi.example.jp", "https://"),
        ("ALLOWED_HOSTS", ["*"], "without *"),
        ("ALLOWED_HOSTS", ["localhost"], "must name the hosts"),
        ("DEBUG", True, "DEBUG"),
    ],
)
def test_each_demo_setting_is_refused(sound, name, value, sentence):
    setattr(sound, name, value)
    (fault,) = production.faults()
    assert sentence in fault


def test_a_missing_or_open_keyring_is_refused(sound):
    sound.MACHIMADO_KEYRING.chmod(0o644)
    assert "read by others" in production.faults()[0]
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


def test_the_demo_serves_loopback_only(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.delenv("DEMO_PUBLIC", raising=False)
    with pytest.raises(CommandError, match="this machine only"):
        call_command("serve", bind="0.0.0.0")
