"""One import from file to register: stage, check, count the absent, apply, close."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal

from django.db import IntegrityError, transaction

from machimado.core.residents import events
from machimado.core.residents.intake import applying, checking, reading
from machimado.core.residents.intake.checking import Findings
from machimado.core.residents.intake.reading import Source, Unreadable
from machimado.core.residents.intake.reporting import write_report
from machimado.core.residents.intake.staging import Staging, folder
from machimado.core.residents.models import Load
from machimado.core.residents.outward import Fault, ImportReport
from machimado.kernel.clock import jst
from machimado.kernel.ref import Actor

Mode = Literal["full", "changes"]
Progress = Callable[[int, int], None]
LARGEST_ABSENCE = 0.02
BUSY = "ほかの取り込みが動いています。終わってからもう一度試してください。"


class Refused(Exception):
    """The import does nothing, and says why."""

    def __init__(self, sentence: str, findings: Findings | None = None, rows: int = 0) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.findings = findings or Findings()
        self.rows = rows


def import_register(
    path: Path,
    *,
    mode: Mode,
    by: Actor,
    at: datetime,
    confirm_departures: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    try:
        with _alone():
            return _import(path, mode, by, at, confirm_departures, progress)
    except Refused as refused:
        return _refusal(refused, path)


def _import(
    path: Path, mode: Mode, by: Actor, at: datetime, confirmed: bool, progress: Progress | None
) -> ImportReport:
    try:
        source = reading.inspect(path)
    except Unreadable as unreadable:
        raise Refused(unreadable.fault.problem, Findings([unreadable.fault], count=1)) from None
    broken = _broken_load(source)
    mode = "full" if broken and broken.mode == "full" else "changes" if broken else mode
    initial = broken.initial if broken else not Load.objects.filter(state=Load.State.DONE).exists()
    if initial and mode == "changes" and broken is None:
        raise Refused("台帳がまだ空です。はじめの取り込みには --full で全件のファイルを使ってください。")
    if broken is None and (same := _already(source, mode)):
        return ImportReport(
            True,
            same.rows,
            unchanged=same.rows,
            sentence="同じファイルは取り込み済みです。何も変わりません。",
        )
    as_of = broken.as_of if broken else jst(at).date()
    staging = Staging(folder() / f"{source.sha256[:16]}.sqlite3")
    try:
        findings = checking.stage(source, staging, as_of=as_of, full=mode == "full")
        rows = staging.count()
        if findings.count:
            raise Refused(f"{findings.count}件の誤りがあります。台帳は変わっていません。", findings, rows)
        if mode == "full" and not initial:
            _count_absent(staging, confirmed or broken is not None, at=at, rows=rows)
        chunks = staging.cut()
        load = (
            _again(broken, len(chunks))
            if broken
            else _begin(source, mode, initial, rows, len(chunks), by, at)
        )
        applying.apply(load, staging, chunks, by=by, at=at, progress=progress)
        _finish(load, [chunk.digest for chunk in chunks], by=by, at=at)
    finally:
        staging.close()
    return _report(load, findings)


def _broken_load(source: Source) -> Load | None:
    load = Load.objects.filter(state=Load.State.APPLYING).first()
    if load is not None and load.sha256 != source.sha256:
        raise Refused(
            f"前の取り込み(ファイルのダイジェスト {load.sha256[:12]}…)が{load.chunks_done}/{load.chunks}で止まっています。"
            "先に同じファイルをもう一度取り込んで、終わらせてください。"
        )
    return load


def _already(source: Source, mode: Mode) -> Load | None:
    last = Load.objects.filter(state=Load.State.DONE).order_by("-finished_at").first()
    return last if last and last.sha256 == source.sha256 and last.mode == mode else None


def _count_absent(staging: Staging, confirmed: bool, *, at: datetime, rows: int) -> None:
    absent, residents = checking.find_absent(staging, at=jst(at).date())
    if absent > residents * LARGEST_ABSENCE and not confirmed:
        raise Refused(
            f"台帳の{residents}人のうち{absent}人がファイルにいません(2%を超えています)。台帳は変わっていません。"
            "ファイルが全件か確かめてください。本当に転出なら --confirm-departures をつけて取り込みます。",
            rows=rows,
        )


def _begin(
    source: Source, mode: Mode, initial: bool, rows: int, chunks: int, by: Actor, at: datetime
) -> Load:
    try:
        with transaction.atomic():
            return Load.objects.create(
                sha256=source.sha256,
                mode=mode,
                initial=initial,
                rows=rows,
                chunks=chunks,
                as_of=jst(at).date(),
                started_at=at,
                actor_kind=by.kind,
                actor_id=by.id,
            )
    except IntegrityError:
        raise Refused(BUSY) from None


def _again(load: Load, chunks: int) -> Load:
    """From the first chunk: what was committed is found unchanged, and who is absent is counted anew."""
    with transaction.atomic():
        load.chunks, load.chunks_done = chunks, 0
        load.save(update_fields=["chunks", "chunks_done"])
    return load


def _finish(load: Load, digests: list[str], *, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        load.state = Load.State.DONE
        load.finished_at = at
        load.save(update_fields=["state", "finished_at"])
        events.tell_load(load, digests, by=by, at=at)


def _report(load: Load, findings: Findings) -> ImportReport:
    happened = {
        key.removeprefix("event:"): count for key, count in load.counts.items() if key.startswith("event:")
    }
    departures = load.counts.get("departures", 0)
    return ImportReport(
        True,
        load.rows,
        initial=load.initial,
        events=happened,
        unchanged=max(0, load.rows + departures - load.counts.get("changed", 0)),
        departures=departures,
        warnings=tuple(findings.warnings),
        sentence="初期登録が終わりました。" if load.initial else "取り込みが終わりました。",
    )


def _refusal(refused: Refused, path: Path) -> ImportReport:
    faults: tuple[Fault, ...] = tuple(refused.findings.faults)
    report = write_report(folder() / f"{path.stem}.誤り.csv", faults) if faults else None
    return ImportReport(
        False,
        refused.rows,
        faults=faults,
        fault_count=refused.findings.count,
        report_file=report,
        sentence=refused.sentence,
    )


@contextmanager
def _alone() -> Iterator[None]:
    """One import at a time on this machine; the database keeps it to one load everywhere."""
    with (folder() / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(BUSY) from None
        for orphan in folder().glob("*.sqlite3"):
            orphan.unlink()
        yield
