from pathlib import Path

import pytest

from machimado.core.operations import assets


def test_static_files_are_collected_once(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    settings.STATIC_ROOT = tmp_path
    calls: list[str] = []
    monkeypatch.setattr(assets, "call_command", lambda name, **_: calls.append(name))
    assert assets.collect()
    assert not assets.collect()
    monkeypatch.setattr(assets, "_fingerprint", lambda: "a file has changed")
    assert assets.collect()
    assert calls == ["collectstatic"] * 2
