"""Each import contract is proven by a deliberate violation in a copy of the source."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

VIOLATIONS = [
    ("The house", "kernel/clock.py", "from machimado.core.journal import api"),
    ("The house", "core/journal/api.py", "from machimado.engines.messaging import api as messaging"),
    ("The house", "engines/rules/api.py", "from machimado.services import portal"),
    (
        "Services never import each other",
        "services/portal/apps.py",
        "from machimado.services import promotion",
    ),
    ("Adapters never import each other", "adapters/smtp/apps.py", "from machimado.adapters import webpush"),
    ("The house", "services/portal/apps.py", "from machimado.adapters import webpush"),
    ("Engines:", "engines/rules/api.py", "from machimado.engines.guidance import api as guidance"),
    ("Core:", "core/jobs/api.py", "from machimado.core.residents import api as residents"),
    ("Every core and engine room", "services/portal/apps.py", "from machimado.core.journal import models"),
    (
        "Every core and engine room",
        "engines/guidance/api.py",
        "from machimado.engines.procedures import models",
    ),
    ("definitions.py files", "engines/rules/definitions.py", "from django.db import models"),
    ("definitions.py files", "engines/rules/definitions.py", "from machimado.engines.vocabulary import api"),
    ("The kernel knows no framework", "kernel/text.py", "import django"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{folder / 'src'}:{folder}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("static", "__pycache__"))
    (folder / "tests").mkdir()
    (folder / "tests/__init__.py").touch()
    shutil.copytree(ROOT / "tests/architecture", folder / "tests/architecture")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_house_keeps_its_contracts(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("contract", "file", "line"), VIOLATIONS)
def test_a_violation_is_found(copy: Path, contract: str, file: str, line: str) -> None:
    path = copy / "src/machimado" / file
    original = path.read_text(encoding="utf-8")
    path.write_text(f"{original}\n{line}\n", encoding="utf-8")
    try:
        result = lint(copy)
    finally:
        path.write_text(original, encoding="utf-8")
    broken = [row for row in result.stdout.splitlines() if row.endswith("BROKEN")]
    assert result.returncode == 1
    assert any(row.startswith(contract) for row in broken), result.stdout
