"""The real server in a process of its own, on a free port, over a small town."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from machimado.adapters.webpush.tests.serving import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds until a server that does not answer is a failure


@dataclass
class Town:
    """Where it is, and who may sign in."""

    url: str
    env: dict[str, str]
    push_port: int
    cookie: str = "sessionid"
    sessions: dict[str, list[str]] = field(default_factory=dict)

    def session(self, who: str) -> str:
        """A session that nobody has used yet."""
        return self.sessions[who].pop()

    def machimado(self, *arguments: str) -> str:
        """Run a `machimado` command on this town's database, as its operators would; what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def import_changes(self, path: Path) -> str:
        """What the register's system would send: a file of changes."""
        return self.machimado("residents", "import", str(path), "--changes")


def environment(folder: Path, port: int, push_port: int) -> dict[str, str]:
    """Settings for one town: its own folder, its own database unless DATABASE_URL names one; a push service beside it."""
    own = {
        "MACHIMADO_MODE": "demo",
        "MACHIMADO_VAR": str(folder),
        "MACHIMADO_BASE_URL": f"http://127.0.0.1:{port}",
        "MACHIMADO_PUSH_ORIGINS": f"http://127.0.0.1:{push_port}",
        "NO_PROXY": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "machimado.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    return {**os.environ, **own}


def build(folder: Path) -> tuple[Town, "subprocess.Popen[bytes]"]:
    """Build the town and start its server; give both back when it answers."""
    port, push_port = free_port(), free_port()
    env = environment(folder, port, push_port)
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.town"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    town = Town(env["MACHIMADO_BASE_URL"], env, push_port, **json.loads(made.stdout.splitlines()[-1]))
    log = (folder / "server.log").open("wb")
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)
    _wait(town.url, process, folder / "server.log")
    return town, process


def stop(process: "subprocess.Popen[bytes]") -> None:
    """The whole group: granian's master leaves its workers behind."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urlopen(f"{url}/offline/", timeout=2) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except (URLError, OSError):
            assert process.poll() is None, log.read_text(errors="replace")
            time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace"))
