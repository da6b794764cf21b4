"""A load that dies in the middle goes on where it stopped; nobody else waits for long."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
from django.core.management import call_command

from machimado.core.journal import api as journal
from machimado.core.residents import api as residents
from machimado.core.residents.intake import applying, clearing, importing, staging
from machimado.core.residents.intake.happening import Happening
from machimado.core.residents.intake.outcome import Outcome
from machimado.core.residents.models import (
    Event,
    Membership,
    Person,
    PersonVersion,
    Protection,
    Residence,
)
from machimado.core.residents.models import Load as LoadRecord
from machimado.core.residents.tests.conftest import AT, Load, row, text_of

SYSTEM = residents.Viewer.of_system("test")


def town(count: int) -> list[dict[str, str]]:
    return [row(f"{n:06}", 世帯番号=f"{n // 3:06}", 続柄="子" if n % 3 else "世帯主") for n in range(count)]


@pytest.mark.django_db
def test_it_goes_on_after_a_crash(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging.Staging.cut, "__defaults__", (30,))
    done = applying._done

    def crash(record: LoadRecord, chunk: staging.Chunk) -> None:
        if chunk.number == 2:
            raise KeyboardInterrupt
        done(record, chunk)

    monkeypatch.setattr(applying, "_done", crash)
    with pytest.raises(KeyboardInterrupt):
        load(town(120))
    assert Person.objects.count() == 60
    assert journal.entries(type="residents.loaded", limit=5) == []

    refused = load(town(90))
    assert "止まっています" in refused.sentence

    monkeypatch.setattr(applying, "_done", done)
    report = load(town(120), mode="changes")
    assert report.accepted
    assert report.initial
    assert not report.events
    assert Person.objects.count() == 120
    assert len(journal.entries(type="residents.loaded", limit=5)) == 1


@pytest.mark.django_db
def test_departures_are_counted_anew_after_a_crash(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging.Staging.cut, "__defaults__", (30,))
    load(town(120))
    later = AT + timedelta(days=1)
    done = applying._done

    def crash(record: LoadRecord, chunk: staging.Chunk) -> None:
        done(record, chunk)
        if chunk.number == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(applying, "_done", crash)
    with pytest.raises(KeyboardInterrupt):
        load(town(120)[6:], at=later, confirm=True)
    monkeypatch.setattr(applying, "_done", done)
    changed = [{**each, "住所": "宮城県白石市沢端町1番"} for each in town(120)[6:]]
    assert not load(changed, at=later).accepted
    report = load(town(120)[6:], at=later)
    assert (report.accepted, report.departures) == (True, 6)
    assert sum(1 for _ in residents.rule_columns(at=date(2026, 11, 30))) == 114


@pytest.mark.django_db
def test_a_load_whose_file_is_lost_can_be_given_up(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(applying, "_done", _crash)
        with pytest.raises(KeyboardInterrupt):
            load(town(30))
    assert not load(town(27)).accepted
    assert importing.abandon(at=AT)
    assert not importing.abandon(at=AT)
    assert load(town(27)).initial


@pytest.mark.django_db
def test_a_wrong_first_file_that_is_given_up_leaves_nobody_behind(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken off in the middle, with 支援措置 and a departure among the strangers; the right file begins anew."""
    strangers = [row(f"9{n:05}", 世帯番号=f"9{n}", 支援措置="1" if n % 2 else "") for n in range(120)]
    strangers[3] |= {"異動日": "2026-11-01", "異動事由": "死亡"}
    _break_off(load, strangers, monkeypatch)
    assert 0 < Person.objects.count() < 120
    monkeypatch.setattr(clearing, "PERSONS_AT_ONCE", 7)
    assert importing.abandon(at=AT)
    left = (Person, PersonVersion, Membership, Residence, Protection, Event)
    assert [model.objects.count() for model in left] == [0] * 6
    report = load(town(30), at=AT + timedelta(days=1))
    assert (report.accepted, report.initial, report.events) == (True, True, {})
    assert [each.number for each in residents.rule_columns(at=date(2026, 12, 5))] == [
        f"{n:06}" for n in range(30)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("again", ["abandon", "import"])
def test_giving_up_that_breaks_off_itself_is_gone_on_with(
    load: Load, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    _break_off(load, town(120), monkeypatch)
    monkeypatch.setattr(clearing, "PERSONS_AT_ONCE", 7)
    before = Person.objects.count()
    breath = MagicMock()
    breath.__enter__.side_effect = [None, None, KeyboardInterrupt]
    breath.__exit__.return_value = False
    with monkeypatch.context() as broken:
        broken.setattr(applying, "Breath", lambda: breath)
        with pytest.raises(KeyboardInterrupt):
            importing.abandon(at=AT)
    assert 0 < Person.objects.count() < before
    if again == "abandon":
        assert importing.abandon(at=AT)
        assert not Person.objects.exists()
    assert load([row("777777")], at=AT + timedelta(days=1)).initial
    assert list(Person.objects.values_list("number", flat=True)) == ["777777"]


@pytest.mark.django_db
def test_who_gives_up_is_told_what_became_of_it(
    load: Load, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("residents", "abandon")
    assert "止まっている取り込みはありません" in capsys.readouterr().out
    _break_off(load, town(120), monkeypatch)
    call_command("residents", "abandon")
    assert "台帳から消しました" in capsys.readouterr().out


@pytest.mark.django_db
def test_giving_up_a_later_load_takes_nobody_out(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    load(town(120))
    changed = [{**each, "住所": "宮城県白石市沢端町1番"} for each in town(120)]
    _break_off(load, changed, monkeypatch)
    given_up = importing.abandon(at=AT)
    assert given_up is not None
    assert not given_up.initial
    assert Person.objects.count() == 120
    assert Event.objects.exists()


def _break_off(load: Load, rows: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill a load in its third chunk of thirty."""
    done = applying._done

    def crash(record: LoadRecord, chunk: staging.Chunk) -> None:
        if chunk.number == 2:
            raise KeyboardInterrupt
        done(record, chunk)

    with monkeypatch.context() as broken:
        broken.setattr(staging.Staging.cut, "__defaults__", (30,))
        broken.setattr(applying, "_done", crash)
        with pytest.raises(KeyboardInterrupt):
            load(rows)


def _crash(record: LoadRecord, chunk: staging.Chunk) -> None:
    raise KeyboardInterrupt


@pytest.mark.django_db
def test_nothing_of_the_file_stays_behind(load: Load) -> None:
    load(town(9))
    load([row("1", 氏="\x00")])
    assert [path.name for path in staging.folder().iterdir() if path.suffix == ".sqlite3"] == []


@pytest.mark.fault
def test_a_killed_import_is_finished_by_the_next(tmp_path: Path) -> None:
    """SIGKILL, five times, in the middle of applying; the register then equals one of an unbroken load."""
    source = tmp_path / "register.csv"
    source.write_text(text_of(town(6_000)), encoding="utf-8")
    root = Path(__file__).parents[5]
    environment = {
        **os.environ,
        "MACHIMADO_VAR": str(tmp_path / "var"),
        "MACHIMADO_MODE": "test",
        "PYTHONPATH": str(root / "src"),
        "DJANGO_SETTINGS_MODULE": "machimado.config.settings",
    }
    environment.pop("DATABASE_URL", None)
    (tmp_path / "var").mkdir()
    subprocess.run([sys.executable, root / "manage.py", "migrate", "-v0"], env=environment, check=True)
    script = (
        "import machimado.config, django, os, signal, sys; django.setup();"
        "from machimado.core.residents import api;"
        "from machimado.core.residents.intake import applying, staging;"
        "from machimado.kernel import clock; from machimado.kernel.ref import system;"
        "applying.BREATH = 0; staging.Staging.cut.__defaults__ = (500,);"
        "limit = int(sys.argv[2]); seen = [0];\n"
        "def progress(done, chunks):\n"
        "    seen[0] += 1\n"
        "    if seen[0] == limit: os.kill(os.getpid(), signal.SIGKILL)\n"
        "report = api.import_register(sys.argv[1], mode='full', by=system('t'), at=clock.now(), progress=progress)\n"
        "from machimado.core.residents.models import *\n"
        "print(report.accepted, Person.objects.count(), Membership.objects.count(), Residence.objects.count(),"
        " Load.objects.count())"
    )
    for kills in (2, 1, 3, 1, 0):
        result = subprocess.run(
            [sys.executable, "-c", script, str(source), str(kills)],
            env=environment,
            capture_output=True,
            text=True,
        )
        if kills:
            assert result.returncode == -signal.SIGKILL, result.stderr
    assert result.stdout.split() == ["True", "6000", "6000", "6000", "1"], result.stderr


@pytest.mark.django_db
def test_rule_columns_come_in_one_pass(load: Load, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    load(town(90))
    with django_assert_max_num_queries(2):
        rows = list(residents.rule_columns(at=date(2026, 11, 23)))
    assert len(rows) == 90
    assert [each.household for each in rows] == sorted(each.household for each in rows)
    assert rows[0]._fields[:10] == (
        "number", "birth_date", "sex", "household", "relationship", "father", "mother", "parents_certain",
        "resident_from", "resident_until",
    )  # fmt: skip


def test_what_is_written_at_once_is_small_and_of_whole_households() -> None:
    """What bounds the wait of other writers beyond a turn's time: rows and entries between two looks at the clock."""
    quiet = [_outcome(0, household=n // 4) for n in range(1_000)]
    assert [len(portion) for portion in applying._portions(quiet)] == [100] * 10
    busy = [_outcome(2, household=n // 4) for n in range(60)]
    assert [len(portion) for portion in applying._portions(busy)] == [12] * 5
    large = [_outcome(1, household=7) for _ in range(300)]
    assert [len(portion) for portion in applying._portions([*busy[:1], *large])] == [1, 300]


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "turns"), [(0.0, 1), (0.05, 2), (1.0, 4)])
def test_a_turn_ends_with_its_time_however_slow_the_machine(
    load: Load, monkeypatch: pytest.MonkeyPatch, seconds: float, turns: int
) -> None:
    """Four portions; with a clock that says how long each takes, the rows of a turn follow from it."""
    now = iter(number * seconds for number in range(100))
    monkeypatch.setattr(applying, "time", SimpleNamespace(monotonic=lambda: next(now), sleep=lambda _: None))
    monkeypatch.setattr(applying, "Breath", nullcontext)
    monkeypatch.setattr(applying, "PERSONS_AT_ONCE", 30)
    taken: list[int] = []
    take_turn = applying._take_turn

    def counting(left, *rest, **more):  # type: ignore[no-untyped-def]
        before = len(left)
        take_turn(left, *rest, **more)
        taken.append(before - len(left))

    monkeypatch.setattr(applying, "_take_turn", counting)
    assert load(town(120)).accepted
    assert (len(taken), sum(taken)) == (turns, 4)
    assert Person.objects.count() == 120


def _outcome(events: int, *, household: int) -> Outcome:
    happenings = [Happening("転居", date(2026, 11, 1), "")] * events
    return Outcome("1", b"", "", date(2026, 11, 1), household=str(household), happenings=happenings)
