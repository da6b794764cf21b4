"""`python -m bench [NAME …]`: run the benchmarks one after another, each in a process of its own.

Each is a module with `main()`; it prints its table as Markdown rows. Times on shared machines mean little, ratios do.
"""

import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def main() -> int:
    wanted = sys.argv[1:] or names()
    print(f"{os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}\n", flush=True)
    failed = [name for name in wanted if _run(name)]
    print(f"\n{len(wanted) - len(failed)} passed, {len(failed)} failed" + (f": {failed}" if failed else ""))
    return 1 if failed else 0


def _run(name: str) -> int:
    print(f"\n## {name}\n", flush=True)
    return subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
