"""The guide for operators tells each setting that there is."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[5]


def test_each_setting_is_explained():
    code = (ROOT / "src/machimado/config/settings.py").read_text(encoding="utf-8")
    guide = (ROOT / "docs/operations/settings.md").read_text(encoding="utf-8")
    read = {f"MACHIMADO_{name}" for name in re.findall(r"""(?:env|flag|one_of)\(\s*"([A-Z_]+)\"""", code)}
    assert len(read) > 20
    assert read - set(re.findall(r"`(MACHIMADO_[A-Z_]+)`", guide)) == set()
