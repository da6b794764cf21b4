import pytest
from django.core.management import CommandError, call_command

from machimado.core.operations import production
from machimado.demo.models import Stamp


def test_the_stamp_is_the_one_that_production_looks_for() -> None:
    assert Stamp._meta.db_table == production.STAMP


def test_it_serves_this_machine_only(settings, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO = True
    with pytest.raises(CommandError, match="DEMO_PUBLIC"):
        call_command("demo", "show", "--bind", "0.0.0.0")
    monkeypatch.setenv("DEMO_PUBLIC", "1")
    call_command("demo", "show", "--bind", "0.0.0.0")
    monkeypatch.delenv("DEMO_PUBLIC")
    call_command("demo", "show", "--bind", "127.0.0.2")  # this machine too


def test_it_says_where_to_go(settings, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO = True
    call_command("demo", "show", "--port", "8123")
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8123/demo/" in said
    assert "misaki@machimado.example" in said


def test_outside_of_the_demo_it_does_nothing(settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo", "prepare")
