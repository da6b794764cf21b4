"""Adding a service is one new folder and one line: shown by doing it in a copy of the tree."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

SERVICE = {
    "__init__.py": '"""A service that a test adds."""\n',
    "apps.py": """
from django.apps import AppConfig


class BallotConfig(AppConfig):
    name = "machimado.services.ballot"
    label = "ballot"
""",
    "urls.py": """
from django.http import HttpResponse
from django.urls import path

app_name = "ballot"
urlpatterns = [path("ballot/", lambda request: HttpResponse("期日前投票所"), name="home")]
""",
    "access.py": """
from machimado.kernel.access import EVERYONE, Access

ROWS = {"ballot:home": Access(allowed=EVERYONE)}
""",
}

ASK = """
import django
django.setup()
from django.test import Client
print(Client().get("/ballot/").content.decode())
"""


def test_a_service_is_one_folder_and_one_line(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "tests"))
    folder = tmp_path / "src/machimado/services/ballot"
    folder.mkdir()
    for name, text in SERVICE.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = tmp_path / "src/machimado/config/settings.py"
    lines = settings.read_text(encoding="utf-8")
    settings.write_text(lines.replace("SERVICES = [", 'SERVICES = ["ballot", ', 1), encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "src"),
        "MACHIMADO_MODE": "test",
        "MACHIMADO_VAR": str(tmp_path / "var"),
        "MACHIMADO_PACKS": f"{ROOT / 'packs/japan'}:{ROOT / 'packs/shiroishi'}",
        "DJANGO_SETTINGS_MODULE": "machimado.config.settings_test",
    }
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.stdout.strip().splitlines()[-1:] == ["期日前投票所"], done.stderr
