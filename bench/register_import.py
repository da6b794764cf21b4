"""The import of the register against a floor: `csv.reader` and one `executemany` into one bare table.

Each size and database in a process and a folder of its own. Beside the ratio: peak memory of the importing process, and how
long another process, which writes a row every 20 ms, waited at most; first for five seconds alone (what the machine itself
makes it wait), then during the import. `BENCH_SIZES=1000000` replaces the sizes; `BENCH=full` adds ten times the town and a million rows.
Limits: the town in at most 10 s, no wait beyond 1 s, memory at ten times the rows at most half as much again.
"""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import _table as table
from bench._ground import FULL

ROOT = Path(__file__).resolve().parents[1]
TOWN = 32_758
SIZES = (TOWN, 10 * TOWN, 1_000_000)
LONGEST_IMPORT, LONGEST_WAIT = 10.0, 1.0
ALONE = 5.0
HEADER = [
    "宛名番号",
    "氏",
    "名",
    "カナ",
    "英字",
    "通称",
    "生年月日",
    "性別",
    "住所",
    "世帯番号",
    "続柄",
    "父母宛名番号",
    "異動日",
    "異動事由",
    "支援措置",
]
ROLES = (("世帯主", "男"), ("妻", "女"), ("子", "女"), ("子", "男"))


def main() -> int:
    sizes = [int(size) for size in os.environ.get("BENCH_SIZES", "").split(",") if size]
    sizes = sizes or (list(SIZES) if FULL else [TOWN])
    table.head("rows", "peak MB", "wait alone, longest s", "waits p99 s")
    failed = 0
    for database in ("SQLite", "PostgreSQL"):
        peaks = []
        for size in sizes:
            with tempfile.TemporaryDirectory(prefix="machimado-bench-") as folder:
                seen = _measured(database, size, Path(folder))
            if seen is None:
                return 1
            failed += _rows(database, size, seen)
            peaks.append(seen["peak"])
        if len(peaks) > 1:
            failed += table.row(
                f"import, peak memory MB, {sizes[-1]:,} beside {sizes[0]:,} rows", database,
                ours=peaks[-1], floor=peaks[0], limit=1.5,
            )  # fmt: skip
    return 1 if failed else 0


def _measured(database: str, size: int, folder: Path) -> dict[str, float] | None:
    source = folder / "register.csv"
    write_town(source, size)
    environment = {
        **os.environ,
        "MACHIMADO_MODE": "test",
        "MACHIMADO_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "machimado.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "MACHIMADO_POSTGRES": str(folder / "pg"),
    }
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "bench.register_import", "measure", str(source)]
    if database == "PostgreSQL":
        folder.chmod(0o755)
        command = [str(ROOT / "scripts/postgres"), "run", *command]
    result = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode:
        print(f"{database}, {size} rows: failed", flush=True)
        print(result.stderr[-2_000:], file=sys.stderr)
        return None
    return dict(json.loads(result.stdout.splitlines()[-1]))


def _rows(database: str, size: int, seen: dict[str, float]) -> int:
    more = (f"{size:,}", f"{seen['peak']:.0f}", f"{seen['alone']:.2f}", f"{seen['p99']:.2f}")
    within = seen["import"] <= LONGEST_IMPORT if size == TOWN else None
    failed = table.row(
        "import, s, beside bare csv + executemany", database, *more,
        ours=seen["import"], floor=seen["floor"], limit=f"{LONGEST_IMPORT:.0f} s", holds=within,
    )  # fmt: skip
    waited = seen["wait"] <= LONGEST_WAIT
    return failed + table.row(
        "import, longest wait of another writer, s", database, *more,
        ours=seen["wait"], floor=seen["alone"], limit=f"{LONGEST_WAIT:.0f} s", holds=waited,
    )  # fmt: skip


def write_town(path: Path, size: int) -> None:
    chance = random.Random(1)
    families = (
        ("佐藤", "サトウ"),
        ("髙橋", "タカハシ"),
        ("山﨑", "ヤマザキ"),
        ("𠮷田", "ヨシダ"),
        ("渡邉\U000e0101", "ワタナベ"),
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        number = household = 0
        while number < size:
            household += 1
            family, kana = chance.choice(families)
            address = f"宮城県白石市大手町{chance.randint(1, 99)}番{chance.randint(1, 99)}号"
            for role, sex in ROLES[: min(size - number, chance.randint(1, 4))]:
                number += 1
                year = chance.randint(2009, 2025) if role == "子" else chance.randint(1940, 1995)
                born = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
                given = f"{chance.choice('一二三太花結陽')}{chance.choice('郎子衣菜人美')}"
                cells = [family, given, f"{kana}　ナマエ", "", "", born, sex, address]
                writer.writerow([f"{number:015}", *cells, f"{household:010}", role, "", "", "", ""])


def measure(source: Path) -> None:
    """In a process of its own: migrate, import, floor; one JSON line."""
    import django

    import machimado.config  # noqa: F401 - the bundled SQLite

    django.setup()
    from django.core.management import call_command

    from machimado.core.residents import api as residents
    from machimado.kernel import clock
    from machimado.kernel.ref import system

    call_command("migrate", verbosity=0)
    other = subprocess.Popen(
        [sys.executable, "-m", "bench.register_import", "write"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    other.stdout.readline()
    time.sleep(ALONE)
    print("begin", file=other.stdin, flush=True)
    other.stdout.readline()
    started = time.perf_counter()
    report = residents.import_register(source, mode="full", by=system("bench"), at=clock.now())
    taken = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    waited, _ = other.communicate("stop\n", timeout=60)
    assert report.accepted, report.faults[:3]
    waits = json.loads(waited)
    print(json.dumps({"import": taken, "floor": floor(source), "peak": peak, **waits}))


def floor(source: Path) -> float:
    from django.db import connection, transaction

    marks = ", ".join(["%s"] * len(HEADER))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_floor ({', '.join(f'c{n} TEXT' for n in range(len(HEADER)))})")
        started = time.perf_counter()
        with source.open(encoding="utf-8", newline="") as file, transaction.atomic():
            rows = csv.reader(file)
            next(rows)
            cursor.executemany(f"INSERT INTO bench_floor VALUES ({marks})", rows)
        return time.perf_counter() - started


def write_beside() -> None:
    """Another process that writes a row every 20 ms, alone and then beside the import; prints how long it waited."""
    import django

    import machimado.config  # noqa: F401 - the bundled SQLite

    django.setup()
    print("ready", flush=True)
    alone = _write_until_told()
    print("beside", flush=True)
    beside = sorted(_write_until_told())
    print(json.dumps({"alone": max(alone), "wait": beside[-1], "p99": beside[int(len(beside) * 0.99)]}))


def _write_until_told() -> list[float]:
    """Write until a line comes; how long each transaction took."""
    import select

    from django.contrib.contenttypes.models import ContentType
    from django.db import transaction

    waits = []
    while not select.select([sys.stdin], [], [], 0.02)[0]:
        started = time.perf_counter()
        with transaction.atomic():
            ContentType.objects.update_or_create(app_label="bench", model="beside")
        waits.append(time.perf_counter() - started)
    sys.stdin.readline()
    return waits


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        measure(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["write"]:
        write_beside()
    else:
        sys.exit(main())
